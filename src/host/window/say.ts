import * as vscode from 'vscode';
import { plainText } from '../texts/plainText';
import type { OwnLink } from './messageText';
import { messageText } from './messageText';

/** A message with more than its words. */
export interface Said {
  readonly text: string;
  /** The user answers it before all else; each detail is a paragraph below the text. */
  readonly modal?: { readonly details: readonly string[] };
  readonly link?: OwnLink;
}

type Show = <T extends vscode.MessageItem>(
  text: string,
  options: vscode.MessageOptions,
  ...items: T[]
) => Thenable<T | undefined>;

/** Shows a message; gives the label that was pressed, or undefined. */
type Say = (said: string | Said, ...labels: readonly string[]) => Promise<string | undefined>;

/**
 * The one way to say something in a message. VS Code renders links in it that run commands, so nothing reaches it that is not
 * plain, wherever it comes from; a link of our own has its own place.
 */
export const say: { readonly info: Say; readonly warning: Say; readonly error: Say } = {
  info: sayWith((...message) => vscode.window.showInformationMessage(...message)),
  warning: sayWith((...message) => vscode.window.showWarningMessage(...message)),
  error: sayWith((...message) => vscode.window.showErrorMessage(...message)),
};

function sayWith(show: Show): Say {
  return async (said, ...labels) => {
    const { text, modal, link }: Said = typeof said === 'string' ? { text: said } : said;
    const options = modal
      ? { modal: true, detail: modal.details.map((one) => plainText(one, 2_000)).join('\n\n') }
      : {};
    const items = labels.map((label) => ({ title: plainText(label, 100), label }));
    return (await show(messageText(text, link), options, ...items))?.label;
  };
}
