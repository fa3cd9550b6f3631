const everyMs = 2_000;

/**
 * Reports the progress of long work to people: a line every few seconds, and one at the end.
 * @param doing what is done to what, such as `Seeding units`.
 */
export function progress(say: (line: string) => void, doing: string) {
  const start = performance.now();
  let last = start;
  return (done: number, total: number): void => {
    const now = performance.now();
    if (done < total && now - last < everyMs) return;
    last = now;
    const seconds = ((now - start) / 1000).toFixed(1);
    const percent = Math.floor((done / total) * 100);
    say(`${doing}: ${done} of ${total} (${percent} %) after ${seconds} s`);
  };
}
