import type { AnswerStyle } from './answers/answerStyle';
import { plainStyle } from './answers/answerStyle';
import type { BillingRules } from './bill';
import { Bill, billingRules } from './bill';
import { chargeOf } from './charge';
import { chatAnswer, chatWithoutPicture, imagesAnswer } from './answers/openaiAnswer';
import { credentialError } from './tokens/credentials';
import { errorReply } from './answers/errors';
import type { Fault } from './faults';
import { countTokensReply, modelsReply, pictureReply } from './answers/freeAnswers';
import { geminiAnswer, geminiWithoutPicture } from './answers/geminiAnswer';
import type { EmulatorOptions } from './options';
import { defaultKeys } from './options';
import type { Order } from './order';
import { Refusal, takeOrder } from './order';
import type { Picture } from './pictures/pictures';
import { Pictures } from './pictures/pictures';
import type { RecordedRequest } from './recorded';
import type { Reply } from './reply';
import { jsonReply } from './reply';
import { paidRoutes } from './routes';
import type { ServedModel } from './served';
import { servedModels } from './served';
import { expectedPixels } from '../../src/core/pictures/pixels';

function models({ kind, previewIds, models: rows = {} }: EmulatorOptions): Map<string, ServedModel> {
  const served = servedModels(kind, previewIds);
  const [newRow] = [...served.values()];
  if (!newRow) throw new Error('no models');
  for (const [id, row] of Object.entries(rows)) served.set(id, { ...newRow, ...served.get(id), ...row });
  return served;
}

/** The service itself, without HTTP: what it answers, and what it knows. */
export class Service {
  readonly kind: EmulatorOptions['kind'];
  readonly keys: Set<string>;
  readonly models: Map<string, ServedModel>;
  readonly pictures: Pictures;
  readonly bill = new Bill();
  readonly rules: BillingRules;
  readonly #options: EmulatorOptions;

  constructor(options: EmulatorOptions, name: string) {
    this.kind = options.kind;
    this.keys = new Set(options.keys ?? [defaultKeys[options.kind]]);
    this.models = models(options);
    this.pictures = new Pictures(name, options);
    this.rules = { ...billingRules[options.kind], ...options.billing };
    this.#options = options;
  }

  style(fault: Fault | undefined): AnswerStyle {
    return { ...plainStyle, ...this.#options.answer, ...(fault?.do === 'answer' ? fault.style : {}) };
  }

  /** Checks credential, project, model and options. Throws `Refusal`. */
  take(request: RecordedRequest): Order | undefined {
    const { route } = request;
    if (route.name === 'picture') return undefined;
    if (route.name === 'unknown') throw new Refusal('unknownPath', { what: `${request.method} ${request.path}` });
    const error = this.#options.keyless ? undefined : credentialError(this.kind, request.headers, this.keys);
    if (error) throw new Refusal(error, route);
    if (route.project !== undefined && route.project !== (this.#options.project ?? route.project)) {
      throw new Refusal('wrongProject', route);
    }
    if (route.location !== undefined && route.location !== 'global') throw new Refusal('unknownModel', route);
    if (!paidRoutes.includes(route.name)) return undefined;
    return takeOrder(request, { kind: this.kind, models: this.models, mime: this.#options.mime });
  }

  /** The answer to a request that costs nothing. Throws `Refusal`. */
  freeReply(request: RecordedRequest): Reply {
    if (request.route.name === 'picture') return pictureReply(request, this.kind, this.pictures);
    if (request.route.name === 'models') return modelsReply(request, this.kind, this.models);
    return countTokensReply(request, this.models);
  }

  /** The answer to a request for a picture, with what the style wants. */
  paidReply({ route }: RecordedRequest, order: Order, fault: Fault | undefined, linkTo: (p: Picture) => string): Reply {
    const style = this.style(fault);
    const usd = chargeOf(order, style, fault, this.rules)?.usd ?? 0;
    if (fault?.do === 'noPicture') {
      if (route.name === 'images') return jsonReply(200, imagesAnswer(style, [], linkTo));
      if (route.name === 'chat') return jsonReply(200, chatWithoutPicture(order, fault.how, style, usd));
      return jsonReply(200, geminiWithoutPicture(order, fault.how, this.kind));
    }
    const pictures = this.#make(order, style);
    if (route.name === 'images') return jsonReply(200, imagesAnswer(style, pictures, linkTo));
    if (route.name === 'chat') return jsonReply(200, chatAnswer(order, style, pictures, linkTo, usd));
    return jsonReply(200, geminiAnswer(order, style, pictures, this.kind));
  }

  /** What says that a request was not taken. */
  refusal(error: unknown): Reply {
    if (error instanceof Refusal) return errorReply(this.kind, error.error, error.facts);
    throw error;
  }

  #make(order: Order, { thoughts, drafts }: AnswerStyle): Picture[] {
    const roles: Picture['role'][] = [
      ...(thoughts ? (['thought'] as const) : []),
      ...Array<'draft'>(drafts).fill('draft'),
    ];
    const wanted = { ...order, ...expectedPixels(order.model, order.size, order.ratio) };
    return [...roles, 'final' as const].map((role) => this.pictures.make({ ...wanted, role }));
  }
}
