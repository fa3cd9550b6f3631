import type { Role, SignedInViewer } from '../../../lib/kit/viewer.ts';

export const viewerOf = (role: Role): SignedInViewer => ({
  subject: role,
  role,
  citizenId: null,
  unitId: null,
});

/** Has a right to every field of the library. */
export const everyRight = viewerOf('EVALUATOR');
