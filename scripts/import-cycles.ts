/** The strongly connected components of more than one file (Tarjan), each beginning at its first file. */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const indexes = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (path: string): number => {
    const index = indexes.size;
    indexes.set(path, index);
    stack.push(path);
    let low = index;
    for (const next of graph.get(path) ?? []) {
      if (!graph.has(next)) continue;
      if (!indexes.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, indexes.get(next) ?? low);
    }
    if (low === index) {
      const component = stack.splice(stack.indexOf(path));
      if (component.length > 1) cycles.push(component.toSorted());
    }
    return low;
  };
  for (const path of graph.keys()) if (!indexes.has(path)) visit(path);
  return cycles;
}
