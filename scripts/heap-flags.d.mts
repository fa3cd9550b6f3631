/** How large the heap of a graph may become, in MiB, on a machine with this many bytes of memory. */
export function oldSpaceMb(bytes: number): number;
