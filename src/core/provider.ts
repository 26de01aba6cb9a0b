import type { ImageRequest, ProviderAnswer } from './image';
import type { Model } from './models';
import type { Wire } from './presets';
import type { WireRecord } from './recorder';
import type { Credential, Route } from './route';

/** One request to one route. */
export interface AttemptCall {
  readonly request: ImageRequest;
  readonly model: Model;
  readonly modelId: string;
  readonly route: Route;
  /** The one of the route's base URLs to use. */
  readonly baseUrl: string;
  readonly credential: Credential;
  readonly signal: AbortSignal;
  /** Called once, when the request has been fully written. */
  readonly onSent: () => void;
  /** Hears of the request's way over the wire. */
  readonly record?: WireRecord | undefined;
}

/** The adapter of one wire. */
export interface Provider {
  /** Makes one request and reads its answer. Throws nothing but `GenerationFailure`; never tries twice. */
  generate(call: AttemptCall): Promise<ProviderAnswer>;
}

export type Providers = Readonly<Partial<Record<Wire, Provider>>>;
