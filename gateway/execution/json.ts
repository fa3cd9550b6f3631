/** A JSON object as sent by subgraphs. */
export type JsonObject = Record<string, unknown>;

/**
 * Whether a plain object inherits no property of this name, so that reading and writing it is safe
 * without further checks. GraphQL allows aliases such as `constructor` and `__proto__`.
 */
export function isSafeKey(key: string): boolean {
  return !(key in Object.prototype);
}
