import type { DuckDBConnection } from '../database/index.ts';
import type { BatchCounts } from './batches.ts';

/** The columnar copy of facts, as long as it is followed. */
export interface Copy {
  /** Resolves when the copy is built for the first time. */
  readonly ready: Promise<void>;
  /** Whether all applications were copied, and what changed until then was followed. */
  readonly isBuilt: boolean;
  /** Names the copy: one that is built anew has another. @throws `UNAVAILABLE` while it is built. */
  readonly build: string;
  /** Everything committed by this instant is in the copy. @throws `UNAVAILABLE` while it is built. */
  readonly asOf: Date;
  /** Counts since the process started. */
  readonly counts: Readonly<CopyCounts>;
  /** The number of applications that were copied while it is being built. */
  readonly copied: number;
  /**
   * Gives work a connection to the copy, what it was up to then, and a signal that is aborted when the copy is to be
   * built or opened anew, or stops: that waits for work, which then has to end.
   * @throws `UNAVAILABLE`, with the progress, while it is being built, and when the file turns out to be damaged.
   */
  read<Result>(
    work: (connection: DuckDBConnection, asOf: Date, closing: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
  /** Resolves when everything that is committed now is in the copy. @throws `UNAVAILABLE` */
  caughtUp(signal: AbortSignal): Promise<void>;
  /** Begins to build the copy from nothing. */
  rebuild(reason: string): void;
  /** May be called twice. */
  stop(): Promise<void>;
}

export interface CopyCounts extends BatchCounts {
  /** Applications that were replaced because of a change. */
  changed: number;
  /** How often it was built from nothing, and how often because of a damaged file. */
  builds: number;
  damages: number;
}
