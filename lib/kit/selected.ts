/** A field that a client has selected, with everything that is selected below it. */
export interface Selected {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly fields: readonly Selected[];
}
