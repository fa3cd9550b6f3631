/** A reference to a citizen; the citizen subgraph resolves the rest. */
export interface CitizenReference {
  readonly id: string;
  /** Whether this subgraph has decided that the viewer may know this person; it then adds a proof of that. */
  readonly authorised: boolean;
}
