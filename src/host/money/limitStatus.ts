import * as vscode from 'vscode';
import { localDayOf } from '../../core/money/localDay';
import type { Standing } from '../../core/money/standing';
import { isNearlyUsed, standingsOf, untilTomorrow } from '../../core/money/standing';
import { errorWords } from '../../core/run/logLines';
import { formatUsd } from '../../core/services/price';
import { SettingsError } from '../../core/settings/settings';
import type { Store } from '../../store/store';
import { section } from '../../ids';
import { readLimits } from '../settings/configuration';
import { openSettings } from '../settings/openSettings';
import { say } from '../window/say';

interface LimitStatusParts {
  readonly store: Pick<Store, 'ledger' | 'told' | 'isThere'>;
  readonly lights: { showLeft(left: { readonly text: string; readonly lines: readonly string[] } | undefined): void };
  readonly log: { warn(line: string): void };
}

/** Keeps the status bar true about what a limit leaves, and warns once a day when little is left. */
export class LimitStatus implements vscode.Disposable {
  readonly #parts: LimitStatusParts;
  readonly #listeners: vscode.Disposable;
  readonly #changed = new vscode.EventEmitter<void>();
  #left = '';
  #midnight: NodeJS.Timeout | undefined;
  #looking = false;
  #again = false;

  constructor(parts: LimitStatusParts) {
    this.#parts = parts;
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(section) && this.look()),
      // other windows spend too
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.look()),
    );
  }

  readonly onDidChange = this.#changed.event;

  /** What the tightest limit leaves, such as "$4.29 left today"; '' where none is set, or nobody knows. */
  get left(): string {
    return this.#left;
  }

  /** Something may have been spent. Never throws. */
  look(): void {
    this.#again = true;
    if (!this.#looking) void this.#lookAll();
  }

  dispose(): void {
    clearTimeout(this.#midnight);
    this.#listeners.dispose();
    this.#changed.dispose();
  }

  async #lookAll(): Promise<void> {
    this.#looking = true;
    while (this.#again) {
      this.#again = false;
      try {
        await this.#look();
      } catch (error) {
        this.#show([]); // a sum that nobody knows is not shown
        if (!(error instanceof SettingsError))
          this.#parts.log.warn(`The limits could not be looked at: ${errorWords(error)}`);
      }
    }
    this.#looking = false;
  }

  async #look(): Promise<void> {
    const { store } = this.#parts;
    const now = Date.now();
    const nothing = { knownUsd: 0, unknownUsd: 0 };
    const standings = await standingsOf(readLimits([]), now, async (counted) =>
      store.isThere() ? store.ledger.spent(counted, 'lasting') : nothing,
    );
    this.#show(standings);
    this.#lookAtMidnight(now, standings.length > 0);
    for (const standing of standings.filter(isNearlyUsed)) await this.#warn(standing);
  }

  #show(standings: readonly Standing[]): void {
    const [tightest] = standings;
    const text = tightest && vscode.l10n.t('{0} left', formatUsd(tightest.leftUsd));
    this.#parts.lights.showLeft(text === undefined ? undefined : { text, lines: standings.map(standingText) });
    this.#left = tightest ? leftText(tightest) : '';
    this.#changed.fire();
  }

  #lookAtMidnight(now: number, isWanted: boolean): void {
    clearTimeout(this.#midnight);
    if (!isWanted) return;
    this.#midnight = setTimeout(() => this.look(), untilTomorrow(now) + 1_000);
    this.#midnight.unref();
  }

  async #warn(standing: Standing): Promise<void> {
    const { limit, limitUsd } = standing;
    try {
      // a limit that was raised is another one
      const isFirst = await this.#parts.store.told.first(
        `${limit} limit of ${limitUsd} nearly used`,
        localDayOf(Date.now()),
      );
      if (isFirst) void this.#tell(standing);
    } catch (error) {
      this.#parts.log.warn(`Nobody was warned of a limit: ${errorWords(error)}`); // the next look does
    }
  }

  async #tell(standing: Standing): Promise<void> {
    const settings = vscode.l10n.t('Open Settings');
    if ((await say.warning(standingText(standing), settings)) === settings) {
      await openSettings(`${section}.${standing.limit}Limit`);
    }
  }
}

function leftText({ limit, leftUsd }: Standing): string {
  const left = formatUsd(leftUsd) ?? '';
  return limit === 'daily' ? vscode.l10n.t('{0} left today', left) : vscode.l10n.t('{0} left this month', left);
}

function standingText({ limit, limitUsd, usedUsd, leftUsd }: Standing): string {
  const [used, most, left] = [usedUsd, limitUsd, leftUsd].map(formatUsd);
  return limit === 'daily'
    ? vscode.l10n.t('{0} of today’s limit of {1} is used; {2} is left.', used ?? '', most ?? '', left ?? '')
    : vscode.l10n.t('{0} of this month’s limit of {1} is used; {2} is left.', used ?? '', most ?? '', left ?? '');
}
