import type { Connection } from 'mongoose';
import { type LocalDate, localDateOf } from '../../lib/kit/local-date.ts';
import type { InboxPosition } from '../../subgraphs/application/worklists/index.ts';
import { type ReferralDocument, referralModel } from '../../subgraphs/application/record/index.ts';
import {
  directoryModels,
  type UnitRecord,
} from '../../subgraphs/institution-directory/units/index.ts';

/** A unit whose inbox is measured, and its filter values. */
export interface MeasuredUnit {
  title: string;
  unitId: string;
  /** The most frequent one. */
  topicId: string;
  /** The date before which about half is due. */
  dueBefore: LocalDate;
  middle: InboxPosition;
}

type Place = Pick<ReferralDocument, '_id' | 'statutoryDate' | 'topicId'>;

export const today = localDateOf(new Date());
/** The assignee of some of the referrals. */
export const officer = 'officer';
const shareOfOfficer = 10;

/** Chooses the busiest unit of each kind: the roots, a governorship, the office of a district. */
export async function chooseUnits(connections: {
  application: Connection;
  directory: Connection;
}): Promise<MeasuredUnit[]> {
  const referrals = referralModel(connections.application);
  const counts = await referrals.aggregate<{ _id: string }>([
    { $match: { open: true } },
    { $unwind: '$scopeIds' },
    { $group: { _id: '$scopeIds', count: { $sum: 1 } } },
    { $sort: { count: -1, _id: 1 } },
  ]);
  const { units } = directoryModels(connections.directory);
  const known = await units
    .find({ _id: { $in: counts.map(({ _id }) => _id) } })
    .lean<UnitRecord[]>();
  const busiest = counts.flatMap(({ _id }) => known.find((unit) => unit._id === _id) ?? []);
  const ofKind = (kind: UnitRecord['kind']) =>
    busiest.filter((unit) => unit.kind === kind).slice(0, 1);
  const chosen = [
    ...busiest.filter(({ parentId }) => parentId === null),
    ...ofKind('GOVERNORSHIP'),
    ...ofKind('DISTRICT_GOVERNORSHIP'),
  ];
  return Promise.all(
    chosen.map(async ({ _id: unitId, name }) => {
      const places = await referrals
        .find({ open: true, scopeIds: unitId }, { statutoryDate: 1, topicId: 1 })
        .sort({ statutoryDate: 1, _id: 1 })
        .lean<Place[]>();
      return { title: name, unitId, ...traitsOf(places) };
    }),
  );
}

function traitsOf(places: readonly Place[]): Omit<MeasuredUnit, 'title' | 'unitId'> {
  const middle = places[places.length >> 1];
  if (!middle) throw new Error('A unit that was chosen has something to do.');
  const byTopic = [...Map.groupBy(places, ({ topicId }) => topicId)];
  const [[topicId] = ['']] = byTopic.toSorted(([, one], [, other]) => other.length - one.length);
  const { statutoryDate, _id } = middle;
  return { topicId, dueBefore: statutoryDate, middle: { value: statutoryDate, _id } };
}

/** The demonstration data assigns no referrals: this assigns every tenth to an officer. */
export async function assignSome(connection: Connection): Promise<void> {
  const referrals = referralModel(connection);
  const open = await referrals.find({ open: true }, { _id: 1 }).sort({ _id: 1 }).lean<Place[]>();
  const given = open.filter((_, index) => index % shareOfOfficer === 0).map(({ _id }) => _id);
  await referrals.updateMany({ _id: { $in: given } }, { assignedTo: officer });
}
