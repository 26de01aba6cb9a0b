import type { Sidecar } from '../../core/pictures/sidecar';
import { parseSidecar } from '../../core/pictures/sidecar';
import type { UsedReference } from '../../core/run/picture';
import type { History } from '../../store/pictures/history';
import type { HistoryEntry } from '../../store/pictures/historyEntry';

/** A picture that another one was made from, as it is now. */
export interface FoundReference extends UsedReference {
  /** `elsewhere`: another file has its content, at `now`. `untold`: nobody knows where to look. */
  readonly state: 'unchanged' | 'changed' | 'elsewhere' | 'missing' | 'there' | 'untold';
  readonly now?: string | undefined;
}

/** What is known of how a picture was made. */
export type Making =
  | {
      readonly kind: 'known';
      readonly entry: HistoryEntry;
      /** `changed`: it is where the picture was put, and has other bytes now. `moved`: `entry` still says from where. */
      readonly file: 'same' | 'changed' | 'moved' | 'copied';
      readonly references: readonly FoundReference[];
    }
  /** Only what lies beside it tells. */
  | {
      readonly kind: 'sidecar';
      readonly sidecar: Sidecar;
      readonly file: 'same' | 'changed';
      readonly references: readonly FoundReference[];
    }
  | { readonly kind: 'unknown' };

/** What finding out needs; places are URIs. */
export interface MakingDeps {
  readonly history: Pick<History, 'at' | 'withHash' | 'moved'>;
  /** The hash of the file's bytes; undefined where there is none that can be read. */
  hashOf(uri: string): Promise<string | undefined>;
  /** The texts that may be the picture's sidecar. */
  sidecarsOf(uri: string): Promise<readonly string[]>;
}

/**
 * How the picture at this place was made: found by its content wherever it is now, else by its place, else by what lies beside it.
 * Where it is found at a new place and no longer at the old one, the history follows. Rejects with what the history throws.
 */
export async function findMaking(uri: string, deps: MakingDeps): Promise<Making> {
  const sha256 = await deps.hashOf(uri);
  const same = sha256 === undefined ? [] : await deps.history.withHash(sha256);
  const here = same.find((entry) => entry.uri === uri);
  if (here) return known(here, 'same', deps);
  const [newest] = same;
  if (newest) return known(newest, await follow(newest, uri, deps), deps);
  const before = await deps.history.at(uri);
  if (before) return known(before, 'changed', deps);
  const beside = (await deps.sidecarsOf(uri)).flatMap((text) => parseSidecar(text) ?? []);
  const sidecar = beside.find((one) => one.sha256 === sha256) ?? beside[0];
  if (!sidecar) return { kind: 'unknown' };
  const references = await found(sidecar.references, deps);
  return { kind: 'sidecar', sidecar, file: sidecar.sha256 === sha256 ? 'same' : 'changed', references };
}

/** Whether the picture has moved, or is at its old place too. */
async function follow({ id, uri, sha256 }: HistoryEntry, now: string, deps: MakingDeps): Promise<'moved' | 'copied'> {
  if ((await deps.hashOf(uri)) === sha256) return 'copied';
  if (schemeOf(uri) !== schemeOf(now)) return 'copied'; // such as git:, which shows an earlier state of a file
  await deps.history.moved(id, now).catch(() => undefined); // it is found again the next time
  return 'moved';
}

function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(':'));
}

type Known = Extract<Making, { kind: 'known' }>;

async function known(entry: HistoryEntry, file: Known['file'], deps: MakingDeps): Promise<Making> {
  return { kind: 'known', entry, file, references: await found(entry.refs ?? [], deps) };
}

/** One after the other: they may be large. */
async function found(references: readonly UsedReference[], deps: MakingDeps): Promise<readonly FoundReference[]> {
  const all: FoundReference[] = [];
  for (const reference of references) all.push({ ...reference, ...(await stateOf(reference, deps)) });
  return all;
}

async function stateOf(
  { uri, sha256 }: UsedReference,
  deps: MakingDeps,
): Promise<Pick<FoundReference, 'state' | 'now'>> {
  const there = uri === undefined ? undefined : await deps.hashOf(uri);
  if (there !== undefined && sha256 === undefined) return { state: 'there' };
  if (there !== undefined && there === sha256) return { state: 'unchanged' };
  for (const { uri: now } of sha256 === undefined ? [] : await deps.history.withHash(sha256)) {
    if ((await deps.hashOf(now)) === sha256) return { state: 'elsewhere', now };
  }
  if (there !== undefined) return { state: 'changed' };
  return { state: uri === undefined ? 'untold' : 'missing' };
}
