import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { clientError } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { receiveFile } from './receive-file.ts';

const boundary = 'testBoundary';
const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="ş.pdf"\r\n\r\n`;
const end = `\r\n--${boundary}--\r\n`;

const request = (body: Readable, signal = new AbortController().signal) => ({
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  body,
  signal,
});
const limits = { maxBytes: 1_000, timeoutMs: 60_000 };

test('a file arrives unchanged, however the request is split into chunks', async () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  // Includes whole and partial lookalikes of a boundary.
  const parts = fc.array(fc.oneof(bytes, fc.constantFrom('\r\n--', '--testB', '\r\n', boundary)));
  const cuts = fc.array(fc.nat(1_000), { maxLength: 20 });

  await fc.assert(
    fc.asyncProperty(parts, cuts, async (content, places) => {
      const sent = Buffer.concat(content.map((part) => Buffer.from(part))).subarray(0, 1_000);
      fc.pre(!sent.includes(`--${boundary}`));
      const whole = Buffer.concat([Buffer.from(head), sent, Buffer.from(end)]);
      const at = [0, ...places.map((place) => place % whole.length), whole.length];
      at.sort((one, other) => one - other);
      const pieces = at.slice(1).map((to, index) => whole.subarray(at[index], to));

      const received = await receiveFile(
        request(Readable.from(pieces.filter(({ length }) => length > 0))),
        limits,
        async (file) => ({ name: file.name, content: await buffer(file.content) }),
      );

      expect(received.name).toBe('ş.pdf');
      expect(Buffer.compare(received.content, sent)).toBe(0);
    }),
  );
});

/** A body whose rest is still to come. */
function half(): PassThrough {
  const body = new PassThrough();
  body.write(`${head}half`);
  return body;
}

test('an upload that takes too long is refused, and work on it stops', async () => {
  let ended: unknown = null;
  const receiving = receiveFile(request(half()), { ...limits, timeoutMs: 50 }, (file) =>
    buffer(file.content).catch((error: unknown) => (ended = error)),
  );

  await expect(receiving).rejects.toMatchObject({
    message: 'The file took too long to arrive.',
    code: 'LIMIT_EXCEEDED',
    details: { field: 'file' },
    kind: 'TIMEOUT',
  });
  expect(ended).toMatchObject({ message: 'The file took too long to arrive.' });
});

test('an upload whose rest does not arrive is refused like its request', async () => {
  const body = half();
  const refused = clientError('LIMIT_EXCEEDED', say`The rest did not arrive.`);
  let ended: unknown = null;
  const receiving = receiveFile(request(body), limits, (file) => {
    setImmediate(() => body.destroy(refused));
    return buffer(file.content).catch((error: unknown) => {
      ended = error;
      throw error;
    });
  });

  await expect(receiving).rejects.toBe(refused);
  expect(ended).not.toBeNull();
});

test.each(['', 'half', 'half\r\n'])(
  'a body that ends within the file is refused: %j',
  async (rest) => {
    const reading = receiveFile(
      request(Readable.from([Buffer.from(head + rest)])),
      limits,
      (file) => buffer(file.content),
    );

    await expect(reading).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'body', reason: 'BODY' },
    });
  },
);

test('when the consumer of the file fails, the rest is not read', async () => {
  const body = half();

  const receiving = receiveFile(request(body), limits, () => Promise.reject(new Error('no room')));

  await expect(receiving).rejects.toThrow('no room');
  expect(body.destroyed).toBe(true);
});
