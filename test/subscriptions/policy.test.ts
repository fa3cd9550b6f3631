import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { clientError } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import type { OperationPolicy } from '../../lib/platform/operations/policy.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

/** The policy of a graph applies to every subscription, and to each of its events. */

let scene: StreamScene;
let token: string;
let calls: string[];
let refuseAt: 'execution' | 'resolving' | 'event' | null;

function called(hook: Exclude<typeof refuseAt, null> | 'planning', more = ''): void {
  calls.push(`${hook}${more}`);
  if (hook === refuseAt) throw clientError('LIMIT_EXCEEDED', say`Too much.`);
}

const policy: OperationPolicy = {
  beforePlanning: ({ operation, request }) =>
    called('planning', ` ${operation.definition.operation} ${request.viewer?.subject}`),
  beforeExecution: () => called('execution'),
  beforeResolving: () => called('resolving'),
  beforeEvent: (_execution, { data }) => called('event', ` ${JSON.stringify(data)}`),
  afterResult: () => void calls.push('result'),
};

beforeAll(async () => {
  scene = await startStreams({ policy });
  token = await scene.token({ subject: 'somebody' });
});

beforeEach(() => {
  calls = [];
  refuseAt = null;
});

afterAll(() => scene.stop());

const query = 'subscription { filed(unit: 1) { position } }';
const begun = ['planning subscription somebody', 'execution'];

test('each hook is called for a new and for a known subscription, and for every event', async () => {
  for (let time = 0; time < 4; time += 1) {
    const socket = await scene.socket({ token });
    calls = [];
    socket.subscribe('s', query);
    await socket.positioned('s');
    expect(calls).toEqual(begun);

    const position = scene.small.log.length + 1;
    scene.small.log.add({ unit: '1', number: '1' }, { unit: '1', number: '2' });
    await socket.payloads('next', 2, 's');
    expect(calls.slice(2).toSorted()).toEqual([
      `event {"filed":{"position":${position}}}`,
      `event {"filed":{"position":${position + 1}}}`,
      'resolving',
      'resolving',
    ]);
    socket.close();
  }
});

test.each(['execution', 'resolving', 'event'] as const)(
  'a refusal before %s ends the subscription with its error, and nothing is delivered',
  async (at) => {
    const socket = await scene.socket({ token });
    refuseAt = at;
    socket.subscribe('s', query.replace('filed', `${at}: filed`));
    if (at !== 'execution') await socket.positioned('s');
    scene.small.log.add({ unit: '1', number: '1' });

    expect(await socket.next('error', 's')).toMatchObject([
      { message: 'Too much.', extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
    expect(socket.of('next', 's')).toEqual([]);
    socket.close();
  },
);
