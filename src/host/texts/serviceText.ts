import * as vscode from 'vscode';
import { findModel } from '../../core/services/models';
import type { ServiceNeeds } from '../../core/services/preset';
import type { Preset } from '../../core/services/presets';
import { estimateUsd, formatUsd } from '../../core/services/price';
import type { Route } from '../../core/services/route';
import { offerOf } from '../../core/services/route';
import type { Services } from '../../core/services/services';
import type { PictureOptions } from '../../core/pictures/image';

/** What a service needs and what it means to use it, as one sentence. */
const needs: Readonly<Record<ServiceNeeds, () => string>> = {
  billedKey: () =>
    vscode.l10n.t('Needs an API key with billing, in a supported region; free-tier keys can’t make pictures.'),
  cloudProject: () =>
    vscode.l10n.t('Needs a Google Cloud project with billing, and a service account or a gcloud login.'),
  relayCredit: () =>
    vscode.l10n.t('Needs a key with credit. Works from anywhere; the relay sees prompts and pictures.'),
  manyMakersCredit: () =>
    vscode.l10n.t('Needs a key with credit. Many vendors’ models, one key; the relay sees prompts and pictures.'),
  gptImageCredit: () =>
    vscode.l10n.t('Needs a key with credit. Makes GPT Image only; never used as a fallback for Nano Banana.'),
  addressAndKey: () => vscode.l10n.t('Needs the address and its key: a company gateway, another relay.'),
  addressOnly: () => vscode.l10n.t('Needs the address, and the key if there is one: a relay, LiteLLM, this machine.'),
  nothing: () => '',
};

export function needsText(preset: Pick<Preset, 'needs'>): string {
  return needs[preset.needs]();
}

/** What a service is, in a few words. */
function serviceText({ baseUrls, firstParty, wires }: Preset): string {
  if (firstParty) return vscode.l10n.t('official');
  if (baseUrls.length > 0) return vscode.l10n.t('relay');
  return wires[0] === 'gemini'
    ? vscode.l10n.t('an address of your own that speaks generateContent')
    : vscode.l10n.t('an address of your own that speaks chat completions');
}

/** "relay · $0.055 a picture" for the picture that the options describe, where the service has it. */
export function kindText(route: Route, services: Services, options: PictureOptions): string {
  return [serviceText(route.preset), priceText(route, services, options)].filter(Boolean).join(' · ');
}

/** What one picture costs on a route; '' where nobody knows. The model is named where it is not the chosen one. */
export function priceText(route: Route, { catalogue }: Services, options: PictureOptions): string {
  const chosen = findModel(options.model, catalogue);
  if (!chosen || !offerOf(route, chosen)) return '';
  const usd = estimateUsd(route, chosen, options.size);
  return usd === undefined ? '' : vscode.l10n.t('{0} for {1} {2}', formatUsd(usd), chosen.name, options.size);
}
