import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openDatabase } from '../../lib/mongodb/connection.ts';
import { freePort } from '../support/free-port.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';

/** What is logged while a process connects to MongoDB for the first time. */

function openAt(port: number) {
  const lines: string[] = [];
  const database = openDatabase({
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    name: 'connecting',
    logger: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
  });
  return { database, lines };
}

/** A way to MongoDB on which the first connections get no answer, as in a process that is too busy to read it. */
async function openSlowWay(unanswered: number) {
  const { hostname, port } = new URL(process.env['TEST_MONGODB_URI'] ?? '');
  const sockets: Socket[] = [];
  let opened = 0;
  const server = createServer((socket) => {
    opened += 1;
    sockets.push(socket.on('error', () => {}));
    if (opened <= unanswered) return;
    const onward = connect(Number(port), hostname).on('error', () => {});
    sockets.push(onward);
    socket.pipe(onward).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port, // of a TCP server
    get opened() {
      return opened;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}

onceInTheSuite('a process that connects to MongoDB', () => {
  test('does not call it unreachable because an answer is late', async () => {
    const way = await openSlowWay(1);
    const { database, lines } = openAt(way.port);

    await database.connected;

    expect(way.opened).toBeGreaterThan(1);
    expect(lines).toEqual([]);
    await database.stop();
    await way.stop();
  });

  test('reports at once that it is refused, and once', async () => {
    const { database, lines } = openAt(await freePort());

    await until(
      () => lines.length,
      (count) => count > 0,
    );
    await database.stop();

    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'MongoDB cannot be reached; will retry',
    ]);
  });
});

onceInTheSuite('a URI with options', () => {
  test('weakens neither writes nor reads', async () => {
    const uri = new URL(process.env['TEST_MONGODB_URI'] ?? '');
    const weaker = {
      w: '1',
      journal: 'false',
      wtimeoutMS: '1',
      readConcernLevel: 'local',
      readPreference: 'secondaryPreferred',
      retryWrites: 'false',
      retryReads: 'false',
    };
    for (const [name, value] of Object.entries(weaker)) uri.searchParams.set(name, value);
    const logger = pino({ level: 'silent' });
    const database = openDatabase({ uri: uri.href, name: 'connecting', logger });
    await database.connected;
    const { writeConcern, readConcern, readPreference, retryWrites, retryReads } =
      database.connection.getClient().options;
    expect({
      writeConcern,
      readConcern,
      readPreference: readPreference.mode,
      retryWrites,
      retryReads,
    }).toMatchObject({
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: 0 },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      retryWrites: true,
      retryReads: true,
    });
    await database.stop();
  });
});
