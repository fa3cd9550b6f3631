import type { Types } from 'mongoose';

/** A place in a list that is ordered by a value and then by `_id`, both ascending. */
export interface Position<Value> {
  value: Value;
  _id: Types.ObjectId;
}

/**
 * What comes after a position, as alternatives that MongoDB walks side by side along an index which
 * ends with the field and `_id`. `next` is the value right after the position's: its own is written as
 * a range from it to that, since MongoDB 6.0 does not see that an index is in order behind a point.
 */
export function following<Value>(
  field: string,
  { value, _id }: Position<Value>,
  next: Value,
): Record<string, unknown>[] {
  return [{ [field]: { $gte: value, $lt: next }, _id: { $gt: _id } }, { [field]: { $gte: next } }];
}
