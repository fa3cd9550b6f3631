import { isIPv6 } from 'node:net';

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
