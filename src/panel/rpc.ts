import * as v from 'valibot';
import type { CallInput, CallName, CallResult } from './calls';
import { resultSchemas } from './results';
import type { PanelState } from './state';

/** Up: the page asks for something. Name and input are unknown until the host has checked them. */
export interface CallMessage {
  readonly type: 'call';
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** Down: the one answer to a call: its result, which may be nothing, or an error, a sentence for the user. */
interface ReplyMessage {
  readonly type: 'reply';
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Down: all there is to draw. */
interface StateMessage {
  readonly type: 'state';
  readonly state: PanelState;
}

export type DownMessage = ReplyMessage | StateMessage;

interface Waiting {
  /** Checks the result. */
  resolve(result: unknown): void;
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

  /** The call's result. Rejects with an Error whose message is meant for the user, also where the result is not what it should be. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<N>> {
    if (this.#disposed) return Promise.reject(closed());
    const schema: v.GenericSchema<unknown, CallResult<N>> = resultSchemas[name];
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const check = (result: unknown): void => {
        const checked = v.safeParse(schema, result);
        if (checked.success) resolve(checked.output);
        else reject(new Error(`The answer to ${name} was not understood.`));
      };
      this.#waiting.set(id, { resolve: check, reject });
      this.#post({ type: 'call', id, name, input });
    });
  }

  /** Settles the call that the reply belongs to; a reply to no call is ignored. */
  settle(reply: ReplyMessage): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.error === undefined) waiting?.resolve(reply.result);
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
  run: (name: string, input: unknown) => Promise<unknown>,
  describe: (error: unknown) => string,
): Promise<ReplyMessage | undefined> {
  if (!isCall(message)) return undefined;
  try {
    const result = await run(message.name, message.input);
    return { type: 'reply', id: message.id, ...(result === undefined ? {} : { result }) };
  } catch (error) {
    return { type: 'reply', id: message.id, error: describe(error) };
  }
}

function isCall(message: unknown): message is CallMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id, name } = message as Partial<Record<keyof CallMessage, unknown>>;
  return type === 'call' && Number.isSafeInteger(id) && typeof name === 'string';
}
