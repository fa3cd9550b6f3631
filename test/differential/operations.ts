import { errors } from './operations/errors.ts';
import { mutations } from './operations/mutations.ts';
import { selections } from './operations/selections.ts';
import { variables } from './operations/variables.ts';
import type { Ask } from './subject.ts';

/** Operations on the library, each named after its special feature. */
export const operations: Readonly<Record<string, Ask>> = {
  ...selections,
  ...variables,
  ...mutations,
  ...errors,
};
