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

/** The groups of an IPv6 address that identify one subscriber's network; an IPv4 address counts in full. */
const subscriberGroups = 4;

/**
 * The key by which an address is counted: one client may use any address of its IPv6 network (/64), and an IPv4 address
 * has two spellings.
 */
export function clientOfAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const groups = groupsOf(head);
  if (tail !== undefined) {
    const after = groupsOf(tail);
    while (groups.length + after.length < 8) groups.push('0');
    groups.push(...after);
  }
  return `${groups.slice(0, subscriberGroups).map(withoutZeros).join(':')}::/64`;
}

/** An IPv4 address at the end of an IPv6 address takes the place of two groups, which never count. */
const groupsOf = (part: string): string[] =>
  part === ''
    ? []
    : part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));

const withoutZeros = (group: string) => group.replace(/^0+(?=.)/, '');
