/** The last of the paths, in place of those beyond 100,000 characters. */
export const cutOff = '…';

/** What a client has selected, whatever subgraph answers it. */
export interface ClientSelection {
  /**
   * The paths of the leaves below a root field, with the arguments on the way: the same as often as they are selected,
   * without aliases and without what `@skip` and `@include` leave out. If they have more than 100,000 characters together, the last of them is {@link cutOff}.
   * @returns null if the client has not selected the field, or several of this name, or it is not known.
   */
  below(rootField: string): readonly string[] | null;
}
