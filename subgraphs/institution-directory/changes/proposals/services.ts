import type { HeldDirectory } from '../../held/index.ts';
import type { DirectoryChangeModel } from '../directory-change.model.ts';
import type { UnitStore } from '../unit-store.ts';

/** The dependencies of proposals and of decisions on them. */
export interface ProposalServices {
  model: DirectoryChangeModel;
  store: UnitStore;
  held: HeldDirectory;
  /** The administrator who acts. */
  subject: string;
}

/** Lengths of the reasons of a proposal and of its rejection, in characters. */
export const reasonLengths = { min: 5, max: 2_000 } as const;
