import type { PresetId } from './presets';

/** What a pasted text is, as far as its shape says. `other`: a shape that says nothing, such as most relays' keys. */
export type KeyKind =
  'google' | 'openai' | 'openrouter' | 'anthropic' | 'accessToken' | 'clientSecret' | 'keyFile' | 'address' | 'other';

/** The first row that fits. Google's keys begin with AIza, or with AQ. since 2026-05-28; relays give keys of OpenAI's shape. */
const shapes: readonly (readonly [kind: KeyKind, shape: RegExp])[] = [
  ['keyFile', /^\{|PRIVATE KEY-----/],
  ['address', /^https?:\/\//i],
  ['google', /^AIza|^AQ\./],
  ['accessToken', /^ya29\./],
  ['clientSecret', /^GOCSPX-/],
  ['openrouter', /^sk-or-/],
  ['anthropic', /^sk-ant-/],
  ['openai', /^sk-/],
];

export function keyKind(key: string): KeyKind {
  return shapes.find(([, shape]) => shape.test(key))?.[0] ?? 'other';
}

const google = ['google'] as const;
const openaiShaped = ['openai'] as const;

/** The shapes of key that a service gives out; left out: any. A shape that says nothing is always taken. */
const given: Readonly<Partial<Record<PresetId, readonly KeyKind[]>>> = {
  'google-ai-studio': google,
  apiyi: openaiShaped,
  laozhang: openaiShaped,
  openrouter: ['openrouter'],
  openai: openaiShaped,
};

/** Shapes that are no key of any service. */
const never: readonly KeyKind[] = ['keyFile', 'address', 'clientSecret'];

/** What is wrong with a key for a service: `wrong` where it cannot be one, `odd` where it looks like another service's. */
export interface KeyProblem {
  readonly how: 'wrong' | 'odd';
  readonly kind: KeyKind;
}

/** Undefined where nothing speaks against it. */
export function keyProblem(key: string, preset: PresetId): KeyProblem | undefined {
  const kind = keyKind(key);
  if (kind === 'other') return undefined;
  if (never.includes(kind)) return { how: 'wrong', kind };
  return (given[preset] ?? [kind]).includes(kind) ? undefined : { how: 'odd', kind };
}
