/** Ends the present copy: it is built anew. */
export class ObsoleteCopyError extends Error {
  override readonly name = 'ObsoleteCopyError';
}
