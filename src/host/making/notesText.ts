import * as vscode from 'vscode';
import type { ContentCredentials, Note, NotesAnswer } from '../../imaging/metadata/fileNotes';
import { plainMarkdown } from '../texts/plainText';

/** Longer texts of a file are cut. */
const mostCharacters = 500;

/** What a picture's file says of itself, in the lines of a document. */
export function notesLines(answer: NotesAnswer): string[] {
  if ('failed' in answer) return [failedText(answer)];
  const { credentials, exif, xmp, texts } = answer.notes;
  return [
    ...credentialsLines(credentials),
    ...group('EXIF', exif),
    ...group('XMP', xmp),
    ...(texts.length > 0 ? group(vscode.l10n.t('PNG text'), texts) : []),
  ];
}

function failedText(answer: Extract<NotesAnswer, { failed: string }>): string {
  switch (answer.failed) {
    case 'noPicture':
      return vscode.l10n.t('The file isn’t a PNG, JPEG or WebP picture.');
    case 'tooLarge':
      return vscode.l10n.t('The file is too large to look into.');
    case 'unreadable':
      return answer.detail
        ? vscode.l10n.t('The file cannot be read: {0}', plainMarkdown(answer.detail, mostCharacters))
        : vscode.l10n.t('The file cannot be read.');
  }
}

function credentialsLines(credentials: ContentCredentials | undefined): string[] {
  if (!credentials) return [vscode.l10n.t('Content Credentials (C2PA): none'), ''];
  const { generator, sourceTypes, actions } = credentials;
  const rows: readonly (readonly [string, string])[] = [
    [vscode.l10n.t('Written by'), generator ?? ''],
    [vscode.l10n.t('Source type'), sourceTypes.join(', ')],
    [vscode.l10n.t('Actions'), actions.join(', ')],
  ];
  return [
    vscode.l10n.t('Content Credentials (C2PA): present; their signature was not checked'),
    '',
    ...rows.filter(([, value]) => value).map(([name, value]) => `- ${name}: ${plainMarkdown(value, mostCharacters)}`),
    '',
  ];
}

function group(name: string, notes: readonly Note[]): string[] {
  if (notes.length === 0) return [vscode.l10n.t('{0}: none', name), ''];
  const lines = notes.map((note) => `- ${plainMarkdown(note.name, 100)}: ${plainMarkdown(note.text, mostCharacters)}`);
  return [`${name}:`, '', ...lines, ''];
}
