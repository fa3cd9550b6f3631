/**
 * Limits how many resources each client holds. @returns a function that releases one, or null when the client already
 * holds the maximum.
 */
export function createCounter() {
  const counts = new Map<string, number>();
  return (client: string, most: number): (() => void) | null => {
    const count = counts.get(client) ?? 0;
    if (count >= most) return null;
    counts.set(client, count + 1);
    return () => {
      const left = (counts.get(client) ?? 1) - 1;
      if (left > 0) counts.set(client, left);
      else counts.delete(client);
    };
  };
}
