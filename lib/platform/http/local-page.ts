import type { IncomingMessage } from 'node:http';
import { parseTrustedProxies } from './client-address.ts';

/**
 * Why a request may not come from a browser on this machine, or not from a page of this server: its connection is not
 * from a loopback address; something has forwarded it; its `Host` or `Origin` names something else.
 */
export type Doubt = 'CONNECTION' | 'FORWARDED' | 'HOST' | 'ORIGIN';

const isLoopback = parseTrustedProxies('loopback');

/** Names that no DNS server can point to: a page of another site whose name was rebound still sends its own name. */
const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Headers that proxies add: with a proxy on this machine, every client has a loopback address. */
const addedByProxies =
  /^(?:via|cdn-loop|(?:x-)?forwarded(?:-.+)?|x-(?:original|envoy|arr|azure)-.+|(?:.+-)?(?:real|client|connecting|remote|cluster|external)-?(?:ip|addr|address))$/;

/**
 * Whether the request can only come from this machine. A proxy on this machine that neither adds a header nor speaks
 * HTTP/1.0 cannot be recognised, unless it passes on the name by which its clients know it.
 * @returns null if there is no doubt.
 */
export function doubtOfMachine({
  socket,
  httpVersion,
  headers,
}: Pick<IncomingMessage, 'headers' | 'httpVersion'> & {
  socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
}): Doubt | null {
  if (!isLoopback?.(socket.remoteAddress ?? '', 0)) return 'CONNECTION';
  // No browser speaks HTTP/1.0; proxies do.
  if (httpVersion === '1.0' || Object.keys(headers).some((name) => addedByProxies.test(name))) {
    return 'FORWARDED';
  }
  return loopbackHost.test(headers.host ?? '') ? null : 'HOST';
}

/**
 * Whether the request can only come from a page that this server has sent to a browser on this machine. Pages of other
 * ports of this machine are other origins. Navigation to this server has no `Origin`.
 * @returns null if there is no doubt.
 */
export function doubtOfPage(request: Parameters<typeof doubtOfMachine>[0]): Doubt | null {
  const { host = '', origin, 'sec-fetch-site': site = 'same-origin' } = request.headers;
  const doubt = doubtOfMachine(request);
  if (doubt) return doubt;
  return origin === `http://${host.toLowerCase()}` && site === 'same-origin' ? null : 'ORIGIN';
}
