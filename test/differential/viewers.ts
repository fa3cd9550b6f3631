import type { Role, SignedInViewer } from '../../lib/kit/viewer.ts';

export const viewerOf = (role: Role): SignedInViewer => ({
  subject: role,
  role,
  citizenId: null,
  unitId: null,
});

/** May access every field of the library. */
export const everyRight = viewerOf('EVALUATOR');
