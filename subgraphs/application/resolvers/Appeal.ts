import type { AppealResolvers } from '../generated.ts';
import { unitReference } from '../references.ts';

export const Appeal: AppealResolvers = {
  id: ({ _id }) => _id.toHexString(),
  application: ({ applicationId }, _, { applications }) =>
    applications.referredTo({ id: applicationId.toHexString() }),
  unit: ({ unitId }) => unitReference(unitId),
};
