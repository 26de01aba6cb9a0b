import * as vscode from 'vscode';
import { findModel } from '../../core/models';
import type { PresetId } from '../../core/presets';
import { estimateUsd, formatUsd } from '../../core/price';
import type { Route } from '../../core/route';
import { offerOf } from '../../core/route';
import type { Services } from '../../core/services';
import type { PictureOptions } from '../../shared/protocol';

/** What a service is, in a few words. */
const kinds: Record<PresetId, () => string> = {
  'google-ai-studio': () => vscode.l10n.t('official'),
  'vertex-ai': () => vscode.l10n.t('official'),
  apiyi: () => vscode.l10n.t('relay'),
  openrouter: () => vscode.l10n.t('relay'),
  laozhang: () => vscode.l10n.t('relay'),
  openai: () => vscode.l10n.t('official'),
  'gemini-compatible': () => vscode.l10n.t('an address of your own that speaks generateContent'),
  'openai-compatible': () => vscode.l10n.t('an address of your own that speaks chat completions'),
  placeholder: () => '',
};

/** What a service needs and what it means to use it, as one sentence. */
const needs: Record<PresetId, () => string> = {
  'google-ai-studio': () =>
    vscode.l10n.t('Needs an API key with billing, in a supported region; free keys make no pictures.'),
  'vertex-ai': () =>
    vscode.l10n.t('Needs a Google Cloud project with billing, and a service account or a gcloud login.'),
  apiyi: () => vscode.l10n.t('Needs a key with credit. Works from anywhere; the relay sees prompts and pictures.'),
  openrouter: () =>
    vscode.l10n.t('Needs a key with credit. Many makers, one key; the relay sees prompts and pictures.'),
  laozhang: () => vscode.l10n.t('Needs a key with credit. Works from anywhere; the relay sees prompts and pictures.'),
  openai: () => vscode.l10n.t('Needs a key with credit. Makes GPT Image only, never in place of a Nano Banana.'),
  'gemini-compatible': () => vscode.l10n.t('Needs the address and its key: a company gateway, another relay.'),
  'openai-compatible': () =>
    vscode.l10n.t('Needs the address, and the key if there is one: a relay, LiteLLM, this machine.'),
  placeholder: () => '',
};

export function needsText(preset: PresetId): string {
  return needs[preset]();
}

/** "relay · $0.055 a picture" for the picture that the options describe, where the service has it. */
export function kindText(route: Route, services: Services, options: PictureOptions): string {
  return [kinds[route.preset.id](), priceText(route, services, options)].filter(Boolean).join(' · ');
}

/** What one picture costs on a route; '' where nobody knows. The model is named where it is not the chosen one. */
export function priceText(route: Route, { catalogue }: Services, options: PictureOptions): string {
  const chosen = findModel(options.model, catalogue);
  if (!chosen || !offerOf(route, chosen)) return '';
  const usd = estimateUsd(route, chosen, options.size);
  return usd === undefined ? '' : vscode.l10n.t('{0} for {1} {2}', formatUsd(usd), chosen.name, options.size);
}

/** The services that can be connected, in the order shown. */
export const connectable: readonly PresetId[] = [
  'google-ai-studio',
  'vertex-ai',
  'apiyi',
  'openrouter',
  'laozhang',
  'openai',
  'gemini-compatible',
  'openai-compatible',
];
