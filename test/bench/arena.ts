import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import type { Fault } from '../emulator/faults';
import type { Client, Contestant, Places } from './contestant';

/** What was done to the services. */
export interface Counts {
  readonly relayCalls: number;
  readonly officialCalls: number;
  readonly paid: number;
}

/**
 * Two emulated services on loopback. Each measurement has its own, on new ports: a service that was emptied has closed its
 * connections, and a client that keeps them would fail at its next request.
 */
export class Arena {
  readonly #relay: Emulator;
  readonly #official: Emulator;

  private constructor(relay: Emulator, official: Emulator) {
    this.#relay = relay;
    this.#official = official;
  }

  /** Gives new services to the work and closes them after it. `latencyMs`: how long they take for a picture. */
  static async within<T>(work: (arena: Arena) => Promise<T>, latencyMs = 0): Promise<T> {
    const relay = await startEmulator({ kind: 'relay', latencyMs });
    const official = await startEmulator({ kind: 'ai-studio', latencyMs });
    try {
      return await work(new Arena(relay, official));
    } finally {
      await Promise.all([relay.close(), official.close()]);
    }
  }

  /** A new client. */
  enter(contestant: Contestant, patienceMs = 60_000): Client {
    return contestant.create(this.places(patienceMs));
  }

  places(patienceMs: number): Places {
    return {
      ...{ relayUrl: this.#relay.url, relayKey: this.#relay.key },
      ...{ officialUrl: this.#official.url, officialKey: this.#official.key },
      modelId: 'gemini-3.1-flash-image',
      patienceMs,
    };
  }

  /** The relay's next requests go so; `times: Infinity` for all. */
  relayFaults(faults: Fault | readonly Fault[], times = 1): void {
    this.#relay.script(faults, { times });
  }

  counts(): Counts {
    return {
      relayCalls: this.#relay.paidRequests.length,
      officialCalls: this.#official.paidRequests.length,
      paid: this.#relay.paidCount() + this.#official.paidCount(),
    };
  }
}
