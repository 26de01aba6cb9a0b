import type { Fault } from './faults';
import type { RecordedRequest } from './recorded';
import type { RouteName } from './routes';
import { paidRoutes } from './routes';

/** To which requests a fault happens. */
export interface When {
  /** How many; default 1, with `probability` all. `Infinity`: all from now on. */
  readonly times?: number;
  /** Default: the three routes that make pictures. */
  readonly on?: RouteName | 'any';
  /** Only to this share of them, by the emulator's seeded random. */
  readonly probability?: number;
  /** Only to those that pass; method, path and headers are known, the body is not. */
  readonly only?: (request: RecordedRequest) => boolean;
}

interface Rule {
  readonly fault: Fault;
  readonly when: When;
  left: number;
}

/** The faults to come, in order: a request gets the first that is meant for it. */
export class Script {
  #rules: Rule[] = [];
  #isUsed = false;
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Whether any fault was ever added. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  add(faults: Fault | readonly Fault[], when: When): void {
    this.#isUsed = true;
    const left = when.times ?? (when.probability === undefined ? 1 : Infinity);
    const list: readonly Fault[] = 'do' in faults ? [faults] : faults;
    this.#rules.push(...list.map((fault) => ({ fault, when, left })));
  }

  pick(request: RecordedRequest): Fault | undefined {
    const rule = this.#rules.find(({ when }) => meant(when, request) && this.#random() < (when.probability ?? 1));
    if (!rule) return undefined;
    rule.left -= 1;
    this.#rules = this.#rules.filter(({ left }) => left > 0);
    return rule.fault;
  }
}

function meant({ on, only }: When, request: RecordedRequest): boolean {
  const { name } = request.route;
  const onRoute = on === undefined ? paidRoutes.includes(name) : on === 'any' || on === name;
  return onRoute && (only?.(request) ?? true);
}
