/** Calls again only when the last result is older than `reusedForMs`, or was a rejection. */
export function reused<Result>(
  call: () => Promise<Result>,
  reusedForMs: number,
): () => Promise<Result> {
  let last: { at: number; result: Promise<Result> } | null = null;
  return () => {
    const at = performance.now();
    if (last && at - last.at < reusedForMs) return last.result;
    const made = { at, result: call() };
    last = made;
    made.result.catch(() => {
      if (last === made) last = null;
    });
    return made.result;
  };
}
