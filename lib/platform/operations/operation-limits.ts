import type { SelectionLimits } from './selection-limits.ts';

/**
 * Enough for any operation that a person writes; far less than keeps the parser or the planner
 * busy.
 */
export const clientLimits: SelectionLimits = {
  maxTokens: 5_000,
  maxSelections: 1_000,
  maxComparisons: 5_000,
};

/** An operation from a gateway may be longer than the client's operation. */
export const fetchLimits: SelectionLimits = {
  maxTokens: 50_000,
  maxSelections: 10_000,
  maxComparisons: Infinity,
};

/** How long an operation may take, unless configured. */
export const defaultOperationTimeoutMs = 15_000;
