/** What a picture needs, in the order in which a request comes to it. */
export const links = [
  'proxy',
  'address',
  'tls',
  'service',
  'credential',
  'api',
  'billing',
  'permission',
  'model',
  'credit',
] as const;
export type Link = (typeof links)[number];
