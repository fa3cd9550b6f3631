import { authenticate, collections } from './common.ts';
import { applicationFields, isOwn, projection } from './fields.ts';
import { serve } from './serve.ts';

/** The minimal server: node:http, the driver, and a handwritten response to this one query. */
serve(async (variables, authorization) => {
  const { number } = variables as { number: string }; // what the load sends
  const viewer = await authenticate(authorization);
  const found = await collections.applications.findOne({ number }, { projection });
  if (!found || !isOwn(found, viewer)) return { data: { application: null } };
  const { citizenId, unitId, ...application } = applicationFields(found);
  const [citizen, unit] = await Promise.all([
    collections.citizens.findOne({ publicId: citizenId }, { projection: { name: 1 } }),
    unitId === null ? null : unitWithParent(unitId),
  ]);
  return {
    data: {
      application: {
        ...application,
        responsibleUnit: unit,
        applicant: citizen && { name: citizen.name },
      },
    },
  };
});

const unitProjection = { name: 1, kind: 1, parentId: 1 } as const;

async function unitWithParent(id: string) {
  const unit = await collections.units.findOne({ _id: id }, { projection: unitProjection });
  if (!unit) return null;
  const parent =
    unit.parentId === null
      ? null
      : await collections.units.findOne({ _id: unit.parentId }, { projection: { name: 1 } });
  return { name: unit.name, kind: unit.kind, parent: parent && { name: parent.name } };
}
