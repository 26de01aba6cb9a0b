/** Where two services stand: a relay (first) and the official one (second). */
export interface Places {
  readonly relayUrl: string;
  readonly relayKey: string;
  readonly officialUrl: string;
  readonly officialKey: string;
  readonly modelId: string;
  /** How long a client waits for a route before it gives up, in milliseconds. */
  readonly patienceMs: number;
}

/** One client, ready for jobs; its state lives as long as it does. */
export interface Client {
  /** Asks for one picture. `nothing`: it says that all went well, and has no picture. Throws when it gives up. */
  generate(): Promise<'picture' | 'nothing'>;
  /** Waits for what is still done when the picture is there. Left out: nothing is. */
  settled?(): Promise<void>;
}

/** A way to get a picture over two routes. */
export interface Contestant {
  readonly name: string;
  /** A client as a program makes it once, at its start. */
  create(places: Places): Client;
  /** Ends what it may have running besides. */
  close(): Promise<void>;
}

export const prompt = 'a lighthouse at dawn';
