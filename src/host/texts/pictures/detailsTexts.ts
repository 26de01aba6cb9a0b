import * as vscode from 'vscode';
import type { PanelTexts } from '../../../panel/texts';

type Name =
  | 'details'
  | 'back'
  | 'close'
  | 'copyPrompt'
  | 'file'
  | 'way'
  | 'madeFrom'
  | 'zoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'fit'
  | 'actualSize'
  | 'previewOnly';

/** The page's own texts beside one picture. */
export function detailsTexts(): Pick<PanelTexts, Name> {
  return {
    details: vscode.l10n.t('Details'),
    back: vscode.l10n.t('Back to Pictures'),
    close: vscode.l10n.t('Close Details'),
    copyPrompt: vscode.l10n.t('Copy'),
    file: vscode.l10n.t('File'),
    way: vscode.l10n.t('Route'),
    madeFrom: vscode.l10n.t('From'),
    zoom: vscode.l10n.t('Picture; plus and minus zoom, 0 fits, 1 shows it at 100%'),
    zoomIn: vscode.l10n.t('Zoom In'),
    zoomOut: vscode.l10n.t('Zoom Out'),
    fit: vscode.l10n.t('Fit'),
    actualSize: vscode.l10n.t('100%'),
    previewOnly: vscode.l10n.t('Only a preview can be shown.'),
  };
}
