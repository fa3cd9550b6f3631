import { beforeAll, expect, test } from '@jest/globals';
import { addDays, localDateOf } from '../../lib/kit/local-date.ts';
import type { StoredApplication } from '../support/data.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { daysAgo } from '../support/days.ts';
import { graph, idOf, inbox, nextDistrict, refer } from './unit-inbox-scene.ts';

/** The referrals that `unitInbox` shows for a filter. */

const idsIn = async (unitId: string, filter?: object) =>
  (await inbox(unitId, { ...(filter && { filter }) })).nodes.map(({ id }) => id);

onceInTheSuite('filters', () => {
  const today = localDateOf(new Date());
  let unitId: string;
  let topicIds: string[];
  const made = new Map<string, StoredApplication>();

  beforeAll(async () => {
    const { office, below } = nextDistrict();
    const [one, other] = below;
    unitId = office._id;
    topicIds = graph.data.directory.topics.slice(0, 3).map(({ _id }) => _id);
    const [first = '', second = '', third = ''] = topicIds;
    made.set(
      'late',
      await refer(
        { unit: office, state: 'PENDING' },
        { filedAt: daysAgo(90), type: 'REQUEST', topicId: first },
      ),
    );
    made.set(
      'late complaint',
      await refer(
        { unit: one, state: 'IN_PROGRESS', assignedTo: 'ayse' },
        { filedAt: daysAgo(80), type: 'COMPLAINT', topicId: second },
      ),
    );
    made.set(
      'resting',
      await refer(
        { unit: one, state: 'AWAITING_CITIZEN', assignedTo: 'ayse' },
        { filedAt: daysAgo(70), type: 'REQUEST', topicId: second },
      ),
    );
    made.set(
      'met',
      await refer(
        { unit: other, state: 'IN_PROGRESS', assignedTo: 'mehmet' },
        {
          filedAt: daysAgo(60),
          type: 'REQUEST',
          topicId: first,
          interimRepliedOn: localDateOf(daysAgo(50)),
        },
      ),
    );
    made.set(
      'question',
      await refer(
        { unit: other, state: 'AWAITING_APPROVAL', assignedTo: 'mehmet' },
        { filedAt: daysAgo(1), type: 'INFORMATION_REQUEST', topicId: third },
      ),
    );
    made.set(
      'new',
      await refer(
        { unit: office, state: 'PENDING' },
        { filedAt: daysAgo(0), type: 'REQUEST', topicId: first },
      ),
    );
  });

  const everything = ['late', 'late complaint', 'resting', 'met', 'question', 'new'];
  const dueDateOf = (name: string) => made.get(name)?.statutoryDate ?? '';

  test.each<[what: string, filter: () => object, found: string[]]>([
    ['nothing', () => ({}), everything],
    ['a state', () => ({ states: ['PENDING'] }), ['late', 'new']],
    [
      'states, one of them twice',
      () => ({ states: ['PENDING', 'AWAITING_CITIZEN', 'PENDING'] }),
      ['late', 'resting', 'new'],
    ],
    ['a type', () => ({ types: ['COMPLAINT'] }), ['late complaint']],
    [
      'types',
      () => ({ types: ['INFORMATION_REQUEST', 'COMPLAINT', 'THANKS'] }),
      ['late complaint', 'question'],
    ],
    ['a topic', () => ({ topicIds: topicIds.slice(1, 2) }), ['late complaint', 'resting']],
    ['topics', () => ({ topicIds: topicIds.slice(1) }), ['late complaint', 'resting', 'question']],
    ['an unknown topic', () => ({ topicIds: ['no-such-topic'] }), []],
    ['overdue', () => ({ overdue: true }), ['late', 'late complaint']],
    ['not overdue', () => ({ overdue: false }), ['resting', 'met', 'question', 'new']],
    [
      'due before today, met, paused or neither',
      () => ({ dueBefore: today }),
      ['late', 'late complaint', 'resting', 'met'],
    ],
    [
      'the day of a due date',
      () => ({ dueBefore: dueDateOf('resting') }),
      ['late', 'late complaint'],
    ],
    [
      'the day after it',
      () => ({ dueBefore: addDays(dueDateOf('resting'), 1) }),
      ['late', 'late complaint', 'resting'],
    ],
    ['an officer', () => ({ assignedTo: 'ayse' }), ['late complaint', 'resting']],
    ['unassigned', () => ({ unassigned: true }), ['late', 'new']],
    ['assigned or not', () => ({ unassigned: false }), everything],
    ['state and type', () => ({ states: ['IN_PROGRESS'], types: ['REQUEST'] }), ['met']],
    [
      'type, topic and unassigned',
      () => ({ types: ['REQUEST'], topicIds: topicIds.slice(0, 2), unassigned: true }),
      ['late', 'new'],
    ],
    [
      'officer and topic',
      () => ({ assignedTo: 'ayse', topicIds: topicIds.slice(1, 2), types: ['REQUEST'] }),
      ['resting'],
    ],
    [
      'overdue, and due before a day',
      () => ({ overdue: true, dueBefore: dueDateOf('late complaint') }),
      ['late'],
    ],
    [
      'not overdue, and due before today',
      () => ({ overdue: false, dueBefore: today, states: ['IN_PROGRESS'] }),
      ['met'],
    ],
    [
      'null, which filters nothing',
      () => ({ states: null, types: null, topicIds: null, overdue: null, dueBefore: null }),
      everything,
    ],
  ])('by %s', async (_what, filter, found) => {
    const names = new Map([...made].map(([name, application]) => [idOf(application), name]));

    const ids = await idsIn(unitId, filter());

    expect(ids.map((id) => names.get(id))).toEqual(found);
  });
});
