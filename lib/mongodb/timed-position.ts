import type { ListPosition } from './following.ts';
import { parseObjectId } from './object-id.ts';

/** A position in a list ordered by an instant and then by `_id`. */
export type TimedPosition = ListPosition<Date>;

/** The format stored in a cursor. */
export const formatTimedPosition = ({ value, _id }: TimedPosition) =>
  `${value.getTime().toString(36)}.${_id.toHexString()}`;

export function parseTimedPosition(position: string): TimedPosition {
  const [value = '', id = ''] = position.split('.');
  return { value: new Date(Number.parseInt(value, 36)), _id: parseObjectId(id, 'after') };
}

/** MongoDB cannot represent an instant between these two. */
export const rightAfter = ({ value }: TimedPosition) => new Date(value.getTime() + 1);

export const rightBefore = ({ value }: TimedPosition) => new Date(value.getTime() - 1);

/** The filter for documents after a position in a list sorted latest first, whatever the type of its ids. */
export const earlierThan = <Id>(field: string, { value, _id }: { value: Date; _id: Id }) => ({
  $or: [{ [field]: { $lt: value } }, { [field]: value, _id: { $lt: _id } }],
});
