import * as vscode from 'vscode';
import { failureKinds } from '../../../core/failures/policy';
import type { AspectRatio, ImageSize } from '../../../core/pictures/image';
import { expectedPixels } from '../../../core/pictures/pixels';
import type { PictureRecord } from '../../../core/run/picture';
import { findModel } from '../../../core/services/models';
import { formatUsd } from '../../../core/services/price';
import { reasonText } from '../diagnosisText';

/** What is told of a picture, wherever it is told; what nobody knows is ''. */
export type Told = Pick<
  PictureRecord,
  | 'model'
  | 'modelId'
  | 'route'
  | 'size'
  | 'ratio'
  | 'width'
  | 'height'
  | 'mime'
  | 'costUsd'
  | 'priceKind'
  | 'createdAt'
  | 'caller'
  | 'placeholder'
>;

type AttemptSummary = PictureRecord['attempts'][number];

/** What people call a model, and its id where that says more. */
export function modelWords({ model, modelId }: Pick<Told, 'model' | 'modelId'>): { name: string; id: string } {
  const name = findModel(model)?.name ?? model;
  return { name, id: modelId === name ? '' : modelId };
}

/** '' for a model or a size that is not one of ours. */
export function askedPixels({ model: id, size, ratio }: Pick<Told, 'model' | 'size' | 'ratio'>): string {
  const model = findModel(id);
  const hasSize = (model?.sizes as readonly string[] | undefined)?.includes(size);
  const hasRatio = (model?.ratios as readonly string[] | undefined)?.includes(ratio);
  if (!model || !hasSize || !hasRatio) return '';
  const { width, height } = expectedPixels(model, size as ImageSize, ratio as AspectRatio);
  return `${width}×${height}`;
}

/** Such as "PNG". */
export function typeWord({ mime }: Pick<Told, 'mime'>): string {
  return mime.replace('image/', '').toUpperCase();
}

/** What a picture cost, and how that is known; '' where the price says it all. */
export function costWords({ costUsd, priceKind, placeholder }: Pick<Told, 'costUsd' | 'priceKind' | 'placeholder'>): {
  price: string;
  kind: string;
} {
  if (placeholder) return { price: vscode.l10n.t('free (a placeholder)'), kind: '' };
  if (costUsd === undefined) return { price: vscode.l10n.t('price unknown'), kind: '' };
  return { price: formatUsd(costUsd), kind: priceKind === undefined ? '' : priceKindText(priceKind) };
}

/** How a cost is known; another kind, such as one of a later version, says itself. */
function priceKindText(kind: string): string {
  const texts: Readonly<Record<string, string>> = {
    measured: vscode.l10n.t('measured by tokens'),
    reported: vscode.l10n.t('reported by the service'),
    listed: vscode.l10n.t('list price'),
    estimated: vscode.l10n.t('estimated'),
    unknown: vscode.l10n.t('not certain'),
  };
  return Object.hasOwn(texts, kind) ? (texts[kind] ?? kind) : kind;
}

/** Such as "10.6 s". */
export function durationText(ms: number): string {
  const seconds = new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 1 }).format(ms / 1000);
  return vscode.l10n.t('{0} s', seconds);
}

/** Why an attempt failed, in the words of a diagnosis where it is one of ours. */
export function failureWord(failure: string): string {
  const kind = failureKinds.find((known) => known === failure);
  return kind ? reasonText(kind) : failure;
}

/** What an attempt cost: "free", a price, or what may have been charged. */
export function attemptCostText({ charge, costUsd }: Pick<AttemptSummary, 'charge' | 'costUsd'>): string {
  if (charge === 'none') return vscode.l10n.t('free');
  return charge === 'billed' ? priceText(costUsd) : mayCostText(costUsd);
}

/** As a part of a sentence about an attempt. */
export function chargedText({ charge, costUsd }: Pick<AttemptSummary, 'charge' | 'costUsd'>): string {
  if (charge === 'none') return vscode.l10n.t('not charged');
  return charge === 'billed' ? vscode.l10n.t('charged {0}', priceText(costUsd)) : mayCostText(costUsd);
}

/** Of a picture whose file has other bytes now. */
export function changedSinceText(): string {
  return vscode.l10n.t('The file has been changed since. This is how the picture that was saved here was made.');
}

function mayCostText(costUsd: number | undefined): string {
  return vscode.l10n.t('may have been charged {0}', priceText(costUsd));
}

function priceText(costUsd: number | undefined): string {
  return costUsd === undefined ? vscode.l10n.t('price unknown') : formatUsd(costUsd);
}
