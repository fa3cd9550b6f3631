import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { valuesOf } from '../support/metrics.ts';
import { until } from '../support/wait.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

let scene: StreamScene;

beforeAll(async () => {
  scene = await startStreams();
});

afterAll(() => scene.stop());

afterEach(async () => {
  scene.disconnect();
  await until(
    () => scene.small.log.followers,
    (followers) => followers === 0,
  );
});

const officer = (subject: string, unitId = '12345678'): Partial<SignedInViewer> => ({
  subject,
  role: 'OFFICER',
  unitId,
});

const citizen = (): Partial<SignedInViewer> => ({ role: 'CITIZEN', citizenId: newId('citizen') });

async function subscribed(viewer: Partial<SignedInViewer>, query: string) {
  const socket = await scene.socket({ token: await scene.token(viewer) });
  socket.subscribe('s', query);
  await socket.positioned('s');
  return socket;
}

const withName = 'subscription { filed(unit: 1) { application { applicant { name } } } }';
const withSubject = 'subscription { filed(unit: 1) { application { number } mayApprove } }';

test('subscribers who agree share one execution of each event', async () => {
  const sockets = await Promise.all(
    ['a', 'b', 'c'].map((subject) => subscribed(officer(subject), withName)),
  );
  expect(scene.small.log.followers).toBe(1);
  const { citizensRead } = scene.small;
  scene.small.log.add({ unit: '1', number: '5' });

  for (const socket of sockets) {
    expect(await socket.next('next', 's')).toMatchObject({
      data: { filed: { application: { applicant: { name: 'name of c-5' } } } },
    });
  }
  expect(scene.small.citizensRead - citizensRead).toBe(1);
});

/** How often the gateway has asked the subgraph of citizens. */
async function fetches(): Promise<number> {
  const counts = await valuesOf(scene.url, 'subgraph_fetch_duration_seconds_count');
  return Object.entries(counts).reduce(
    (sum, [labels, count]) => (labels.includes('"citizen"') ? sum + count : sum),
    0,
  );
}

test.each([
  ['of one unit cost one fetch', 1, () => '12345678'],
  ['of as many units cost a fetch each', 10, (index: number) => String(10_000_000 + index)],
] as const)('ten subscribers %s from each subgraph for an event', async (_, count, unitOf) => {
  const sockets = await Promise.all(
    Array.from({ length: 10 }, (__, index) =>
      subscribed(officer(`officer-${index}`, unitOf(index)), withName),
    ),
  );
  const before = await fetches();
  scene.small.log.add({ unit: '1', number: '5' });
  for (const socket of sockets) await socket.next('next', 's');

  expect((await fetches()) - before).toBe(count);
});

test('subscribers of another unit or role, or with other variables or another text, do not', async () => {
  await subscribed(officer('a'), withName);
  await subscribed(officer('a', '87654321'), withName);
  await subscribed({ role: 'EVALUATOR' }, withName);
  await subscribed(officer('a'), withName.replace('unit: 1', 'unit: 2'));
  await subscribed(officer('a'), withName.replace('name', 'name id'));

  expect(scene.small.log.followers).toBe(5);
});

test.each<[string, Partial<SignedInViewer>, Partial<SignedInViewer>]>([
  ['role', { role: 'EVALUATOR' }, { role: 'ANALYST' }],
  ['unit', officer('a'), officer('a', '87654321')],
  ['citizen', citizen(), citizen()],
])('subscribers who differ in nothing but their %s do not share', async (_, one, other) => {
  await subscribed(one, withName);
  await subscribed(other, withName);

  expect(scene.small.log.followers).toBe(2);
});

test('a field that reads the subject is resolved for each officer of a unit', async () => {
  const drafter = await subscribed(officer('drafter'), withSubject);
  const other = await subscribed(officer('other'), withSubject);
  const again = await subscribed(officer('other'), withSubject);
  expect(scene.small.log.followers).toBe(2);
  scene.small.log.add({ unit: '1', number: 'by-drafter' });

  expect(await drafter.next('next', 's')).toMatchObject({ data: { filed: { mayApprove: false } } });
  expect(await other.next('next', 's')).toMatchObject({ data: { filed: { mayApprove: true } } });
  expect(await again.next('next', 's')).toMatchObject({ data: { filed: { mayApprove: true } } });
});

test('the others go on when the one whom events were resolved for has left', async () => {
  const query = 'subscription { filed(unit: 1) { viewerUnit } }';
  const first = await subscribed(officer('first'), query);
  const second = await subscribed(officer('second'), query);
  scene.small.log.add({ unit: '1', number: '1' });
  await second.next('next', 's');
  first.send({ id: 's', type: 'complete' });
  await until(
    () => scene.metric('graphql_subscriptions_active{protocol="websocket"}'),
    (active) => active === 1,
  );
  scene.small.log.add({ unit: '1', number: '2' });

  expect((await second.payloads('next', 2, 's'))[1]).toMatchObject({
    data: { filed: { viewerUnit: '12345678' } },
  });
  expect(first.of('next', 's')).toHaveLength(1);
});
