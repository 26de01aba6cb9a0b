import type { ImageRequest, ProviderAnswer } from '../pictures/image';
import type { Model } from '../services/models';
import type { Wire } from '../services/wires';
import type { WireRecord } from './recorder';
import type { Credential, Route } from '../services/route';

/** Folders for temporary files of ours: the first that takes them is used. */
export type StagingFolders = readonly [string, ...string[]];

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
  /** Where the pictures of a large answer may be written to. Never rejects. Left out: to the system's folder for temporary files. */
  readonly stagingFolders?: (() => Promise<StagingFolders>) | undefined;
  /** Is told how the request goes over the wire. */
  readonly record?: WireRecord | undefined;
}

/** The adapter of one wire. */
export interface Provider {
  /** Makes one request and reads its answer. Throws nothing but `GenerationFailure`; never tries twice. */
  generate(call: AttemptCall): Promise<ProviderAnswer>;
}

export type Providers = Readonly<Partial<Record<Wire, Provider>>>;
