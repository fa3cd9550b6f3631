import type { AdministrativeUnitResolvers } from './types.ts';
import { listUnits } from '../reading/index.ts';

export const AdministrativeUnit = {
  // Async, so that one refused reference does not fail its whole batch.
  __resolveReference: async ({ id }, { directory }) => directory.tree.get(id) ?? null,
  id: ({ _id }) => _id,
  parent: ({ _id }, _, { directory }) => directory.tree.parent(_id) ?? null,
  ancestors: ({ _id }, _, { directory }) => directory.tree.ancestors(_id),
  children: ({ _id }, page, { directory, cursors }) =>
    listUnits(directory, { parentId: _id }, page, cursors),
  path: ({ _id }, _, { directory }) => directory.tree.path(_id),
  province: ({ provinceCode }, _, { directory }) =>
    (provinceCode && directory.provinces.get(provinceCode)) || null,
  district: ({ districtCode }, _, { directory }) =>
    (districtCode && directory.districts.get(districtCode)) || null,
  topics: (unit, _, { directory }) => [...directory.topics.topicsOf(unit)],
  successor: ({ successorId }, _, { directory }) =>
    (successorId && directory.tree.get(successorId)) || null,
} satisfies AdministrativeUnitResolvers;
