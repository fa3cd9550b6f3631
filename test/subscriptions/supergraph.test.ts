import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { clientError } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { testOnceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { cursorAt } from './event-log.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

let scene: StreamScene;
let token: string;
let isSpent: boolean;
/** For what operations wait that are planned, and how many do. */
let held: Promise<void> | null;
let waiting: number;

/** As a bucket that is spent. */
function refuseIfSpent(): void {
  if (isSpent) throw clientError('LIMIT_EXCEEDED', say`Nothing is left.`);
}

beforeEach(async () => {
  isSpent = false;
  held = null;
  waiting = 0;
  scene = await startStreams({
    policy: {
      beforePlanning: refuseIfSpent,
      async beforeExecution() {
        refuseIfSpent();
        if (!held) return;
        waiting += 1;
        await held;
      },
    },
  });
  token = await scene.token();
});

afterEach(() => scene.stop());

/** Without the name of units. */
const smaller = (sdl: string) => sdl.replace(/(type Unit[^}]*\n) {2}name: String![^\n]*\n/, '$1');

test('subscriptions stay open when the supergraph is replaced, and miss nothing', async () => {
  const { log, supergraphSdl } = scene.small;
  const socket = await scene.socket({ token });
  socket.subscribe(
    'goes on',
    'subscription { filed(unit: 1) { position application { number } } }',
  );
  socket.subscribe(
    'ends',
    'subscription { filed(unit: 1) { application { applicant { residence { name } } } } }',
  );
  for (const id of ['goes on', 'ends']) await socket.positioned(id);
  log.add({ unit: '1', number: '1' });
  await socket.payloads('next', 2);
  scene.gateway.replaceSupergraph(smaller(supergraphSdl));
  log.add({ unit: '1', number: '2' });

  expect(await socket.next('error', 'ends')).toMatchObject([
    {
      message: 'Cannot query field "name" on type "Unit".',
      extensions: { code: 'BAD_USER_INPUT', reason: 'VALIDATION', cursor: expect.any(String) },
    },
  ]);
  log.add({ unit: '1', number: '3' });
  const events = (await socket.payloads('next', 3, 'goes on')) as {
    data: { filed: { application: { number: string } } };
  }[];
  expect(events.map(({ data }) => data.filed.application.number)).toEqual(['1', '2', '3']);
  expect(log.begun.at(-1)).toMatch(/^at-[123]$/);
});

test('one whose last cursor is no longer kept then ends without that', async () => {
  const { log, supergraphSdl } = scene.small;
  const socket = await scene.socket({ token });
  socket.subscribe('s', 'subscription { filed(unit: 1) { position } }');
  await socket.positioned('s');
  log.expiredUpTo = 1;
  scene.gateway.replaceSupergraph(smaller(supergraphSdl));

  expect(await socket.next('error', 's')).toEqual([
    expect.objectContaining({ extensions: { code: 'CURSOR_EXPIRED' } }),
  ]);
});

test('one that was being planned at that moment is planned again, too', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  const socket = await scene.socket({ token });
  socket.subscribe(
    's',
    'subscription { filed(unit: 1) { application { applicant { residence { name } } } } }',
  );
  await until(
    () => waiting,
    (count) => count === 1,
  );
  scene.gateway.replaceSupergraph(smaller(scene.small.supergraphSdl));
  resolve();

  expect(await socket.next('error', 's')).toMatchObject([{ extensions: { reason: 'VALIDATION' } }]);
});

testOnceInTheSuite(
  'many subscriptions are planned again in several turns of the event loop',
  async () => {
    const { log, supergraphSdl } = scene.small;
    const socket = await scene.socket({ token });
    const units = Array.from({ length: 50 }, (_, index) => String(index));
    for (const unit of units) {
      socket.subscribe(unit, 'subscription ($unit: ID!) { filed(unit: $unit) { position } }', {
        variables: { unit },
      });
    }
    for (const unit of units) await socket.positioned(unit);
    scene.gateway.replaceSupergraph(smaller(supergraphSdl));
    const steps: number[] = [];
    for (let before = units.length; before < 2 * units.length;) {
      await new Promise(setImmediate);
      steps.push(log.begun.length - before);
      before = log.begun.length;
    }

    expect(Math.max(...steps)).toBeLessThanOrEqual(20);
  },
);

test('viewers who may ask for nothing more just then keep their subscriptions', async () => {
  const { log, supergraphSdl } = scene.small;
  const socket = await scene.socket({ token });
  socket.subscribe('s', 'subscription { filed(unit: 1) { position } }');
  await socket.positioned('s');
  isSpent = true;
  const begun = log.begun.length;
  scene.gateway.replaceSupergraph(smaller(supergraphSdl));
  await until(
    () => log.begun.length + socket.of('error').length,
    (count) => count > begun,
  );
  log.add({ unit: '1', number: '1' });

  expect(await socket.next('next', 's')).toMatchObject({ extensions: { cursor: cursorAt(1) } });
  expect(socket.of('error')).toEqual([]);
});

test('requests and new subscriptions see the schema of the new supergraph', async () => {
  const query = '{ __type(name: "Unit") { fields { name } } }';
  const fields = async () => {
    const { __type: type } = (await scene.client.data(query)) as {
      __type: { fields: { name: string }[] };
    };
    return type.fields.map(({ name }) => name);
  };
  expect(await fields()).toEqual(['id', 'name', 'parent']);
  expect(await fields()).toEqual(['id', 'name', 'parent']);
  scene.gateway.replaceSupergraph(smaller(scene.small.supergraphSdl));
  expect(await fields()).toEqual(['id', 'parent']);

  const socket = await scene.socket({ token });
  socket.subscribe(
    's',
    'subscription { filed(unit: 1) { application { applicant { residence { name } } } } }',
  );
  expect(await socket.next('error', 's')).toMatchObject([{ extensions: { reason: 'VALIDATION' } }]);
});

test('a supergraph that cannot be used changes nothing', async () => {
  const socket = await scene.socket({ token });
  socket.subscribe('s', 'subscription { filed(unit: 1) { position } }');
  await socket.positioned('s');

  expect(() => scene.gateway.replaceSupergraph('type Query { a: Int }')).toThrow(
    'Invalid supergraph',
  );
  scene.small.log.add({ unit: '1', number: '1' });
  expect(await socket.next('next', 's')).toMatchObject({ extensions: { cursor: cursorAt(1) } });
});
