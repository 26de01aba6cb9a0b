import * as vscode from 'vscode';
import { localDayOf } from '../../../core/money/localDay';
import { maxPromptLength } from '../../../core/pictures/promptLength';
import type { PictureRecord } from '../../../core/run/picture';
import type { DetailsView } from '../../../panel/details';
import { mostSources, mostWays } from '../../../panel/details';
import type { PictureView } from '../../../panel/pictures';
import { dayText } from '../../texts/galleryText';
import type { Told } from '../../texts/pictures/makingWords';
import {
  attemptCostText,
  costWords,
  durationText,
  failureWord,
  modelWords,
  typeWord,
} from '../../texts/pictures/makingWords';
import { plainText, seenText } from '../../texts/plainText';

type Row = DetailsView['rows'][number];
type Way = DetailsView['way'][number];

/** What the details of a picture are made of. */
export interface KnownDetails {
  readonly picture: PictureView;
  readonly record: PictureRecord;
  readonly sources: DetailsView['sources'];
  /** What people call a route, by its id. */
  readonly routeName: (id: string) => string;
  readonly now: Date;
}

/** All that is known of a picture, in the words of the page. What nobody knows is left out. */
export function detailsView({ picture, record, sources, routeName, now }: KnownDetails): DetailsView {
  const { width, height } = record;
  return {
    ...{ picture, width, height },
    prompt: linesOf(record.prompt),
    note: picture.saved || picture.gone ? '' : vscode.l10n.t('Not saved yet. Dualtrack is keeping it for you.'),
    rows: rowsOf(record, now),
    way: wayOf(record, routeName),
    sources: sources.slice(0, mostSources),
  };
}

/** Every sign of it is seen, and its lines stay. */
function linesOf(prompt: string): string {
  const lines = prompt.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return lines.map((line) => seenText(line, maxPromptLength)).join('\n');
}

function rowsOf(record: PictureRecord, now: Date): Row[] {
  const model = modelWords(record);
  const cost = costWords(record);
  const rows: readonly Row[] = [
    { label: vscode.l10n.t('Made'), text: madeText(record, now), aside: '' },
    { label: vscode.l10n.t('Model'), text: model.name, aside: model.id },
    { label: vscode.l10n.t('Size'), text: sizeText(record), aside: '' },
    { label: vscode.l10n.t('Cost'), text: cost.price, aside: cost.kind },
  ];
  return rows
    .filter(({ text }) => text !== '')
    .map(({ label, text, aside }) => ({ label, text: plainText(text), aside: plainText(aside) }));
}

/** Such as "Today 14:22, in 11 s". */
function madeText({ createdAt, attempts }: Pick<PictureRecord, 'createdAt' | 'attempts'>, now: Date): string {
  const day = dayText(localDayOf(createdAt), now);
  const time = new Intl.DateTimeFormat(vscode.env.language, { timeStyle: 'short' }).format(createdAt);
  const ms = attempts.reduce((sum, attempt) => sum + attempt.ms, 0);
  return ms > 0 ? vscode.l10n.t('{0} {1}, in {2}', day, time, durationText(ms)) : vscode.l10n.t('{0} {1}', day, time);
}

/** Such as "asked 2K 16:9, came 2752×1536 PNG". */
function sizeText(told: Told): string {
  const asked = [told.size, told.ratio].filter(Boolean).join(' ');
  const came = told.width > 0 ? `${told.width}×${told.height} ${typeWord(told)}` : '';
  if (asked && came) return vscode.l10n.t('asked {0}, came {1}', asked, came);
  return came || (asked && vscode.l10n.t('asked {0}', asked));
}

function wayOf({ attempts, route }: PictureRecord, routeName: (id: string) => string): Way[] {
  if (attempts.length === 0) return route ? [{ failed: false, route: plainText(routeName(route)), text: '' }] : [];
  return attempts.slice(-mostWays).map((attempt) => {
    const { failure, status } = attempt;
    const result = failure === undefined ? '' : `${status ?? ''} ${failureWord(failure)}`.trim();
    const parts = [result, durationText(attempt.ms), attemptCostText(attempt)];
    return {
      failed: failure !== undefined,
      route: plainText(routeName(attempt.route)),
      text: plainText(parts.filter(Boolean).join(', ')),
    };
  });
}
