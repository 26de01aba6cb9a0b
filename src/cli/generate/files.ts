import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reference } from '../../core/pictures/image';
import { parseModels } from '../../core/settings/modelSettings';
import type { Catalogue } from '../../core/services/models';
import { models } from '../../core/services/models';
import { takesGoogleCredentials } from '../../core/services/preset';
import { maxReferences } from '../../core/pictures/reference';
import type { Credential, Route } from '../../core/services/route';
import { parseRoutesWithSecrets, placeholderRoute, SettingsError } from '../../core/settings/settings';
import { parseServiceAccount, ServiceAccountError } from '../../core/keys/serviceAccount';
import { openReference } from '../../imaging/openReference';
import { wordsOf } from '../../core/words/wordsOf';
import { UsageError } from '../usageError';

export interface RoutesFile {
  readonly routes: readonly Route[];
  readonly credentials: ReadonlyMap<string, Credential>;
}

/** A path on the command line, from the folder in which npm was called; npm runs its scripts in the project's. */
export function givenPath(file: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
}

/** Without --routes the placeholder answers, as in VS Code with no route set up. Throws `UsageError`. */
export async function readRoutes(file: string | undefined): Promise<RoutesFile> {
  if (file === undefined) return { routes: [placeholderRoute], credentials: new Map() };
  const value = await readJson('--routes', file);
  const parsed = usable(file, () => parseRoutesWithSecrets(value));
  if (parsed.length === 0) return { routes: [placeholderRoute], credentials: new Map() };
  return {
    routes: parsed.map(({ route }) => route),
    credentials: new Map(
      parsed.flatMap(({ route, key, accessToken }): [string, Credential][] => {
        if (accessToken !== undefined) return [[route.id, { kind: 'accessToken', token: accessToken }]];
        return key === undefined ? [] : [[route.id, credentialOf(route, key)]];
      }),
    ),
  };
}

/** A service account's JSON must never be sent as a bearer token. Throws `UsageError`. */
function credentialOf(route: Route, key: string): Credential {
  if (!takesGoogleCredentials(route.preset)) return { kind: 'key', key };
  try {
    return { kind: 'google', json: parseServiceAccount(key) };
  } catch (error) {
    if (!(error instanceof ServiceAccountError)) throw error;
    throw new UsageError(
      `Route "${route.id}": its "key" cannot be used (${error.message}). ${route.preset.name} takes a service account's JSON or an "accessToken".`,
    );
  }
}

/** The models, changed and completed by a file as the setting `dualtrack.models`. Throws `UsageError`. */
export async function readModels(file: string | undefined): Promise<Catalogue> {
  if (file === undefined) return models;
  const value = await readJson('--models', file);
  return usable(file, () => parseModels(value, 'models'));
}

/** The pictures to work from. Throws `UsageError` for a file that is not a picture. */
export async function readReferences(files: readonly string[]): Promise<Reference[]> {
  if (files.length > maxReferences) {
    throw new UsageError(`--reference: ${files.length} pictures are given; ${maxReferences} are the most`);
  }
  return Promise.all(files.map(readReference));
}

async function readReference(file: string): Promise<Reference> {
  const reference = await openReference(givenPath(file), path.basename(file)).catch((error: unknown) => {
    throw new UsageError(`--reference ${file}: ${wordsOf(error)}`);
  });
  if (!reference) throw new UsageError(`--reference ${file}: this is no PNG, JPEG, WebP, HEIC or HEIF picture`);
  return reference;
}

async function readJson(option: string, file: string): Promise<unknown> {
  const bytes = await readBytes(option, file);
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`${option} ${file}: ${withoutQuote(wordsOf(error))}`);
  }
}

/** The parser quotes the text around the fault, which may be a key. */
function withoutQuote(message: string): string {
  return message.replace(/,? (?:\.{3})?"[\s\S]*"(?:\.{3})? is not valid JSON/, ' in what should be JSON');
}

async function readBytes(option: string, file: string): Promise<Buffer> {
  try {
    return await readFile(givenPath(file));
  } catch (error) {
    throw new UsageError(`${option} ${file}: ${wordsOf(error)}`);
  }
}

function usable<T>(file: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(`${file} cannot be used: ${error.message}`);
    throw error;
  }
}
