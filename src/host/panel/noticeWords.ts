import * as vscode from 'vscode';
import type { NoticeView } from '../../panel/notices';
import type { MadePicture } from '../../work/job';
import type { Notice, NoticeWords } from '../../work/notices';
import { afterMadeButton, downloadButton } from '../remedies/failureActions';
import { fetchErrorText, savedText } from '../texts/pictureText';
import { plainText } from '../texts/plainText';

export function errorNotice(text: string): Notice {
  return { severity: 'error', text, lines: [], buttons: [] };
}

export function infoNotice(text: string): Notice {
  return { severity: 'info', text, lines: [], buttons: [] };
}

/** The words of the panel's notices. */
export const noticeWords: NoticeWords = {
  made: savedNotice,
  error: (error) => errorNotice(fetchErrorText(error)),
  unfetched: unfetchedNotice,
  download: downloadButton,
};

/** A notice as the page may have it. */
export function noticeView(notice: Notice | undefined): NoticeView | undefined {
  if (!notice) return undefined;
  const { severity, text, lines, buttons } = notice;
  return {
    severity,
    text: plainText(text, 1_000),
    lines: lines.map((line) => plainText(line, 1_000)),
    actions: buttons.map(({ id, label }) => ({ id, label })),
  };
}

function savedNotice(made: MadePicture): Notice {
  const button = afterMadeButton(made);
  const severity = made.saved.keptBecause ? 'warning' : 'info';
  return { severity, text: savedText(made), lines: [], buttons: button ? [button] : [] };
}

function unfetchedNotice(count: number): Notice {
  const text =
    count === 1
      ? vscode.l10n.t('A picture is ready but hasn’t been downloaded.')
      : vscode.l10n.t('{0} pictures are ready but haven’t been downloaded.', count);
  return { severity: 'warning', text, lines: [], buttons: [] };
}
