/** A citizen of whom the citizen subgraph knows the rest. */
export interface CitizenReference {
  readonly id: string;
  /** Whether this subgraph has decided that the viewer may know this person: then it proves that. */
  readonly authorised: boolean;
}
