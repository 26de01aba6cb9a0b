import * as vscode from 'vscode';
import type { Attempt } from '../../core/attempts';
import { diagnosisOf } from '../../core/diagnosis';
import type { GenerationFailure } from '../../core/failure';
import type { Picture } from '../../core/generate';
import { formatUsd } from '../../core/price';
import type { SavedPicture } from '../saver';
import { reasonText } from './diagnosisText';
import { plainText } from './plainText';
import { referenceChangeTexts, referenceProblemText } from './referenceText';

/** The one message after a picture: what was saved, by which route, and what happened on the way. */
export function savedText(picture: Picture, saved: SavedPicture, attempts: readonly Attempt[]): string {
  const parts = [whereText(picture, saved)];
  const failed = attempts.filter((attempt) => attempt.failure && attempt.route !== picture.route);
  for (const { route, failure } of failed.slice(0, 3)) {
    if (failure) parts.push(failedText(route.name, failure));
  }
  if (picture.askedPixels) parts.push(sizeText(picture));
  parts.push(...referenceChangeTexts(picture));
  parts.push(...picture.warnings.map((warning) => plainText(warning)));
  if (picture.placeholder) parts.push(vscode.l10n.t('It was drawn on this machine: no route is connected yet.'));
  return parts.join(' ');
}

function failedText(route: string, { facts }: GenerationFailure): string {
  return facts.referenceProblem
    ? vscode.l10n.t('{0} was not asked: {1}', route, referenceProblemText(facts.referenceProblem))
    : vscode.l10n.t('{0} failed: {1}.', route, reasonText(diagnosisOf(facts)));
}

function whereText(picture: Picture, saved: SavedPicture): string {
  const route = picture.route.name;
  if (!saved.keptBecause) {
    const cost = costText(picture);
    return cost
      ? vscode.l10n.t('Saved {0} via {1} ({2}).', saved.label, route, cost)
      : vscode.l10n.t('Saved {0} via {1}.', saved.label, route);
  }
  if (saved.keptBecause === 'dismissed')
    return vscode.l10n.t('The picture via {0} is not saved yet; it is kept.', route);
  return vscode.l10n.t(
    'The picture via {0} could not be saved ({1}); it is kept.',
    route,
    plainText(saved.keptBecause.error),
  );
}

function sizeText({ askedPixels, image, route }: Picture): string {
  const asked = askedPixels ? `${askedPixels.width}×${askedPixels.height}` : '';
  return vscode.l10n.t('Asked for {0}, got {1} from {2}.', asked, `${image.width}×${image.height}`, route.name);
}

function costText({ placeholder, costUsd, charge }: Picture): string {
  if (placeholder || charge === 'none') return '';
  return costUsd === undefined ? vscode.l10n.t('price unknown') : formatUsd(costUsd);
}

/** One line under a picture: route, model, pixels, cost. */
export function detailsText(picture: Picture): string {
  const { image, route, model, placeholder } = picture;
  const pixels = `${image.width}×${image.height}`;
  if (placeholder) return [route.name, pixels].join(' · ');
  return [route.name, model.name, pixels, costText(picture)].filter(Boolean).join(' · ');
}
