import { mutantsOfAccess } from './mutants/access.ts';
import { mutantsOfApplications } from './mutants/applications.ts';
import type { Mutant } from './mutants/mutant.ts';
import { mutantsOfParts } from './mutants/parts.ts';
import { mutantsOfStatistics } from './mutants/statistics.ts';

export type { Mutant } from './mutants/mutant.ts';

/** Every condition that `npm run crawl -- --mutate` removes, apart from the scopes of the SDL. */
export const mutants: readonly Mutant[] = [
  ...mutantsOfApplications,
  ...mutantsOfParts,
  ...mutantsOfAccess,
  ...mutantsOfStatistics,
];
