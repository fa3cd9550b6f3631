import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../support/wait.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

/** What the server keeps of a subscription as long as it is open. */

let scene: StreamScene;
let token: string;

beforeAll(async () => {
  scene = await startStreams({ subscriptionLimits: { operationBytesPerViewer: 200_000 } });
  token = await scene.token();
});

afterAll(() => scene.stop());

const query = 'subscription Filed($unit: ID!) { filed(unit: $unit) { position } }';
const large = 'x'.repeat(30_000);

const tooManyVariables = expect.objectContaining({
  message: expect.stringMatching(/^The variables of a subscription take more than 20000 bytes/),
  extensions: expect.objectContaining({
    code: 'LIMIT_EXCEEDED',
    quantity: 'variableBytes',
    limit: 20_000,
  }),
});

test('the values of a subscription’s variables are limited, over each protocol', async () => {
  const variables = { unit: large };
  const socket = await scene.socket({ token });
  socket.send({ id: 's', type: 'subscribe', payload: { query, variables } });
  expect(await socket.next('error', 's')).toEqual([tooManyVariables]);

  for (const accept of ['sse', 'multipart'] as const) {
    const { response } = await scene.read({ accept, query, variables, token });
    expect([accept, response.status]).toEqual([accept, 413]);
  }
});

test('values that the operation does not declare are not kept, and do not count', async () => {
  const variables = { unit: '1', other: large, ['__proto__']: large };
  const socket = await scene.socket({ token });
  socket.send({ id: 's', type: 'subscribe', payload: { query, variables } });
  await socket.positioned('s');
  scene.small.log.add({ unit: '1', number: '1' });

  expect(await socket.next('next', 's')).toMatchObject({ data: { filed: { position: 1 } } });
});

test('the different operations of a viewer’s open subscriptions take a limited memory', async () => {
  const payload = (number: number) => ({
    query: `subscription Filed${number} { filed(unit: ${number}) { position } } # ${large}`,
  });
  const viewer = await scene.token({ subject: 'with many texts' });
  const socket = await scene.socket({ token: viewer });
  const subscribe = (id: string, number: number) =>
    socket.send({ id, type: 'subscribe', payload: payload(number) });
  const isAnswered = (id: string) =>
    socket.of('error', id).length > 0 || JSON.stringify(socket.of('ping')).includes(`"${id}"`);
  let opened = 0;
  while (socket.of('error').length === 0 && opened < 20) {
    opened += 1;
    const id = `s${opened}`;
    subscribe(id, opened);
    await until(() => isAnswered(id), Boolean);
  }

  // One of them is about 35 kB.
  expect(opened).toBeGreaterThan(3);
  expect(opened).toBeLessThan(8);
  expect(await socket.next('error', `s${opened}`)).toEqual([
    expect.objectContaining({
      extensions: expect.objectContaining({ code: 'LIMIT_EXCEEDED', quantity: 'operationBytes' }),
    }),
  ]);
  const sse = await scene.read({ accept: 'sse', query: payload(99).query, token: viewer });
  expect(sse.response.status).toBe(429);

  // One that has ended leaves room.
  socket.send({ id: 's2', type: 'complete' });
  subscribe('another', 100);
  await socket.positioned('another');
});
