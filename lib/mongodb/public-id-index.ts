/**
 * The arguments for declaring the index on public ids in a schema. The partial filter accepts any string, in terms that
 * cover every look-up; documents of earlier versions have no public id until a migration sets it.
 */
export const publicIdIndex = [
  { publicId: 1 },
  { unique: true, partialFilterExpression: { publicId: { $gt: '' } } },
] as const satisfies [object, object];
