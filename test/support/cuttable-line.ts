import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A connection to a server that can be cut and restored.
 * @param onReply gets what the server sends, after it was passed on.
 */
export async function openLine(to: URL, onReply?: (bytes: Buffer) => void) {
  const sockets = new Set<Socket>();
  let isCut = false;
  let refused = 0;
  const server = createServer((socket) => {
    if (isCut) {
      refused += 1;
      socket.destroy();
      return;
    }
    const onward = connect(Number(to.port), to.hostname);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {}); // the other end closes too
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
    if (onReply) onward.on('data', onReply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = new URL(to);
  url.port = String(port);

  function cut(): void {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  }

  return {
    url: url.href,
    /** How many connections were refused while it was cut. */
    get refused() {
      return refused;
    },
    cut,
    /** Cuts some of the connections; those that are opened afterwards are not affected. */
    cutSome(isChosen: () => boolean): void {
      for (const socket of sockets) if (isChosen()) socket.destroy();
    },
    mend: () => void (isCut = false),
    async stop() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
