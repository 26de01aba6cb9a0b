import type { PanelCalls, PanelState } from './protocol';

export type CallName = keyof PanelCalls;
export type CallInput<N extends CallName> = Parameters<PanelCalls[N]>[0];

/** Up: the page asks for something. Name and input are unknown until the host has checked them. */
export interface CallMessage {
  readonly type: 'call';
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** Down: the one answer to a call. `error` is a sentence for the user. */
export interface ReplyMessage {
  readonly type: 'reply';
  readonly id: number;
  readonly error?: string;
}

/** Down: all there is to draw. */
export interface StateMessage {
  readonly type: 'state';
  readonly state: PanelState;
}

export type DownMessage = ReplyMessage | StateMessage;

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** The page's end: each call settles once, by its reply or by `dispose`. */
export class PanelCaller {
  readonly #post: (message: CallMessage) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #disposed = false;

  constructor(post: (message: CallMessage) => void) {
    this.#post = post;
  }

  /** Rejects with an Error whose message is meant for the user. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<void> {
    if (this.#disposed) return Promise.reject(closed());
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ type: 'call', id, name, input });
    });
  }

  /** Settles the call that the reply belongs to; a reply to no call is ignored. */
  settle(reply: ReplyMessage): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.error === undefined) waiting?.resolve();
    else waiting?.reject(new Error(reply.error));
  }

  /** Rejects every call that still waits, and every later one. */
  dispose(): void {
    this.#disposed = true;
    for (const waiting of this.#waiting.values()) waiting.reject(closed());
    this.#waiting.clear();
  }
}

function closed(): Error {
  return new Error('The panel was closed.');
}

/**
 * The host's end: runs a call and makes the reply to it, whatever `run` does. `describe` turns what was thrown into a
 * sentence for the user. Undefined when the message is no call, so that nobody waits for an answer.
 */
export async function answerCall(
  message: unknown,
  run: (name: string, input: unknown) => Promise<void>,
  describe: (error: unknown) => string,
): Promise<ReplyMessage | undefined> {
  if (!isCall(message)) return undefined;
  try {
    await run(message.name, message.input);
    return { type: 'reply', id: message.id };
  } catch (error) {
    return { type: 'reply', id: message.id, error: describe(error) };
  }
}

function isCall(message: unknown): message is CallMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id, name } = message as Partial<Record<keyof CallMessage, unknown>>;
  return type === 'call' && Number.isSafeInteger(id) && typeof name === 'string';
}
