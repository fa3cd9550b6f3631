import { expect, test } from '@jest/globals';
import { serverSentEvents } from './server-sent-events.ts';

const stream =
  ':\n\n:\nid: a\n\nid: b\nevent: next\ndata: {"name":"Şişli: İ"}\n\nevent: complete\ndata:\n\nid: cut';

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test.each([1, 2, 3, 7, 1000])('reads events from chunks of %i bytes', async (size) => {
  const chunks = inChunks(new TextEncoder().encode(stream), size);

  expect(await Array.fromAsync(serverSentEvents(chunks))).toEqual([
    { event: 'message', id: null, data: '' },
    { event: 'message', id: 'a', data: '' },
    { event: 'next', id: 'b', data: '{"name":"Şişli: İ"}' },
    { event: 'complete', id: null, data: '' },
  ]);
});

test('an event that does not end is refused', async () => {
  const endless = (async function* () {
    for (;;) yield new Uint8Array(1_000_000).fill(65);
  })();

  await expect(Array.fromAsync(serverSentEvents(endless))).rejects.toThrow('An event is too long.');
});
