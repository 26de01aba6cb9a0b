import type { BillEntry } from './bill';
import type { Session } from './exchange';
import { Exchange } from './exchange';
import type { Fault } from './faults';
import { Loopback } from './loopback';
import type { EmulatorOptions, ServiceKind } from './options';
import type { Picture } from './pictures/pictures';
import { seededRandom } from './pictures/random';
import type { RecordedRequest } from './recorded';
import { Recorder } from './recorded';
import type { RouteName } from './routes';
import { paidRoutes } from './routes';
import type { When } from './script';
import { Script } from './script';
import type { ServedModel } from './served';
import { Service } from './service';

/**
 * A service on loopback that makes pictures, takes (pretended) money for them, and breaks on demand.
 *
 *     const studio = await startEmulator({ kind: 'ai-studio' });
 *     const relay = await startEmulator({ kind: 'relay', answer: { textBefore: 'Here it is:' } });
 *
 *     studio.script({ do: 'error', error: 'overloaded' });                 // the next request for a picture
 *     studio.script({ do: 'hang', when: 'beforeHeaders' }, { times: 2 });  // the two after it
 *     relay.script({ do: 'status', status: 403 }, { on: 'picture' });      // the download of a linked picture
 *     relay.script({ do: 'cut' }, { probability: 0.2 });                   // one in five, by a seeded random
 *     relay.script({ do: 'status', status: 502 }, { times: Infinity });    // all others from now on
 *
 *     // ... drive the product against studio.url with studio.key, relay.url with relay.key ...
 *
 *     await studio.arrived(1);                         // a request is there: cancel it, no sleeping
 *     assert.equal(studio.paidCount() + relay.paidCount(), 1);
 *     assert.equal(sha256(saved), relay.pictures.at(-1)?.sha256);
 *     assert.ok(studio.requests[0]?.closedEarly);
 *
 *     await Promise.all([studio.close(), relay.close()]);
 *
 * To hold a request until the test says so: `script({ do: 'answer', after: promise })`.
 */
export interface Emulator {
  readonly kind: ServiceKind;
  /** Origin without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** A credential that it takes. */
  readonly key: string;
  /** All that it takes; tests may add and delete. */
  readonly keys: Set<string>;
  /** What it serves; tests may set and delete rows between requests. */
  readonly models: Map<string, ServedModel>;
  /** Every request, in the order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Requests for pictures only. */
  readonly paidRequests: readonly RecordedRequest[];
  /** Every picture made, drafts and thoughts too, in the order of making. */
  readonly pictures: readonly Picture[];
  readonly bill: readonly BillEntry[];
  /** US dollars charged so far. */
  paidUsd(): number;
  /** Pictures charged so far, whether they were delivered or not. */
  paidCount(): number;
  /** Adds faults to come, one request each unless `when` says more; several are played in order. */
  script(faults: Fault | readonly Fault[], when?: When): void;
  /** Whether faults were scripted since the start or the last reset. */
  readonly isScripted: boolean;
  /**
   * Resolves when so many requests have arrived in full since the start or the last reset: for pictures, or on the route that is
   * named.
   */
  arrived(count: number, on?: RouteName): Promise<void>;
  /** Forgets requests, bill, pictures and faults; keys, models and the seed are as at the start. Ends what is open. */
  reset(): void;
  /** Ends all connections, hanging ones too. */
  close(): Promise<void>;
}

const isPaid = ({ route }: RecordedRequest): boolean => paidRoutes.includes(route.name);

function extensionOf({ mime }: Picture): string {
  return mime === 'image/png' ? 'png' : 'jpg';
}

function newSession(options: EmulatorOptions, name: string, linkOrigin: string): Session {
  return {
    service: new Service(options, name),
    script: new Script(seededRandom(options.seed ?? 1)),
    recorder: new Recorder(),
    latencyMs: options.latencyMs ?? 0,
    linkTo: (picture) => `${linkOrigin}/pictures/${picture.number}.${extensionOf(picture)}`,
    over: false,
  };
}

class RunningEmulator implements Emulator {
  readonly kind: ServiceKind;
  readonly url: string;
  readonly port: number;
  readonly #servers: readonly Loopback[];
  readonly #newSession: () => Session;
  #session: Session;

  constructor(options: EmulatorOptions, main: Loopback, other: Loopback | undefined) {
    this.kind = options.kind;
    this.url = main.url;
    this.port = main.port;
    this.#servers = other ? [main, other] : [main];
    const origin = options.linkOrigin instanceof URL ? options.linkOrigin.origin : (other ?? main).url;
    this.#newSession = () => newSession(options, `${options.kind} ${main.port}`, origin);
    this.#session = this.#newSession();
    for (const server of this.#servers) server.handle((req, res) => new Exchange(this.#session, req, res).run());
  }

  get key(): string {
    return [...this.keys][0] ?? '';
  }
  get keys(): Set<string> {
    return this.#session.service.keys;
  }
  get models(): Map<string, ServedModel> {
    return this.#session.service.models;
  }
  get requests(): readonly RecordedRequest[] {
    return this.#session.recorder.requests;
  }
  get paidRequests(): readonly RecordedRequest[] {
    return this.requests.filter(isPaid);
  }
  get pictures(): readonly Picture[] {
    return this.#session.service.pictures.made;
  }
  get bill(): readonly BillEntry[] {
    return this.#session.service.bill.entries;
  }
  paidUsd(): number {
    return this.#session.service.bill.usd;
  }
  paidCount(): number {
    return this.#session.service.bill.pictures;
  }
  script(faults: Fault | readonly Fault[], when: When = {}): void {
    this.#session.script.add(faults, when);
  }
  get isScripted(): boolean {
    return this.#session.script.isUsed;
  }
  arrived(count: number, on?: RouteName): Promise<void> {
    const isMeant = on === undefined ? isPaid : ({ route }: RecordedRequest): boolean => route.name === on;
    return this.#session.recorder.arrivals.reached(count, isMeant);
  }
  reset(): void {
    this.#session.over = true;
    for (const server of this.#servers) server.endConnections();
    this.#session = this.#newSession();
  }
  async close(): Promise<void> {
    this.#session.over = true;
    await Promise.all(this.#servers.map((server) => server.close()));
  }
}

/** Starts one service; it runs until it is closed. Rejects if the port is taken. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const main = await Loopback.open(options.port ?? 0);
  const other = options.linkOrigin === 'other' ? await Loopback.open(0) : undefined;
  return new RunningEmulator(options, main, other);
}
