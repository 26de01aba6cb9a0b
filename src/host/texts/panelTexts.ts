import * as vscode from 'vscode';
import { maxPromptLength } from '../../core/pictures/promptLength';
import { mostUploadBytes } from '../../panel/references';
import type { PanelTexts } from '../../panel/texts';
import { sizeText } from '../../core/words/sizeText';
import { noPictureText } from './referenceText';
import { detailsTexts } from './pictures/detailsTexts';
import { vertexOnlyText } from './vertexText';

/** The page's own texts, in the user's language. */
export function panelTexts(): PanelTexts {
  const send = process.platform === 'darwin' ? '⌘Enter' : 'Ctrl+Enter';
  return {
    title: vscode.l10n.t('Generate Image'),
    prompt: vscode.l10n.t('Prompt'),
    promptPlaceholder: vscode.l10n.t('What should the picture show? ({0} to generate)', send),
    model: vscode.l10n.t('Model'),
    size: vscode.l10n.t('Size'),
    ratio: vscode.l10n.t('Aspect ratio'),
    references: vscode.l10n.t('Reference pictures'),
    addReferences: vscode.l10n.t('Add References…'),
    removeReference: vscode.l10n.t('Remove'),
    addReferencesHint: vscode.l10n.t(
      'Add References… Pictures can also be dropped here or pasted; hold Shift to drop them from the Explorer.',
    ),
    referenceHint:
      process.platform === 'darwin'
        ? vscode.l10n.t('Click to name it in the prompt. ⌥← and ⌥→ move it, Delete removes it.')
        : vscode.l10n.t('Click to name it in the prompt. Alt+Left and Alt+Right move it, Delete removes it.'),
    dropHere: vscode.l10n.t('Drop to add as reference'),
    dropWithShift: vscode.l10n.t('Hold Shift and drop to add as reference'),
    dropNoPicture: noPictureText(),
    dropTooLarge: vscode.l10n.t(
      '{0} is larger than {1}. Add it as a file with Add References… instead.',
      '{0}',
      sizeText(mostUploadBytes),
    ),
    addingReference: vscode.l10n.t('Adding a reference picture…'),
    mentionLeft: vscode.l10n.t(
      'The prompt names “{0}”, and the numbers have changed. Check which picture it means.',
      '{0}',
    ),
    vertex: vscode.l10n.t('Vertex AI options'),
    vertexOnly: vertexOnlyText(),
    outputType: vscode.l10n.t('Output type'),
    quality: vscode.l10n.t('JPEG quality'),
    people: vscode.l10n.t('People'),
    generate: vscode.l10n.t('Generate'),
    cancel: vscode.l10n.t('Cancel'),
    cancelAll: vscode.l10n.t('Cancel All'),
    count: vscode.l10n.t('Pictures'),
    route: vscode.l10n.t('Route'),
    promptCut: vscode.l10n.t(
      'The text was cut: a prompt has at most {0} characters.',
      maxPromptLength.toLocaleString(vscode.env.language),
    ),
    folder: vscode.l10n.t('Folder'),
    cancelling: vscode.l10n.t('Cancelling…'),
    jobs: vscode.l10n.t('Now'),
    idle: vscode.l10n.t('Nothing is running.'),
    interrupted: vscode.l10n.t('Interrupted'),
    makeAgain: vscode.l10n.t('Make Again'),
    settle: vscode.l10n.t('Settle…'),
    pictures: vscode.l10n.t('Pictures'),
    empty: vscode.l10n.t('Pictures you make appear here.'),
    search: vscode.l10n.t('Search pictures'),
    scope: vscode.l10n.t('Show pictures of'),
    thisWorkspace: vscode.l10n.t('This Workspace'),
    everywhere: vscode.l10n.t('All'),
    nothingFound: vscode.l10n.t('No pictures found.'),
    noneHere: vscode.l10n.t('No pictures in this workspace yet.'),
    clearSearch: vscode.l10n.t('Clear Search'),
    ...filterTexts(),
    gone: vscode.l10n.t('No longer in the project'),
    pictureSize: vscode.l10n.t('Picture size'),
    favourite: vscode.l10n.t('Favorite'),
    addFavorite: vscode.l10n.t('Add to Favorites'),
    removeFavorite: vscode.l10n.t('Remove from Favorites'),
    selected: vscode.l10n.t('{0} selected', '{0}'),
    copyPaths: vscode.l10n.t('Copy Paths'),
    clearSelection: vscode.l10n.t('Clear Selection'),
    locate: vscode.l10n.t('Locate…'),
    forget: vscode.l10n.t('Forget'),
    connect: vscode.l10n.t('Connect a Route'),
    open: vscode.l10n.t('Open'),
    insert: vscode.l10n.t('Insert at Cursor'),
    copyPath: vscode.l10n.t('Copy Path'),
    howMade: vscode.l10n.t('Show How It Was Made'),
    recover: vscode.l10n.t('Save As…'),
    dismiss: vscode.l10n.t('Dismiss'),
    ...detailsTexts(),
    info: vscode.l10n.t('Information'),
    warning: vscode.l10n.t('Warning'),
    error: vscode.l10n.t('Error'),
  };
}

/** Of the gallery's filter. */
function filterTexts() {
  return {
    favorites: vscode.l10n.t('Favorites'),
    filter: vscode.l10n.t('Filter'),
    any: vscode.l10n.t('Any'),
    askedBy: vscode.l10n.t('Asked by'),
    date: vscode.l10n.t('Date'),
    today: vscode.l10n.t('Today'),
    week: vscode.l10n.t('Last 7 Days'),
    month: vscode.l10n.t('Last 30 Days'),
    range: vscode.l10n.t('Date Range…'),
    from: vscode.l10n.t('From'),
    to: vscode.l10n.t('To'),
    clearFilters: vscode.l10n.t('Clear Filters'),
    removeFilter: vscode.l10n.t('Remove filter'),
    noneMatch: vscode.l10n.t('No pictures match these filters.'),
  };
}
