/** Counts what clients hold. @returns what gives it back, or null for one that has the most already. */
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
