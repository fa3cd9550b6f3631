import type { UnitInboxFilter } from '../../subgraphs/application/schema-types.ts';
import { type MeasuredUnit, officer, today } from './units.ts';

/** Every single filter of an inbox, and the widest combinations. */
export const filters: readonly {
  title: string;
  of(unit: MeasuredUnit): UnitInboxFilter;
}[] = [
  { title: 'no filter', of: () => ({}) },
  { title: 'a state', of: () => ({ states: ['IN_PROGRESS'] }) },
  { title: 'a rarer state', of: () => ({ states: ['PENDING'] }) },
  { title: 'a type', of: () => ({ types: ['COMPLAINT'] }) },
  { title: 'a rare type', of: () => ({ types: ['OPINION'] }) },
  { title: 'a topic', of: ({ topicId }) => ({ topicIds: [topicId] }) },
  { title: 'overdue', of: () => ({ overdue: true }) },
  { title: 'not overdue', of: () => ({ overdue: false }) },
  { title: 'due before today', of: () => ({ dueBefore: today }) },
  { title: 'due before a day', of: ({ dueBefore }) => ({ dueBefore }) },
  { title: 'an officer', of: () => ({ assignedTo: officer }) },
  { title: 'nobody', of: () => ({ unassigned: true }) },
  {
    title: 'state, type, not overdue',
    of: () => ({ states: ['PENDING'], types: ['REQUEST'], overdue: false }),
  },
  {
    title: 'topic, type, nobody',
    of: ({ topicId }) => ({ topicIds: [topicId], types: ['COMPLAINT'], unassigned: true }),
  },
];
