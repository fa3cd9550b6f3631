import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { newId } from '../../lib/kit/public-id.ts';
import { GraphClient } from '../support/client.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { mayReceive, objectIdsIn, takeReceived } from '../support/received-ids.ts';

/** Whether the tests of graphs would notice an ObjectId that leaves the graph. */

const id = '6748a1b2c3d4e5f607182930';
const sealed = Buffer.from(`mfx3k2.${id}`).toString('base64url');

onceInTheSuite('an ObjectId', () => {
  test.each([
    ['by itself', id],
    ['in capitals', id.toUpperCase()],
    ['in JSON', `{"id":"${id}"}`],
    ['in an address', `/attachments/${id}?x`],
    ['behind a prefix', `app_${id}`],
    ['in sentences', `There is no ${id}.`],
    ['in a cursor that is not sealed', `{"endCursor":"${sealed}"}`],
  ])('is found %s', (_what, text) => {
    expect(objectIdsIn(text)).toMatchObject([{ id: expect.stringMatching(/^[\da-f]{24}$/i) }]);
  });

  test.each([
    ['23 digits', id.slice(1)],
    ['25 digits', `${id}0`],
    ['a hash', id.repeat(3).slice(0, 64)],
    ['a UUID', '6748a1b2-c3d4-e5f6-0718-293041526374'],
    ['a public id', newId('application')],
    ['an encoded hash', Buffer.from(id.repeat(2)).toString('base64url')],
  ])('is not %s', (_what, text) => {
    expect(objectIdsIn(text)).toEqual([]);
  });

  describe('in the response of a server', () => {
    let answer: RequestListener;
    const server = createServer((request, response) => answer(request, response));
    let url: string;

    beforeEach(async () => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // of a TCP server
    });

    afterEach(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });

    test.each<[string, RequestListener]>([
      ['its body', (_, response) => response.end(`{"id":"${id}"}`)],
      ['a header', (_, response) => response.writeHead(201, { location: `/x/${id}` }).end()],
      ['a cursor', (_, response) => response.end(JSON.stringify({ endCursor: sealed }))],
      ['two pieces', (_, response) => response.writeHead(200).write(id) && response.end('.')],
      ['a page', (_, response) => response.writeHead(404).end(`<p>No ${id}</p>`)],
    ])('is noticed in %s, and is reported with its surroundings', async (_what, given) => {
      answer = given;

      await (await fetch(url)).text();

      const found = takeReceived();
      expect(found.map((one) => one.id)).toContain(id);
      expect(takeReceived()).toEqual([]);
    });

    test('is noticed in a long answer to a client of the tests, which a server would compress', async () => {
      answer = ({ headers }, response) => {
        const text = JSON.stringify({ data: { id, text: 'x'.repeat(10_000) } });
        if (headers['accept-encoding'] === 'identity') response.end(text);
        else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
      };

      await new GraphClient(url).ask('{ id }');

      expect(takeReceived()).toMatchObject([{ id }]);
    });

    test('is noticed with any HTTP client', async () => {
      answer = (_, response) => response.end(id);
      const socket = connect(Number(new URL(url).port));
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      socket.resume();
      await once(socket, 'close');

      expect(takeReceived()).toMatchObject([{ id }]);
    });

    test('is not noticed where the test has sent it', async () => {
      const own = mayReceive('0718293041526374859607a8');
      answer = ({ url: path }, response) => response.end(path);

      await (await fetch(`${url}/${own}`)).text();

      expect(takeReceived()).toEqual([]);
    });
  });

  test('is noticed in a message over a WebSocket', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    server.on('connection', (socket) => socket.send(`{"cursor":"${sealed}","id":"${id}"}`));
    const { port } = server.address() as AddressInfo; // of a TCP server
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(socket, 'message');
    socket.terminate();
    server.close();

    expect(takeReceived()).toMatchObject([{ id }]);
  });

  test('is noticed in an e-mail', async () => {
    const server = createTcpServer((socket) => socket.resume());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port); // of a TCP server
    socket.end(`EHLO x\r\nDATA\r\nMessage-ID: <${id}@example.org>\r\n`);
    await once(socket, 'close');
    server.close();

    expect(takeReceived()).toMatchObject([{ id }]);
  });
});
