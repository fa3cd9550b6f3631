import { SocketClient } from '../subscriptions/socket-client.ts';
import { until } from '../support/wait.ts';
import { allowedTo, type Answer, type Crawl, isEnough, note, remember, roleOf } from './asking.ts';
import type { Asker } from './facts.ts';
import { differences, type Finding, forbiddenWords, wrongErrors } from './inspect.ts';
import { everyEventAt } from './everything.ts';
import type { Question } from './question.ts';
import type { World } from './world.ts';

/** Subscriptions from the earliest event on, each until it has shown everything. */

/** How many subscriptions one WebSocket may have. */
const perSocket = 50;

/** Everything that can be subscribed to. */
export function subscriptionsOf({ schema, pools }: World): Question[] {
  const after = 'EARLIEST';
  return [
    everyEventAt(schema, 'newApplications', { after }, 1),
    ...pools.unitIds.map((unitId) => everyEventAt(schema, 'newApplications', { unitId, after }, 0)),
    ...pools.numbers.map((number) =>
      everyEventAt(schema, 'applicationChanged', { number, after }, 0),
    ),
    // What an event leads to is the same as in queries: some of them are enough.
    ...pools.referralIds.map((referralId, index) =>
      everyEventAt(schema, 'applicationChanged', { referralId, after }, index % 5 === 0 ? 1 : 0),
    ),
  ];
}

/** Subscribes to everything, and compares the events with those that the oracle expects. */
export async function listen(
  crawl: Crawl,
  asker: Asker,
  questions: readonly Question[],
): Promise<void> {
  for (let first = 0; first < questions.length; first += perSocket) {
    if (isEnough(crawl)) return;
    await listenAtOnce(crawl, asker, questions.slice(first, first + perSocket));
  }
}

async function listenAtOnce(
  crawl: Crawl,
  asker: Asker,
  questions: readonly Question[],
): Promise<void> {
  const { graph, report, known } = crawl;
  const socket = await SocketClient.open(
    graph.url,
    asker.token === null ? {} : { token: asker.token },
  );
  let text = '';
  socket.socket.on('message', (data: Buffer) => (text += data.toString()));
  const positions = positionsOf(socket);
  for (const [id, { query, variables }] of questions.entries()) {
    socket.subscribe(String(id), query, { variables });
  }
  await until(
    async () => {
      const ends = await Promise.all(
        questions.map(async (_, id) => {
          const position = positions.get(String(id));
          return position === null || (position !== undefined && (await isLast(crawl, position)));
        }),
      );
      return ends.filter((isOver) => !isOver).length;
    },
    (open) => open === 0,
  );
  socket.close();
  report.asked.set(roleOf(asker), (report.asked.get(roleOf(asker)) ?? 0) + questions.length);
  const may = allowedTo(crawl, asker);
  const asked = JSON.stringify(questions.map(({ variables }) => variables));
  for (const [id, question] of questions.entries()) {
    note(crawl, asker, findingsIn(crawl, asker, question, answersOf(socket, id)), question);
    for (const { data } of answersOf(socket, id)) remember(report, asker, data, question.asked);
    const [first] = questions;
    if (id === 0 && first) note(crawl, asker, forbiddenWords(text, asked, known.words, may), first);
  }
  for (const word of may) if (text.includes(word)) report.canaries.add(word);
}

/** The answers to a subscription; that of one that was refused has only errors. */
const answersOf = (socket: SocketClient, id: number): Answer[] => [
  ...socket.of('next', String(id)).map(({ payload }) => payload as Answer), // by the protocol
  ...socket.of('error', String(id)).map(({ payload }) => ({ errors: payload }) as Answer),
];

/** The latest position of each subscription; null for one that was refused. */
function positionsOf(socket: SocketClient): ReadonlyMap<string, string | null> {
  const positions = new Map<string, string | null>();
  socket.socket.on('message', (data: Buffer) => {
    const { type, id, payload } = JSON.parse(data.toString()) as Positioned;
    if (type === 'next' && id !== undefined) positions.set(id, payload?.extensions?.cursor ?? '');
    if (type === 'error' && id !== undefined) positions.set(id, null);
    if (type !== 'ping') return;
    for (const [each, cursor] of Object.entries(payload?.cursors ?? {}))
      positions.set(each, cursor);
  });
  return positions;
}

/** A message, as far as it shows positions. */
interface Positioned {
  readonly type: string;
  readonly id?: string;
  readonly payload?: {
    readonly extensions?: { readonly cursor?: string };
    readonly cursors?: Readonly<Record<string, string>>;
  };
}

/** Whether nothing follows a position: whoever has reached it has had everything. */
function isLast({ graph, world, lastPositions }: Crawl, after: string): Promise<boolean> {
  const known = lastPositions.get(after) ?? askWhetherLast();
  lastPositions.set(after, known);
  return known;

  async function askWhetherLast(): Promise<boolean> {
    const { token } = world.asker('evaluator');
    const { applicationEvents } = await graph.client.data(
      'query ($after: String) { applicationEvents(after: $after, first: 1) { nodes { kind } } }',
      { variables: { after }, token },
    );
    return (applicationEvents as { nodes: unknown[] }).nodes.length === 0; // as asked
  }
}

function findingsIn(
  { known }: Crawl,
  asker: Asker,
  { asked, variables }: Question,
  answers: readonly Answer[],
): Finding[] {
  const [root] = asked;
  if (!root) return [];
  const where = `Subscription.${root.field}`;
  const different = (expected: unknown, actual: unknown): Finding[] => [
    { where, path: root.alias, expected, actual },
  ];
  const expected = known.oracle.events(asker, root.field, variables);
  const errors = answers.flatMap((answer) => answer.errors ?? []);
  if ('refused' in expected) {
    // The position from which to try again is the one that was asked for.
    const { code, cursor = variables['after'], ...rest } = errors[0]?.extensions ?? {};
    const isPlain =
      code === expected.refused && cursor === variables['after'] && Object.keys(rest).length === 0;
    return isPlain && answers.length === 1 ? [] : different(expected, answers);
  }
  return [
    ...wrongErrors(errors),
    ...(answers.length === expected.length
      ? []
      : different(`${expected.length} events`, `${answers.length} events`)),
    ...expected.flatMap((one, index) =>
      index < answers.length
        ? differences(one, answers[index]?.data?.[root.alias] ?? null, root, `${where}.${index}`)
        : [],
    ),
  ];
}
