import * as vscode from 'vscode';
import { diagnosisOf } from '../../core/failures/diagnosis';
import type { GenerationFailure } from '../../core/failures/failure';
import type { Picture } from '../../core/run/picture';
import { formatUsd } from '../../core/services/price';
import { wordsOf } from '../../core/words/wordsOf';
import type { ClickEnd } from '../../work/clicks/clickEnd';
import { lostOf } from '../../work/clicks/clickEnd';
import type { ClickPart, MadePicture, SavedPicture } from '../../work/job';
import { NoPictureThere } from '../../work/job';
import { reasonText } from './diagnosisText';
import { moneyText } from './failureText';
import { plainText } from './plainText';
import { referenceChangeTexts, referenceProblemText } from './referenceText';
import { wasSkippedText } from './routeText';

/** The one message after a picture: what was saved, by which route, and what happened on the way. */
export function savedText({ picture, saved, attempts, skipped }: MadePicture): string {
  const parts = [
    whereText(picture, saved),
    lostText(lostOf({ picture, attempts })),
    ...asideTexts({ picture, attempts, skipped }),
  ];
  if (picture.placeholder && !saved.keptBecause) parts.push(vscode.l10n.t('Connect a route for real pictures.'));
  return parts.filter(Boolean).join(' ');
}

/** What may have been paid in vain; '' where that is nothing. */
function lostText(lost: ClickEnd['lost']): string {
  return lost.some(({ charge }) => charge !== 'none') ? moneyText(lost) : '';
}

/** What else there is to say of a picture: what happened on the way, and where it is not what was asked. */
function asideTexts(made: Pick<MadePicture, 'picture' | 'attempts' | 'skipped'>): string[] {
  const { picture } = made;
  return [
    ...onTheWay(made).slice(0, 3),
    ...(picture.askedPixels ? [sizeText(picture)] : []),
    ...referenceChangeTexts(picture),
    ...picture.warnings.map((warning) => plainText(warning)),
  ];
}

/** The one message after several pictures of one click, all of which have ended. */
export function clickText({ made, shares, failed, cancelled, lost, errors }: ClickEnd): string {
  const all = made.length + failed.length + cancelled.length + errors.length;
  if (cancelled.length === all) return [vscode.l10n.t('Cancelled.'), moneyText(lost)].filter(Boolean).join(' ');
  const kept = made.filter(({ saved }) => saved.keptBecause).length;
  const unsuccessful = failed.length + errors.length;
  const parts = [
    made.length === 0 ? vscode.l10n.t('None of the {0} pictures was made.', all) : sharesText({ made, shares }, all),
    made.length > 0 && unsuccessful > 0 && cancelled.length > 0 ? vscode.l10n.t('{0} failed.', unsuccessful) : '',
    cancelled.length > 0 ? vscode.l10n.t('{0} cancelled.', cancelled.length) : '',
    made.length === 0 ? moneyText(lost) : lostText(lost),
    kept > 0 ? vscode.l10n.t('Not saved yet: {0}. Dualtrack is keeping them for you.', kept) : '',
    ...new Set(made.flatMap(asideTexts)),
  ];
  return parts.filter(Boolean).join(' ');
}

/** "2 of 3 pictures saved via APIYI ($0.11)." */
function sharesText({ made, shares }: Pick<ClickEnd, 'made' | 'shares'>, all: number): string {
  const count = made.length;
  const pictures =
    count < all
      ? vscode.l10n.t('{0} of {1} pictures', count, all)
      : count === 1
        ? vscode.l10n.t('1 picture')
        : vscode.l10n.t('{0} pictures', count);
  const [only, ...others] = shares;
  const isSaved = made.every(({ saved }) => !saved.keptBecause);
  if (only && others.length === 0) {
    const via = viaText(only);
    return isSaved ? vscode.l10n.t('{0} saved {1}.', pictures, via) : vscode.l10n.t('{0} made {1}.', pictures, via);
  }
  const parts = shares.map((share) => `${share.count} ${viaText(share)}`).join(', ');
  return isSaved ? vscode.l10n.t('{0} saved: {1}.', pictures, parts) : vscode.l10n.t('{0} made: {1}.', pictures, parts);
}

function viaText({ route, usd }: ClickEnd['shares'][number]): string {
  if (route.preset.standIn || usd === 0) return vscode.l10n.t('via {0} (free)', route.name);
  const price = usd === undefined ? vscode.l10n.t('price unknown') : formatUsd(usd);
  return vscode.l10n.t('via {0} ({1})', route.name, price);
}

/** What happened to the routes that were asked, or would have been asked, before the one that made it. */
function onTheWay({ picture, attempts, skipped }: Pick<MadePicture, 'picture' | 'attempts' | 'skipped'>): string[] {
  const failed = attempts.filter((attempt) => attempt.failure && attempt.route !== picture.route);
  const texts = failed.flatMap(({ route, failure }) => (failure ? [failedText(route.name, failure)] : []));
  return [...new Set([...texts, ...skipped.map(wasSkippedText)])];
}

function failedText(route: string, { facts }: GenerationFailure): string {
  return facts.referenceProblem
    ? vscode.l10n.t('{0} was not asked: {1}', route, referenceProblemText(facts.referenceProblem))
    : vscode.l10n.t('{0} failed: {1}.', route, reasonText(diagnosisOf(facts)));
}

function whereText(picture: Picture, saved: SavedPicture): string {
  const route = picture.route.name;
  if (!saved.keptBecause) {
    if (picture.placeholder) return vscode.l10n.t('Saved a free placeholder, {0}.', saved.label);
    const cost = costText(picture);
    return cost
      ? vscode.l10n.t('Saved {0} via {1} ({2}).', saved.label, route, cost)
      : vscode.l10n.t('Saved {0} via {1}.', saved.label, route);
  }
  if (saved.keptBecause === 'dismissed' && picture.placeholder)
    return vscode.l10n.t('The placeholder isn’t saved yet. Dualtrack is keeping it for you.');
  if (saved.keptBecause === 'dismissed')
    return vscode.l10n.t('The {0} picture isn’t saved yet. Dualtrack is keeping it for you.', route);
  return vscode.l10n.t(
    'The {0} picture couldn’t be saved ({1}). Dualtrack is keeping it for you.',
    route,
    plainText(saved.keptBecause.error),
  );
}

function sizeText({ askedPixels, image, route }: Picture): string {
  const asked = askedPixels ? `${askedPixels.width}×${askedPixels.height}` : '';
  return vscode.l10n.t('Asked for {0}, got {1} from {2}.', asked, `${image.width}×${image.height}`, route.name);
}

function costText({ placeholder, costUsd, charge }: Pick<Picture, 'placeholder' | 'costUsd' | 'charge'>): string {
  if (placeholder || charge === 'none') return '';
  return costUsd === undefined ? vscode.l10n.t('price unknown') : formatUsd(costUsd);
}

/** Why a picture that was made could not be fetched. */
export function fetchErrorText(error: unknown): string {
  return error instanceof NoPictureThere
    ? vscode.l10n.t('There is no picture at its address any more.')
    : wordsOf(error);
}

/** What a line under a picture is made of. */
interface Detailed extends Pick<Picture, 'placeholder' | 'costUsd' | 'charge'> {
  readonly image: { readonly width: number; readonly height: number };
  readonly route: { readonly name: string };
  readonly model: { readonly name: string };
}

/** One line under a picture: route, model, pixels, cost. */
export function detailsText(picture: Detailed): string {
  const { image, route, model, placeholder } = picture;
  const pixels = `${image.width}×${image.height}`;
  if (placeholder) return [vscode.l10n.t('Placeholder'), pixels].join(' · ');
  return [route.name, model.name, pixels, costText(picture)].filter(Boolean).join(' · ');
}

/** What a tile says of the cost, in a word or two; '' where that is nothing. */
export function tileCostText(picture: Pick<Picture, 'placeholder' | 'costUsd' | 'charge'>): string {
  return picture.placeholder ? vscode.l10n.t('Placeholder') : costText(picture);
}

/** Which of several pictures one is, such as "1 of 4". */
export function partText({ nth, of }: ClickPart): string {
  return vscode.l10n.t('{0} of {1}', nth, of);
}
