import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startStreams, type StreamScene } from './stream-scene.ts';

/** Apollo's executor resolves the events of plans that are not compiled: here of all. */

let scene: StreamScene;

beforeAll(async () => {
  scene = await startStreams({ compile: false });
});

afterAll(() => scene.stop());

test('events are resolved across the subgraphs, with the errors of each', async () => {
  const socket = await scene.socket({ token: await scene.token() });
  socket.subscribe(
    's',
    `subscription ($part: String!) {
      new: filed(unit: 1) {
        position
        application { number failing part(name: $part) applicant { name residence { name } } }
      }
    }`,
    { variables: { part: 'b' } },
  );
  await socket.positioned('s');
  scene.small.failing.add('c-9');
  scene.small.log.add({ unit: '1', number: '9' }, { unit: '1', number: '10' });

  const [ninth, tenth] = await socket.payloads('next', 2, 's');
  expect(ninth).toMatchObject({
    data: { new: { application: { number: '9', applicant: { name: null, residence: null } } } },
    errors: [
      { path: ['new', 'application', 'failing'], extensions: { code: 'NOT_FOUND' } },
      { path: ['new', 'application', 'applicant'], extensions: { code: 'UNAVAILABLE' } },
    ],
  });
  expect(tenth).toEqual({
    data: {
      new: {
        position: 2,
        application: {
          number: '10',
          failing: null,
          part: 'part b',
          applicant: { name: 'name of c-10', residence: { name: 'unit u-c-10' } },
        },
      },
    },
    errors: [expect.objectContaining({ path: ['new', 'application', 'failing'] })],
    extensions: { cursor: 'at-2' },
  });
});
