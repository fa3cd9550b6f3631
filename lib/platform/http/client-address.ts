import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Whether an address belongs to a proxy whose `x-forwarded-for` is trusted. `hop` counts from the connection, which is
 * 0, towards the client.
 */
export type TrustedProxies = (address: string, hop: number) => boolean;

/** Names for the address ranges in which proxies usually are, as in Express and Fastify. */
const namedRanges: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

const hopsForm = /^\d$/;

/**
 * Parses the number of proxies in front of this process (`1`), or which they are (addresses, ranges such as
 * `10.0.0.0/8`, and the names above, separated by commas).
 * @returns null when no proxy is trusted; undefined for invalid text.
 */
export function parseTrustedProxies(text: string): TrustedProxies | null | undefined {
  if (text === '' || text === '0') return null;
  if (hopsForm.test(text)) {
    const hops = Number(text);
    return (_address, hop) => hop < hops;
  }
  const list = new BlockList();
  const ranges = text.split(',').flatMap((part) => {
    const range = part.trim();
    return namedRanges[range] ?? [range];
  });
  if (!ranges.every((range) => addRange(list, range))) return undefined;
  return (address) => isIP(address) > 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

function addRange(list: BlockList, range: string): boolean {
  const [address = '', bits, ...rest] = range.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  const family = familyOf(address);
  if (bits === undefined) {
    list.addAddress(address, family);
    return true;
  }
  const longest = family === 'ipv6' ? 128 : 32;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > longest) return false;
  list.addSubnet(address, Number(bits), family);
  return true;
}
