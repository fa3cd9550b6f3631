/** The most characters of all paths of a selection: an argument is in the paths of all leaves below its field. */
export const mostCharacters = 100_000;

/** The last of the paths, in place of those beyond {@link mostCharacters}. */
export const cutOff = '…';

/** What a client has selected, whatever subgraph answers it. */
export interface ClientSelection {
  /**
   * The paths of the leaves below a root field, with the arguments on the way: each once, without aliases and without
   * what `@skip` and `@include` leave out. If they have more than {@link mostCharacters} together, the last of them is
   * {@link cutOff}. If there are several root fields of this name, the paths are those below all of them.
   * @returns null if the client has not selected the field, or it is not known.
   */
  below(rootField: string): readonly string[] | null;
}

/** A field as it stands in a path, with its arguments in parentheses. */
export const fieldInPath = (name: string, args: Readonly<Record<string, unknown>>): string =>
  Object.keys(args).length > 0 ? `${name}(${JSON.stringify(args).slice(1, -1)})` : name;
