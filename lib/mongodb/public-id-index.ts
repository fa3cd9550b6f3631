/**
 * By which a document with a public id is found, as what an index of its schema is made of. Any string, in
 * terms that a look-up of one is known to be within; documents of earlier versions have none until a
 * migration has given them theirs.
 */
export const publicIdIndex = [
  { publicId: 1 },
  { unique: true, partialFilterExpression: { publicId: { $gt: '' } } },
] as const satisfies [object, object];
