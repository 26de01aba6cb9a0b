/** What a pasted text is, by its shape. `other`: a shape that says nothing, such as that of most relays' keys. */
export type KeyKind =
  'google' | 'openai' | 'openrouter' | 'anthropic' | 'accessToken' | 'clientSecret' | 'keyFile' | 'address' | 'other';

/** The kinds that a service gives out, with how they begin. Google's begin with AQ. since 2026-05-28; relays give keys of OpenAI's shape. */
export const keyPrefixes = {
  google: ['AIza', 'AQ.'],
  openai: ['sk-'],
  openrouter: ['sk-or-'],
} as const satisfies Partial<Record<KeyKind, readonly string[]>>;
export type ServiceKeyKind = keyof typeof keyPrefixes;

const beginsAs =
  (kind: ServiceKeyKind) =>
  (text: string): boolean =>
    keyPrefixes[kind].some((prefix) => text.startsWith(prefix));

/** The first row that fits. */
const shapes: readonly (readonly [kind: KeyKind, fits: (text: string) => boolean])[] = [
  ['keyFile', (text) => text.startsWith('{') || text.includes('PRIVATE KEY-----')],
  ['address', (text) => /^https?:\/\//i.test(text)],
  ['google', beginsAs('google')],
  ['accessToken', (text) => text.startsWith('ya29.')],
  ['clientSecret', (text) => text.startsWith('GOCSPX-')],
  ['openrouter', beginsAs('openrouter')],
  ['anthropic', (text) => text.startsWith('sk-ant-')],
  ['openai', beginsAs('openai')],
];

export function keyKind(key: string): KeyKind {
  return shapes.find(([, fits]) => fits(key))?.[0] ?? 'other';
}

/** Shapes that no service's keys have. */
const noKeys: readonly KeyKind[] = ['keyFile', 'address', 'clientSecret'];

/** What is wrong with a key for a service: `wrong` where it cannot be one, `odd` where it looks like another service's. */
export interface KeyProblem {
  readonly how: 'wrong' | 'odd';
  readonly kind: KeyKind;
}

/** `wanted`: what the service gives out; left out: anything. A shape that says nothing is always taken. Undefined where nothing speaks against it. */
export function keyProblem(key: string, wanted?: ServiceKeyKind): KeyProblem | undefined {
  const kind = keyKind(key);
  if (kind === 'other' || kind === wanted) return undefined;
  if (noKeys.includes(kind)) return { how: 'wrong', kind };
  return wanted && { how: 'odd', kind };
}
