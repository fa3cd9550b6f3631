import type { AppealResolvers } from '../generated.ts';
import { unitReference } from '../references.ts';

export const Appeal: AppealResolvers = {
  id: ({ _id }) => _id.toHexString(),
  unit: ({ unitId }) => unitReference(unitId),
};
