import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../support/wait.ts';
import { cursorAt } from './event-log.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

let scene: StreamScene;

beforeAll(async () => {
  scene = await startStreams();
});

afterAll(() => scene.stop());

const query = 'subscription { filed(unit: 1) { position } }';

/** The metrics of subscriptions over WebSockets. */
async function measured() {
  const { metric } = scene;
  const of = (name: string, labels = '') =>
    metric(`graphql_subscription${name}{protocol="websocket"${labels}}`);
  return {
    active: await of('s_active'),
    begun: await of('s_started_total', ',from="present"'),
    resumed: await of('s_started_total', ',from="cursor"'),
    expired: await of('s_ended_total', ',reason="expired"'),
    left: await of('s_ended_total', ',reason="unsubscribed"'),
    delivered: await of('_events_total'),
    replayed: await of('_events_replayed_total'),
    lags: await metric('graphql_subscription_lag_seconds_count'),
    lag: await metric('graphql_subscription_lag_seconds_sum'),
  };
}

const settled = (delivered: number) =>
  until(measured, (values) => values.active === 0 && values.delivered === delivered);

test('each subscription and each event is counted, and the lag of those that were not replayed', async () => {
  const { small } = scene;
  // Ten seconds ago, so that the lag is known to be more than that.
  small.log.now = () => Date.now() - 10_000;
  small.log.add({ unit: '1', number: '1' }, { unit: '1', number: '2' });
  const socket = await scene.socket();
  socket.subscribe('resumed', query, { extensions: { after: cursorAt(0) } });
  await socket.payloads('next', 2, 'resumed');
  socket.subscribe('begun', query);
  await socket.positioned('begun');
  small.log.add({ unit: '1', number: '3' });
  const [, , last] = await socket.payloads('next', 3, 'resumed');
  // The commit is not a part of what clients get.
  expect(last).toEqual({ data: { filed: { position: 3 } }, extensions: { cursor: cursorAt(3) } });
  await socket.next('next', 'begun');
  for (const id of ['resumed', 'begun']) socket.send({ id, type: 'complete' });

  const { lag, ...counted } = await settled(4);
  expect(counted).toEqual({
    active: 0,
    begun: 1,
    resumed: 1,
    expired: 0,
    left: 2,
    delivered: 4,
    replayed: 2,
    lags: 1,
  });
  expect(lag).toBeGreaterThanOrEqual(10);
});

test('a cursor that is no longer kept is counted as expired', async () => {
  const { small } = scene;
  small.log.expiredUpTo = 2;
  const socket = await scene.socket();
  const { expired } = await measured();
  socket.subscribe('s', query, { extensions: { after: cursorAt(1) } });
  await socket.next('error', 's');

  expect((await measured()).expired - expired).toBe(1);
});

test('a message that is too large ends subscriptions by misuse', async () => {
  const socket = await scene.socket();
  socket.subscribe('s', query);
  await socket.positioned('s');
  socket.send({ type: 'ping', payload: { text: 'x'.repeat(100_000) } });

  expect((await socket.closed()).code).toBe(1009);
  const misused = 'graphql_subscriptions_ended_total{protocol="websocket",reason="misused"}';
  expect(await scene.metric(misused)).toBe(1);
});

test('the lag of an event from a clock that is ahead counts as none', async () => {
  const { small } = scene;
  small.log.now = () => Date.now() + 60_000;
  const socket = await scene.socket();
  const { lag, lags } = await measured();
  socket.subscribe('s', query);
  await socket.positioned('s');
  small.log.add({ unit: '1', number: '4' });
  await socket.next('next', 's');

  const after = await until(measured, (values) => values.lags > lags);
  expect(after).toMatchObject({ lag, lags: lags + 1 });
});
