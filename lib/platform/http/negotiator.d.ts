declare module 'negotiator' {
  /** The part that is used of the package, which has no types of its own. */
  export default class Negotiator {
    constructor(request: { headers: Readonly<Record<string, string>> });
    /** The first of the available media types that `accept` prefers. */
    mediaType(available: readonly string[]): string | undefined;
    /** The available codings that `accept-encoding` allows, the preferred first; ties in the order of `preferred`. */
    encodings(available: readonly string[], options: { preferred: readonly string[] }): string[];
    /** The available language that `accept-language` prefers. */
    language(available: readonly string[]): string | undefined;
  }
}
