import * as vscode from 'vscode';
import type { KeyKind, KeyProblem } from '../../core/keys/keyKind';
import { keyKind, keyPrefixes } from '../../core/keys/keyKind';
import type { Preset } from '../../core/services/presets';

/** What a pasted text looks like. */
const looks: Record<KeyKind, () => string> = {
  google: () => vscode.l10n.t('This looks like a Google key.'),
  openai: () => vscode.l10n.t('This looks like an OpenAI key, or one of a relay.'),
  openrouter: () => vscode.l10n.t('This looks like an OpenRouter key.'),
  anthropic: () => vscode.l10n.t('This looks like an Anthropic key.'),
  accessToken: () => vscode.l10n.t('This looks like a Google access token, which expires within an hour.'),
  clientSecret: () => vscode.l10n.t('This looks like a Google OAuth client secret, not an API key.'),
  keyFile: () =>
    vscode.l10n.t('This looks like a service-account key file: connect Vertex AI and pick the file there.'),
  address: () => vscode.l10n.t('This is a web address, not a key.'),
  other: () => '',
};

/** What a key looks like; '' where its shape says nothing. */
export function keyLooksText(key: string): string {
  return looks[keyKind(key)]();
}

/** What is wrong with a key, and what the keys of the service look like. */
export function keyProblemText({ how, kind }: KeyProblem, preset: Pick<Preset, 'name' | 'keyKind'>): string {
  return [looks[kind](), how === 'odd' ? wantedText(preset) : ''].filter(Boolean).join(' ');
}

function wantedText({ name, keyKind: wanted }: Pick<Preset, 'name' | 'keyKind'>): string {
  if (!wanted) return '';
  const [first, second] = keyPrefixes[wanted];
  return second === undefined
    ? vscode.l10n.t('Keys of {0} begin with “{1}”.', name, first)
    : vscode.l10n.t('Keys of {0} begin with “{1}” or “{2}”.', name, first, second);
}
