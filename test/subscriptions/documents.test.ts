import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { textHash } from '../../lib/platform/operations/text-hash.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

const trusted = 'subscription Trusted { filed(unit: 1) { position } }';
const other = 'subscription Other { filed(unit: 1) { position } }';
const id = textHash(trusted);

let scene: StreamScene;
let token: string;

describe('if a role is restricted to trusted documents', () => {
  beforeAll(async () => {
    scene = await startStreams({
      trustedDocuments: {
        source: {
          isStale: false,
          follow: (take) => take(new Map([[id, trusted]])),
          stop: async () => {},
        },
        requiredFor: ['EVALUATOR'],
      },
    });
    token = await scene.token();
  });

  afterAll(() => scene.stop());

  test('a subscription is requested by its id', async () => {
    const socket = await scene.socket({ token });
    socket.send({ id: 's', type: 'subscribe', payload: { documentId: id } });
    await socket.positioned('s');
    const sse = await fetch(`${scene.url}/graphql?documentId=${id}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
    });
    expect(sse.status).toBe(200);
    await sse.body?.cancel();
    scene.small.log.add({ unit: '1', number: '1' });

    expect(await socket.next('next', 's')).toMatchObject({ data: { filed: { position: 1 } } });
  });

  test('any other is refused', async () => {
    const socket = await scene.socket({ token });
    socket.subscribe('text', other);
    socket.subscribe('trusted text', trusted);
    socket.send({ id: 'id', type: 'subscribe', payload: { documentId: 'unknown' } });
    socket.send({ id: 'both', type: 'subscribe', payload: { documentId: id, query: trusted } });

    for (const [sent, code] of [
      ['text', 'PERSISTED_QUERY_ID_REQUIRED'],
      ['trusted text', 'PERSISTED_QUERY_ID_REQUIRED'],
      ['id', 'PERSISTED_QUERY_NOT_IN_LIST'],
      ['both', 'BAD_USER_INPUT'],
    ]) {
      expect(await socket.next('error', sent)).toMatchObject([{ extensions: { code } }]);
    }
  });

  test('viewers of other roles are not restricted', async () => {
    const officer = await scene.token({ role: 'OFFICER', unitId: '12345678' });
    const socket = await scene.socket({ token: officer });
    socket.subscribe('s', other);

    expect(await socket.positioned('s')).toMatch(/^at-/);
  });
});
