import { type HostileOperation, many, refused, type Subjects } from '../hostile-operation.ts';

/** In the three ways in which a subscription, or what looks like one, can be sent by a request. */
const accepting = {
  sse: { accept: 'text/event-stream' },
  multipart: { accept: 'multipart/mixed;subscriptionSpec=1.0, application/json' },
  nothing: {},
} as const;

interface Written extends Pick<HostileOperation, 'expected'> {
  readonly by?: HostileOperation['by'];
  readonly over?: keyof typeof accepting;
  readonly query: (subjects: Subjects) => string;
  readonly manner?: HostileOperation['manner'];
  readonly atOnce?: number;
}

const levels = (count: number, inner: string) =>
  `${'application { referrals { '.repeat(count)} ${inner} ${'} }'.repeat(count)}`;

const everything = 'subscription { newApplications(after: "EARLIEST") { application { number } } }';

/** Subscriptions that are expensive for each event, that are many, or that nobody reads; and replays. */
const written: Readonly<Record<string, Written>> = {
  'a subscription in an ordinary request': {
    over: 'nothing',
    query: () => everything,
    expected: refused('invalid'),
  },
  '49 subscriptions at once under other names': {
    query: () => `subscription { ${many(49, (n) => `n${n}: newApplications { cursor }`)} }`,
    expected: refused('invalid'),
  },
  'a hundred subscriptions without saying which': {
    query: () => many(100, (n) => `subscription S${n} { newApplications { cursor } }`),
    expected: refused('invalid'),
  },
  'referrals of applications of referrals for each event': {
    query: () => `subscription { newApplications { ${levels(4, 'id')} } }`,
    expected: refused('cost'),
  },
  'events beyond the depth allowed': {
    query: () => `subscription { newApplications { ${levels(13, 'id')} } }`,
    expected: refused('depth'),
  },
  'a thousand fields for each event': {
    over: 'multipart',
    query: () => `subscription { newApplications { ${many(1_100, (n) => `c${n}: cursor`)} } }`,
    expected: refused('selections'),
  },
  'as many cursors of each event as are allowed': {
    manner: 'unread',
    query: () =>
      `subscription { newApplications(after: "EARLIEST") { ${many(49, (n) => `c${n}: cursor`)} } }`,
    expected: 'nothing',
  },
  'two thousand topics to subscribe to': {
    query: ({ topicId }) =>
      `subscription { newApplications(topics: [${many(2_000, () => `"${topicId}"`)}]) { cursor } }`,
    expected: refused('listElements'),
  },
  'replays of everything that nobody reads': {
    manner: 'unread',
    atOnce: 30,
    query: () => everything,
    expected: 'nothing',
  },
  'replays of everything whose clients leave': {
    manner: 'leaving',
    atOnce: 30,
    query: () => everything,
    expected: 'nothing',
  },
  'a replay that never comes whole': {
    manner: 'half',
    over: 'multipart',
    query: () => everything,
    expected: 'nothing',
  },
};

export const subscriptions: readonly HostileOperation[] = Object.entries(written).map(
  ([name, { by = 'OFFICER', over = 'sse', manner = 'whole', atOnce = 1, query, expected }]) => ({
    name,
    by,
    kind: 'subscriptions',
    manner,
    atOnce,
    admitted: 1,
    expected,
    write: (subjects) => ({
      headers: accepting[over],
      body: { query: query(subjects) },
    }),
  }),
);
