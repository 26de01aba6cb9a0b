import * as vscode from 'vscode';
import type { KeyKind, KeyProblem } from '../../core/keyKind';
import { keyKind } from '../../core/keyKind';
import type { Preset, PresetId } from '../../core/presets';

/** What a pasted text looks like. */
const looks: Record<KeyKind, () => string> = {
  google: () => vscode.l10n.t('This looks like a Google key.'),
  openai: () => vscode.l10n.t('This looks like an OpenAI key, or one of a relay.'),
  openrouter: () => vscode.l10n.t('This looks like an OpenRouter key.'),
  anthropic: () => vscode.l10n.t('This looks like an Anthropic key.'),
  accessToken: () => vscode.l10n.t('This looks like a Google access token, which ends within the hour.'),
  clientSecret: () => vscode.l10n.t('This looks like the secret of a Google OAuth client, which is no key.'),
  keyFile: () =>
    vscode.l10n.t('This looks like a service-account key file: connect Vertex AI and pick the file there.'),
  address: () => vscode.l10n.t('This is a web address, not a key.'),
  other: () => '',
};

/** What the keys of a service look like, for one that looks otherwise. */
const wanted: Partial<Record<PresetId, () => string>> = {
  'google-ai-studio': () => vscode.l10n.t('Keys of Google AI Studio begin with “AIza” or “AQ.”.'),
  apiyi: () => vscode.l10n.t('Keys of APIYI begin with “sk-”.'),
  laozhang: () => vscode.l10n.t('Keys of LaoZhang begin with “sk-”.'),
  openrouter: () => vscode.l10n.t('Keys of OpenRouter begin with “sk-or-”.'),
  openai: () => vscode.l10n.t('Keys of OpenAI begin with “sk-”.'),
};

/** What a key looks like; '' where its shape says nothing. */
export function keyLooksText(key: string): string {
  return looks[keyKind(key)]();
}

export function keyProblemText({ how, kind }: KeyProblem, preset: Pick<Preset, 'id'>): string {
  const other = how === 'odd' ? (wanted[preset.id]?.() ?? '') : '';
  return [looks[kind](), other].filter(Boolean).join(' ');
}
