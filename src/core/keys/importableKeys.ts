import { BaseUrlError, normalBaseUrl, wireRoot } from '../services/baseUrl';
import type { PresetId } from '../services/presets';
import { presets } from '../services/presets';
import { cleanKey } from './secret';

/** A key in an environment variable, and the service that it is for. */
export interface ImportableKey {
  readonly variable: string;
  readonly preset: PresetId;
  /** The address in the variable beside it, where it is not that of a service that Dualtrack knows. */
  readonly baseUrl?: string | undefined;
  readonly key: string;
}

/** A variable that cannot be used. */
interface ImportProblem {
  readonly variable: string;
  readonly reason: BaseUrlError['reason'];
}

export interface Importable {
  readonly keys: readonly ImportableKey[];
  readonly problems: readonly ImportProblem[];
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Variables whose name says which service the key is for. */
const named = Object.values(presets).flatMap(({ id, keyVariables }) =>
  keyVariables.map((variable) => ({ variable, preset: id })),
);

/** OpenAI's own variables, which every compatible service uses too; the address tells which it is. */
const openaiKey = 'OPENAI_API_KEY';
const openaiAddresses = ['OPENAI_BASE_URL', 'OPENAI_API_BASE'] as const;

/** Every variable that is looked at. */
export const importableVariables: readonly string[] = [
  ...named.map(({ variable }) => variable),
  openaiKey,
  ...openaiAddresses,
];

/** The keys in variables, each once, in the order in which they are looked at. */
export function importableKeys(variables: Variables): Importable {
  const byName = named.flatMap(({ variable, preset }): ImportableKey[] => {
    const key = valueOf(variables, variable);
    return key ? [{ variable, preset, key }] : [];
  });
  const openai = openaiKeys(variables);
  const all = [...byName, ...openai.keys];
  const first = (one: ImportableKey): boolean =>
    all.find(({ preset, key }) => preset === one.preset && key === one.key) === one;
  return { keys: all.filter(first), problems: openai.problems };
}

function openaiKeys(variables: Variables): Importable {
  const key = valueOf(variables, openaiKey);
  if (!key) return { keys: [], problems: [] };
  const variable = openaiAddresses.find((name) => variables[name]?.trim());
  if (!variable) return { keys: [{ variable: openaiKey, preset: 'openai', key }], problems: [] };
  try {
    const baseUrl = normalBaseUrl(variables[variable] ?? '');
    return { keys: [{ variable: openaiKey, key, ...serviceAt(baseUrl) }], problems: [] };
  } catch (error) {
    if (!(error instanceof BaseUrlError)) throw error;
    return { keys: [], problems: [{ variable, reason: error.reason }] };
  }
}

/** The known service with this address, else a compatible one there. */
function serviceAt(baseUrl: string): Pick<ImportableKey, 'preset' | 'baseUrl'> {
  const { root } = wireRoot(baseUrl, 'chat');
  const known = Object.values(presets).find(({ baseUrls }) => baseUrls.includes(root));
  return known ? { preset: known.id } : { preset: 'openai-compatible', baseUrl };
}

function valueOf(variables: Variables, name: string): string {
  return cleanKey(variables[name] ?? '');
}
