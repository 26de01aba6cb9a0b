import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BillEntry } from './bill';
import { chargeOf, isBilledStatus } from './charge';
import { deliver, encoded, pause } from './deliver';
import type { Fault } from './faults';
import { insteadOf } from './answers/instead';
import type { Order } from './order';
import type { Picture } from './pictures/pictures';
import type { RecordedRequest, Recorder } from './recorded';
import type { Reply } from './reply';
import { matchRoute } from './routes';
import type { Script } from './script';
import type { Service } from './service';

/** What lives until the emulator is reset. */
export interface Session {
  readonly service: Service;
  readonly script: Script;
  readonly recorder: Recorder;
  readonly latencyMs: number;
  readonly linkTo: (picture: Picture) => string;
  /** Set when the emulator itself closes every connection. */
  over: boolean;
}

/** One request from its headers to the end of its answer. */
export class Exchange {
  readonly #session: Session;
  readonly #req: IncomingMessage;
  readonly #res: ServerResponse;
  readonly #request: RecordedRequest;
  readonly #fault: Fault | undefined;
  readonly #gone = new AbortController();
  #endedByUs = false;

  constructor(session: Session, req: IncomingMessage, res: ServerResponse) {
    this.#session = session;
    this.#req = req;
    this.#res = res;
    const route = matchRoute(session.service.kind, req.method ?? '', req.url ?? '');
    this.#request = session.recorder.open(req, res, route, () => this.#endedByUs || session.over);
    res.once('close', () => this.#gone.abort());
    this.#fault = session.script.pick(this.#request);
  }

  /** Never rejects for anything that the client does. */
  async run(): Promise<void> {
    if (this.#fault?.do === 'drop' && this.#fault.when === 'beforeReading') return this.#drop();
    const body = await readAll(this.#req);
    if (!body) return; // the client left while it was sending
    this.#session.recorder.finish(this.#request, body);
    const taken = this.#take();
    const instead = insteadOf(this.#fault, this.#session.service.kind, this.#request.route);
    if (instead) return this.#sendInstead(instead, taken.order);
    if (taken.order) return this.#makePicture(taken.order);
    if (isSilent(this.#fault)) return this.#staySilent();
    await this.#send(taken.reply);
  }

  #take(): { order: Order } | { order?: undefined; reply: Reply } {
    const { service } = this.#session;
    try {
      const order = service.take(this.#request);
      return order ? { order } : { reply: service.freeReply(this.#request) };
    } catch (error) {
      return { reply: service.refusal(error) };
    }
  }

  async #sendInstead(reply: Reply, order: Order | undefined): Promise<void> {
    const fault = this.#fault;
    if (order && fault && isBilledStatus(fault, reply.status, this.#session.service.rules)) this.#charge(order);
    await pause(fault?.after, this.#gone.signal);
    this.#request.status = reply.status;
    await deliver(this.#res, reply, undefined, this.#gone.signal, this.#endByUs);
  }

  async #makePicture(order: Order): Promise<void> {
    const { service, latencyMs, linkTo } = this.#session;
    const entry = this.#charge(order); // closing the connection does not cancel what was begun
    this.#res.once('close', () => this.#settle(entry));
    if (isSilent(this.#fault)) return this.#staySilent();
    await pause(latencyMs || undefined, this.#gone.signal);
    const reply = service.paidReply(this.#request, order, this.#fault, linkTo);
    await this.#send(encoded(reply, service.style(this.#fault).contentEncoding));
  }

  async #send(reply: Reply): Promise<void> {
    await pause(this.#fault?.after, this.#gone.signal);
    if (this.#gone.signal.aborted) return;
    this.#request.status = reply.status;
    await deliver(this.#res, reply, this.#fault, this.#gone.signal, this.#endByUs);
  }

  /** A hang leaves the connection as it is: the client or the emulator's end closes it. */
  async #staySilent(): Promise<void> {
    if (this.#fault?.do === 'drop') await this.#drop();
  }

  async #drop(): Promise<void> {
    await pause(this.#fault?.after, this.#gone.signal);
    this.#endByUs();
    this.#req.socket.destroy();
  }

  #charge(order: Order): BillEntry | undefined {
    const { service } = this.#session;
    const charge = chargeOf(order, service.style(this.#fault), this.#fault, service.rules);
    return charge && service.bill.add({ request: this.#request.number, ...charge });
  }

  #settle(entry: BillEntry | undefined): void {
    if (!entry) return;
    const { service } = this.#session;
    entry.delivered = this.#res.writableFinished;
    if (!entry.delivered && !service.rules.abandoned && !this.#fault?.billed) service.bill.remove(entry);
  }

  readonly #endByUs = (): void => {
    this.#endedByUs = true;
  };
}

async function readAll(req: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of req) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}

/** Faults after which not a single byte is answered. */
function isSilent(fault: Fault | undefined): boolean {
  return (
    (fault?.do === 'hang' && fault.when === 'beforeHeaders') || (fault?.do === 'drop' && fault.when === 'afterReading')
  );
}
