/** A name that is in no name server. */
export const unknownName = 'nowhere.example';

/** A script for the extension host, in which this name cannot be found, as on a machine that is offline. */
export function nameServerWithout(name: string): string {
  return `
const dns = require('node:dns');
const { lookup } = dns;
dns.lookup = (wanted, ...rest) => {
  if (wanted !== ${JSON.stringify(name)}) return lookup(wanted, ...rest);
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND ' + wanted), { code: 'ENOTFOUND', hostname: wanted });
  process.nextTick(rest.at(-1), error);
};
`;
}
