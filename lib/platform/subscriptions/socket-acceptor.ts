import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type ServerOptions, WebSocket, WebSocketServer } from 'ws';
import type { SubscriptionLimits } from './limits.ts';
import type { UpgradedRequest, WebSocketOptions } from './websocket-options.ts';
import { Connection } from './websocket.ts';

/** Accepts WebSockets of the protocol graphql-transport-ws. */
export interface SocketAcceptor {
  accept(request: IncomingMessage, socket: Socket, head: Buffer, of: UpgradedRequest): void;
}

/** Without compression: 5,000 sockets with it took 1 GB. */
export function createSocketAcceptor(options: WebSocketOptions): SocketAcceptor {
  const limitsOf = (isGateway: boolean) => options.subscriptions.limitsOf({ isGateway });
  const servers = {
    forClients: createServer(limitsOf(false)),
    forGateways: createServer(limitsOf(true)),
  };
  return {
    accept(request, socket, head, of) {
      const server = of.isGateway ? servers.forGateways : servers.forClients;
      server.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.connection = new Connection(webSocket, options, of);
        webSocket.on('message', receive);
        webSocket.on('ping', pinged);
        webSocket.on('close', closed);
        webSocket.on('error', failed);
      });
    },
  };
}

function createServer({ messageBytes, endMs }: SubscriptionLimits) {
  const options: AcceptingOptions = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // Each ping is charged first.
    autoPong: false,
    closeTimeout: endMs,
    maxPayload: messageBytes,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
    WebSocket: ConnectedSocket,
  };
  return new WebSocketServer(options);
}

interface AcceptingOptions extends ServerOptions<typeof ConnectedSocket> {
  /** Missing from the types of the library. */
  closeTimeout: number;
}

/** With its connection, so that listeners can be shared by all sockets. */
class ConnectedSocket extends WebSocket {
  connection: Connection | null = null;
}

function receive(this: WebSocket, data: Buffer, isBinary: boolean): void {
  (this as ConnectedSocket).connection?.receive(data, isBinary); // as accepted above
}

function pinged(this: WebSocket, data: Buffer): void {
  (this as ConnectedSocket).connection?.pinged(data); // as accepted above
}

function closed(this: WebSocket): void {
  (this as ConnectedSocket).connection?.closed();
}

/** The socket closes itself, with 1009 for a message that is too large. */
function failed(this: WebSocket): void {
  (this as ConnectedSocket).connection?.unreadable(); // as accepted above
}
