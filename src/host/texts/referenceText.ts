import * as vscode from 'vscode';
import type { Picture } from '../../core/run/picture';
import type { ReferenceProblem, UndecodableForm } from '../../core/pictures/reference';
import { sizeText } from '../../core/words/sizeText';

/** The pictures to work from in a few words: "2 references: a.png, b.jpg"; '' for none. */
export function referencesText(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), '…'] : names;
  if (names.length === 0) return '';
  return names.length === 1
    ? vscode.l10n.t('1 reference: {0}', shown.join(', '))
    : vscode.l10n.t('{0} references: {1}', names.length, shown.join(', '));
}

/** One sentence for each picture that was made smaller for the route; where there are many, one for them all. */
export function referenceChangeTexts({ referenceChanges = [], route }: Picture): string[] {
  if (referenceChanges.length > 3) {
    return [vscode.l10n.t('{0} reference pictures were made smaller for {1}.', referenceChanges.length, route.name)];
  }
  return referenceChanges.map(({ name, to }) =>
    vscode.l10n.t('Reference {0} was made smaller for {1}: {2}.', name, route.name, `${to.width}×${to.height}`),
  );
}

/** What was dropped is no file that could be looked at. */
export function noPictureText(): string {
  return vscode.l10n.t('Only picture files can be dropped here.');
}

/** Why a picture to work from was not sent, as a sentence that names it. */
export function referenceProblemText(problem: ReferenceProblem): string {
  switch (problem.what) {
    case 'tooMany':
      return mostText(problem.most);
    case 'unknownType':
      return vscode.l10n.t('{0} is no PNG, JPEG, WebP, HEIC or HEIF picture.', problem.name);
    case 'typeNotTaken':
      return vscode.l10n.t(
        '{0} is of the type {1}, which is not taken there; save it as JPEG.',
        problem.name,
        typeName(problem.mime),
      );
    case 'cannotShrink':
      return vscode.l10n.t(
        '{0} is larger than {1}, and a picture of the type {2} cannot be made smaller here; save it as JPEG.',
        problem.name,
        sizeText(problem.maxBytes),
        typeName(problem.mime),
      );
    case 'cannotDecode':
      return undecodableText(problem.name, problem.form);
    case 'tooManyPixels':
      return vscode.l10n.t(
        '{0} has too many pixels to be made smaller here: {1}.',
        problem.name,
        `${problem.width}×${problem.height}`,
      );
    case 'tooLarge':
      return vscode.l10n.t(
        '{0} is too large even when made smaller: {1} are the most.',
        problem.name,
        sizeText(problem.maxBytes),
      );
    case 'unreadable':
      return vscode.l10n.t('{0} has to be made smaller and cannot be read; it may be damaged.', problem.name);
  }
}

/** What the picture is, and what to do with it. */
function undecodableText(name: string, form: UndecodableForm): string {
  switch (form) {
    case 'cmykJpeg':
      return vscode.l10n.t(
        '{0} is a CMYK JPEG, a format for print, and too large to send as it is; convert it to RGB.',
        name,
      );
    case 'rareJpeg':
      return vscode.l10n.t(
        '{0} is a JPEG of a rare kind (lossless, arithmetic-coded or with more than 8 bits) and too large to send as it is; save it as an ordinary JPEG.',
        name,
      );
    case 'animatedWebp':
      return vscode.l10n.t(
        '{0} is an animated WebP and too large to send as it is; save one frame of it as PNG or JPEG.',
        name,
      );
    case 'hdrPng':
      return vscode.l10n.t('{0} is an HDR PNG and too large to send as it is; save it in SDR, as PNG or JPEG.', name);
  }
}

/** The end of a sentence that began with the route's name. */
export function mostText(most: number): string {
  if (most === 0) return vscode.l10n.t('takes no reference pictures.');
  return most === 1
    ? vscode.l10n.t('takes only one reference picture.')
    : vscode.l10n.t('takes at most {0} reference pictures.', most);
}

/** How many pictures to work from the model takes. */
export function mostWithText(most: number, model: string): string {
  return vscode.l10n.t('At most {0} with {1}.', most, model);
}

export function tooManyText(most: number, model: string, surplus: number): string {
  return surplus === 1
    ? vscode.l10n.t('At most {0} with {1}: remove one.', most, model)
    : vscode.l10n.t('At most {0} with {1}: remove {2}.', most, model, surplus);
}

/** A route that is not asked, and why: the rest of a sentence that begins with its name. */
export function withoutText(route: string, why: string): string {
  return vscode.l10n.t('{0}: {1}', route, why);
}

/** A picture that is larger than what the route takes. `number`: as the page shows it. */
export function smallerText(number: number, bytes: number, route: string, most: number): string {
  return vscode.l10n.t(
    'image {0} is {1}: {2} takes {3}, so it is made smaller.',
    number,
    sizeText(bytes),
    route,
    sizeText(most),
  );
}

/** All of them are more than what the route takes. */
export function togetherText(bytes: number, route: string, most: number): string {
  return vscode.l10n.t(
    'Together they are {0}: {1} takes {2}, so the largest are made smaller.',
    sizeText(bytes),
    route,
    sizeText(most),
  );
}

function typeName(mime: string): string {
  return mime.replace('image/', '').toUpperCase();
}
