import { presets } from '../../src/core/services/presets';
import { drawLatency } from './draws';
import { faults } from './faults';
import type { Fault, ScenarioRoute } from './scenario';
import type { VirtualClock } from '../harness/virtualClock';

/** One call that a service takes money for. */
export interface BillEntry {
  readonly job: number;
  readonly usd: number;
}

/** What a client sees of its request. `late`: its own deadline came first. */
export type Answer = 'picture' | 'late' | Fault;

/** A service that makes pictures and has faults as its phases say, and that keeps the bill its user will see. */
export class Service {
  readonly #route: ScenarioRoute;
  readonly #clock: VirtualClock;
  readonly #draw: () => number;
  readonly #began: number;
  readonly #bill: BillEntry[];

  constructor(route: ScenarioRoute, clock: VirtualClock, draw: () => number, bill: BillEntry[]) {
    this.#route = route;
    this.#clock = clock;
    this.#draw = draw;
    this.#began = clock.elapsed();
    this.#bill = bill;
  }

  /** One request. What it costs is settled once it is there: a client that goes away early pays all the same. */
  async request(job: number, deadlineMs: number, signal?: AbortSignal): Promise<Answer> {
    const { fault, ms } = this.#decide();
    if (this.#bills(fault)) this.#bill.push({ job, usd: this.#route.priceUsd });
    await this.#clock.sleep(Math.min(ms, deadlineMs), signal);
    return ms > deadlineMs ? 'late' : (fault ?? 'picture');
  }

  #bills(fault: Fault | undefined): boolean {
    if (!fault) return true;
    // where tokens are billed, an answer in words costs a fraction of a cent
    const cheap = fault.kind === 'noPicture' && presets[this.#route.preset].pictureless === 'tokens';
    return fault.billed ?? (faults[fault.kind].billed && !cheap);
  }

  #decide(): { readonly fault: Fault | undefined; readonly ms: number } {
    const minute = (this.#clock.elapsed() - this.#began) / 60_000;
    const phase = this.#route.phases.findLast(({ fromMinute }) => fromMinute <= minute);
    const { medianSeconds, spread } = this.#route.latency;
    const seconds = drawLatency(medianSeconds * (phase?.slower ?? 1), spread, this.#draw);
    const fault = pick(phase?.faults ?? [], this.#draw());
    return { fault, ms: (fault ? (fault.afterSeconds ?? faults[fault.kind].seconds) : seconds) * 1000 };
  }
}

function pick(list: readonly Fault[], drawn: number): Fault | undefined {
  let below = 0;
  return list.find(({ share }) => drawn < (below += share));
}
