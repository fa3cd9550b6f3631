import type { TimelineEntryRecord } from '../../subgraphs/application/record/index.ts';

/** The number of moves that wrote these entries: those of one move have one time. */
export const movesIn = (entries: readonly TimelineEntryRecord[]): number =>
  new Set(entries.map(({ at, actor }) => `${at.getTime()} ${actor}`)).size;
