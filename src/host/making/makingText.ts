import * as vscode from 'vscode';
import type { PictureRecord } from '../../core/run/picture';
import type { NotesAnswer } from '../../imaging/metadata/fileNotes';
import type { FoundReference, Making } from '../../work/making/findMaking';
import type { Told } from '../texts/pictures/makingWords';
import {
  askedPixels,
  changedSinceText,
  chargedText,
  costWords,
  durationText,
  failureWord,
  modelWords,
  typeWord,
} from '../texts/pictures/makingWords';
import { plainLine, plainMarkdown } from '../texts/plainText';
import { notesLines } from './notesText';

/** A picture, and all that is known of how it was made. */
export interface ShownMaking {
  /** As people know it. */
  readonly label: string;
  readonly making: Making;
  readonly notes: NotesAnswer;
  /** What people call a route, by its id. */
  readonly routeName: (id: string) => string;
  /** A place as people know it, by its URI. */
  readonly placeName: (uri: string) => string;
}

/** Longer lines of a prompt are cut. */
const mostOfALine = 20_000;

/** How a picture was made, as a document that reads well as it stands, in the editor and aloud. */
export function makingDocument(shown: ShownMaking): string {
  const lines = [
    `# ${vscode.l10n.t('How It Was Made')}`,
    '',
    plainMarkdown(shown.label),
    '',
    ...makingLines(shown),
    `## ${vscode.l10n.t('What the File Says')}`,
    '',
    ...notesLines(shown.notes),
  ];
  return `${lines.map((line) => plainLine(line, mostOfALine + 10)).join('\n')}\n`;
}

function makingLines(shown: ShownMaking): string[] {
  const { making } = shown;
  if (making.kind === 'unknown') {
    return [
      vscode.l10n.t(
        'Dualtrack did not make this picture, or no longer has it in its history. Here is what the file says.',
      ),
      '',
    ];
  }
  const about = foundText(shown);
  if (making.kind === 'known') {
    const { entry } = making;
    return [
      ...(about ? [about, ''] : []),
      ...promptLines(entry.prompt),
      ...pictureLines(entry, shown),
      ...referenceLines(making.references, shown),
      ...attemptLines(entry, shown),
    ];
  }
  const { sidecar } = making;
  const record = { ...sidecar, createdAt: Date.parse(sidecar.made), placeholder: sidecar.placeholder ?? false };
  return [
    ...(about ? [about, ''] : []),
    ...promptLines(sidecar.prompt),
    ...pictureLines(record, shown),
    ...referenceLines(making.references, shown),
  ];
}

/** Where it was found, and whether it is still the same; '' where it is as it was saved. */
function foundText({ making, placeName }: ShownMaking): string {
  if (making.kind === 'unknown') return '';
  if (making.kind === 'sidecar') {
    const told = vscode.l10n.t(
      'This comes from the file beside the picture. Dualtrack has no record of making it on this machine.',
    );
    return making.file === 'same'
      ? told
      : `${told} ${vscode.l10n.t('The picture has been changed since, or belongs to another file.')}`;
  }
  const before = placeName(making.entry.uri);
  switch (making.file) {
    case 'same':
      return '';
    case 'moved':
      return vscode.l10n.t('Found by its content: it was moved or renamed. Before, it was {0}.', before);
    case 'copied':
      return vscode.l10n.t('Found by its content: this is a copy of {0}.', before);
    case 'changed':
      return changedSinceText();
  }
}

function promptLines(prompt: string): string[] {
  const lines = prompt.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return [
    `## ${vscode.l10n.t('Prompt')}`,
    '',
    ...(prompt.trim() === '' ? [vscode.l10n.t('not known')] : lines.map((line) => quoted(line))),
    '',
  ];
}

function quoted(line: string): string {
  return `> ${plainMarkdown(line, mostOfALine)}`.trimEnd();
}

function pictureLines(told: Told, { routeName }: ShownMaking): string[] {
  const model = modelWords(told);
  const at = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'long', timeStyle: 'medium' });
  const rows: readonly (readonly [string, string])[] = [
    [vscode.l10n.t('Model'), model.id ? `${model.name} (${model.id})` : model.name],
    [vscode.l10n.t('Route'), told.route && routeName(told.route)],
    [vscode.l10n.t('Asked for'), [told.size, told.ratio, askedPixels(told)].filter(Boolean).join(', ')],
    [vscode.l10n.t('Got'), `${told.width}×${told.height}, ${typeWord(told)}`],
    [vscode.l10n.t('Cost'), costText(told)],
    [vscode.l10n.t('Made'), at.format(told.createdAt)],
    [vscode.l10n.t('Asked for by'), callerText(told.caller)],
  ];
  const lines = rows.map(([name, value]) => `- ${name}: ${value || vscode.l10n.t('not known')}`);
  return [`## ${vscode.l10n.t('Picture')}`, '', ...lines, ''];
}

function costText(told: Told): string {
  const { price, kind } = costWords(told);
  return kind ? `${price} (${kind})` : price;
}

function callerText(caller: Told['caller']): string {
  if (caller === 'agent') return vscode.l10n.t('an agent');
  if (caller === 'list') return vscode.l10n.t('a picture list');
  return vscode.l10n.t('a person');
}

function referenceLines(references: readonly FoundReference[], shown: ShownMaking): string[] {
  if (references.length === 0) return [];
  const lines = references.map((reference, index) => `${index + 1}. ${referenceText(reference, shown)}`);
  return [`## ${vscode.l10n.t('Reference Pictures')}`, '', ...lines, ''];
}

function referenceText({ name, uri, state, now }: FoundReference, { placeName }: ShownMaking): string {
  const place = uri === undefined ? undefined : placeName(uri);
  const called = place ?? name ?? vscode.l10n.t('a picture without a name');
  switch (state) {
    case 'unchanged':
      return vscode.l10n.t('{0}: found, unchanged', called);
    case 'there':
      return vscode.l10n.t('{0}: found', called);
    case 'changed':
      return vscode.l10n.t('{0}: found, changed since', called);
    case 'elsewhere':
      return vscode.l10n.t('{0}: found at {1}', called, placeName(now ?? ''));
    case 'missing':
      return vscode.l10n.t('{0}: missing', called);
    case 'untold':
      return called;
  }
}

function attemptLines({ attempts }: Pick<PictureRecord, 'attempts'>, shown: ShownMaking): string[] {
  if (attempts.length === 0) return [];
  const lines = attempts.map((attempt, index) => `${index + 1}. ${attemptText(attempt, shown)}`);
  return [`## ${vscode.l10n.t('Attempts')}`, '', ...lines, ''];
}

type AttemptSummary = PictureRecord['attempts'][number];

function attemptText(attempt: AttemptSummary, shown: ShownMaking): string {
  const { route, modelId, failure, status, ms } = attempt;
  const parts = [
    failure === undefined ? vscode.l10n.t('delivered') : failedText(failure, status),
    chargedText(attempt),
    durationText(ms),
  ];
  return `${shown.routeName(route)} (${modelId}): ${parts.join('; ')}`;
}

function failedText(failure: string, status: number | undefined): string {
  const code = status === undefined ? failure : vscode.l10n.t('{0}, status {1}', failure, status);
  return vscode.l10n.t('failed, {0} ({1})', failureWord(failure), code);
}
