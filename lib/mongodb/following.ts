import type { Types } from 'mongoose';

/** A position in a list ordered by a value and then by `_id`, both ascending. */
export interface ListPosition<Value> {
  value: Value;
  _id: Types.ObjectId;
}

/**
 * The filter for documents after a position, as alternatives that MongoDB merges along an index that ends with the
 * field and `_id`. `next` is the value right after the position's value. The position's own value is written as a range
 * from it to `next`, since MongoDB 6.0 does not recognize that an index is sorted after a point.
 */
export function following<Value>(
  field: string,
  { value, _id }: ListPosition<Value>,
  next: Value,
): Record<string, unknown>[] {
  return [{ [field]: { $gte: value, $lt: next }, _id: { $gt: _id } }, { [field]: { $gte: next } }];
}

/**
 * The same for a list in descending order: the documents before a position. `next` is the value right before the
 * position's value.
 */
export function precedingAlong<Value>(
  field: string,
  { value, _id }: ListPosition<Value>,
  next: Value,
): Record<string, unknown>[] {
  return [{ [field]: { $lte: value, $gt: next }, _id: { $lt: _id } }, { [field]: { $lte: next } }];
}
