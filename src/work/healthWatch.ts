import type { Clock } from '../core/clock';
import type { Health } from '../core/run/health';
import { Changes } from './changes';

/** A timer cannot be set for much longer. */
const longestWaitMs = 3_600_000;

/** Tells when another route would be asked: when something was learned of one, and when a rest ends. */
export class HealthWatch {
  readonly #health: Pick<Health, 'onDidChange' | 'msToNextChange'>;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #changes = new Changes();
  readonly #listening: { dispose(): void };
  #waiting = new AbortController();

  readonly onDidChange = this.#changes.on;

  constructor(health: Pick<Health, 'onDidChange' | 'msToNextChange'>, clock: Pick<Clock, 'sleep'>) {
    this.#health = health;
    this.#clock = clock;
    this.#listening = health.onDidChange(() => this.#tell());
  }

  dispose(): void {
    this.#listening.dispose();
    this.#waiting.abort();
    this.#changes.dispose();
  }

  #tell(): void {
    this.#waiting.abort();
    this.#waiting = new AbortController();
    this.#changes.fire();
    void this.#waitForNext(this.#waiting.signal);
  }

  async #waitForNext(signal: AbortSignal): Promise<void> {
    const ms = this.#health.msToNextChange();
    if (ms === undefined) return;
    // a moment more, so that the rest is over by then
    await this.#clock.sleep(Math.min(ms + 50, longestWaitMs), signal).catch(() => undefined);
    if (!signal.aborted) this.#tell();
  }
}
