import { BlockList, isIP, isIPv4 } from 'node:net';

type Range = readonly [network: string, prefix: number];

/**
 * IPv4 ranges that are not the public internet (IANA special-purpose registry): this host, private, carrier-grade NAT,
 * loopback, link-local, protocol assignments, multicast, reserved. 198.18.0.0/15 is missing on purpose: local proxies
 * answer name look-ups with addresses from it. The documentation ranges lead nowhere and are harmless.
 */
const closed4: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** IPv6: local NAT64, discard, Teredo, unique local, link-local, site-local, multicast. `::/96` holds `::` and `::1`. */
const closed6: readonly Range[] = [
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

/** Names that resolve inside a machine or a network only. */
const closedSuffixes = ['localhost', 'local', 'internal', 'intranet', 'localdomain', 'lan', 'home', 'home.arpa'];

function listOf(ranges: readonly Range[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

const list4 = listOf(closed4, 'ipv4');
const list6 = listOf(closed6, 'ipv6');

/** The eight groups of an IPv6 address that `isIP` has accepted. */
function groupsOf(address: string): number[] {
  const plain = address.replace(/\d+(?:\.\d+){3}$/, (ipv4) => {
    const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const numbers = (part: string): number[] => (part ? part.split(':').map((group) => parseInt(group, 16)) : []);
  const left = numbers(head);
  const right = numbers(tail ?? '');
  return [...left, ...Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right];
}

/** The IPv4 address inside a mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96) or 6to4 (2002::/16) address. */
function embeddedIPv4(address: string): string | undefined {
  const groups = groupsOf(address);
  const start = groups.slice(0, 6).join(',');
  const isMapped = start === '0,0,0,0,0,65535';
  const isNat64 = start === [0x64, 0xff9b, 0, 0, 0, 0].join(',');
  const pair = groups[0] === 0x2002 ? groups.slice(1, 3) : isMapped || isNat64 ? groups.slice(6) : undefined;
  return pair?.flatMap((group) => [group >> 8, group & 255]).join('.');
}

/** Whether a resolved address belongs to the public internet. Anything that is no IP address does not. */
export function isPublicAddress(ip: string): boolean {
  const address = ip.replace(/%.*$/, '');
  if (isIP(address) === 0) return false;
  const ipv4 = isIPv4(address) ? address : embeddedIPv4(address);
  return ipv4 ? !list4.check(ipv4, 'ipv4') : !list6.check(address, 'ipv6');
}

/** The host as a URL has it: decimal, octal, hexadecimal and full-width notations become plain ones. */
function normalHost(hostname: string): string | undefined {
  const isBareIPv6 = hostname.includes(':') && !hostname.startsWith('[');
  const host = isBareIPv6 ? `[${hostname.replace(/%.*$/, '')}]` : hostname;
  if (/[/?#@\\]/.test(host) || !URL.canParse(`https://${host}`)) return undefined;
  return new URL(`https://${host}`).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/**
 * Whether a URL's host, as it is written, may be on the public internet: no private address in any notation, no name
 * that only a machine or a local network knows. Where a name leads is checked after the look-up, by `isPublicAddress`.
 */
export function isPublicHost(hostname: string): boolean {
  const host = normalHost(hostname);
  if (!host) return false;
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !closedSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}
