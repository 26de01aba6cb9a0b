import * as vscode from 'vscode';
import { sizeText } from '../../core/words/sizeText';

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
