import type * as vscode from 'vscode';
import type { Billing, CredentialKind } from '../../core/services/preset';
import type { PresetId } from '../../core/services/presets';
import type { Wire } from '../../core/services/wires';
import { presets } from '../../core/services/presets';
import type { Credential, Route } from '../../core/services/route';
import type { ServiceAccount } from '../../core/keys/serviceAccount';
import type { RouteEntry } from '../../core/settings/settings';
import { parseRoutes } from '../../core/settings/settings';

/** A route on its way: what has been answered so far. Nothing of it is stored before the last question. */
export interface ConnectDraft {
  readonly id: string;
  readonly preset: PresetId;
  readonly name?: string | undefined;
  /** The user's own address; left out: the service's. */
  readonly baseUrl?: string | undefined;
  readonly wire?: Wire | undefined;
  readonly project?: string | undefined;
  readonly location?: string | undefined;
  readonly credential: CredentialKind;
  readonly billing?: Billing | undefined;
  readonly key?: string | undefined;
  /** Why the service has not taken the key that was given before. */
  readonly rejected?: string | undefined;
  readonly account?: ServiceAccount | undefined;
  /** Where the account was read from. */
  readonly keyFile?: vscode.Uri | undefined;
  /** The place in the order, from 0. */
  readonly at: number;
}

/** The text for secret storage; undefined while there is none. */
export function secretOf({ credential, key, account }: ConnectDraft): string | undefined {
  if (credential === 'key') return key;
  return credential === 'serviceAccount' && account ? JSON.stringify(account) : undefined;
}

/** The credential as an entry has it; undefined where the service has it by itself. */
export function writtenCredential(preset: PresetId, credential: CredentialKind): RouteEntry['credential'] {
  return credential === presets[preset].credentials[0] || credential === 'accessToken' ? undefined : credential;
}

/** The entry for the settings: only what differs from what its service has by itself. */
export function entryOf(draft: ConnectDraft): RouteEntry {
  const { id, preset, name, baseUrl, wire, project, location, credential, billing } = draft;
  const proof = { credential: writtenCredential(preset, credential), billing };
  const entry = { name, baseUrl, wire, project, location, ...proof };
  const given = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
  return { id, preset, ...given };
}

/** The route as it will be. Throws `SettingsError` while something it needs is missing. */
export function routeOf(draft: ConnectDraft): Route {
  const [route] = parseRoutes([entryOf(draft)]);
  if (!route) throw new Error('a route that is switched off cannot be connected');
  return route;
}

/** What the route would prove itself with, before any of it is stored. Undefined where that is read from this machine. */
export function credentialOf({ credential, key, account }: ConnectDraft): Credential | undefined {
  if (credential === 'none') return { kind: 'none' };
  if (credential === 'key' && key !== undefined) return { kind: 'key', key };
  return credential === 'serviceAccount' && account ? { kind: 'google', json: { ...account } } : undefined;
}
