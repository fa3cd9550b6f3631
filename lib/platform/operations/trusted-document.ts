/** A document of a manifest. */
export interface TrustedDocument {
  readonly id: string;
  readonly text: string;
}
