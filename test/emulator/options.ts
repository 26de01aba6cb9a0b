import type { AnswerStyle } from './answers/answerStyle';
import type { BillingRules } from './bill';
import type { PictureMime } from './pictures/pictures';
import type { ServedModel } from './served';

/** `relay`: an OpenAI-compatible reseller that has generateContent, chat.completions and images/generations. */
export type ServiceKind = 'ai-studio' | 'vertex' | 'relay';

/** The credential that an emulator takes when a test names none. */
export const defaultKeys: Readonly<Record<ServiceKind, string>> = {
  'ai-studio': 'test-key-not-real',
  vertex: 'test-access-token-not-real',
  relay: 'test-relay-key-not-real',
};

export interface EmulatorOptions {
  readonly kind: ServiceKind;
  /** A free one if left out. */
  readonly port?: number;
  /** API keys, or access tokens of Vertex AI; every other is refused. */
  readonly keys?: readonly string[];
  /** A server of the user's own that asks for no key. */
  readonly keyless?: boolean;
  /** Vertex AI: the one project that the credential may use. Left out: any. */
  readonly project?: string;
  /** Rows added to or changed in the service's models, by id. A new id starts as Nano Banana 2. */
  readonly models?: Readonly<Record<string, Partial<ServedModel>>>;
  /** Whether the shut-down preview ids still answer; default: at relays only. */
  readonly previewIds?: 'alive' | 'dead';
  /** The type of every picture; default: what the real model sends. */
  readonly mime?: PictureMime;
  /** Pictures as large as real ones (a 4K JPEG of 6.3 MB, a 4K PNG of 26 MB); default: some 50 KB. */
  readonly realisticBytes?: boolean;
  /** JPEGs of landscapes for prompts that name one (see `pictures/scenes`), to be shown to people; default: bands of one colour. */
  readonly landscapes?: boolean;
  /** How answers look; a scripted `answer` changes it for single requests. */
  readonly answer?: Partial<AnswerStyle>;
  readonly billing?: Partial<BillingRules>;
  /** Milliseconds that each picture takes. */
  readonly latencyMs?: number;
  /** Where links to pictures point: this server, a second server of the emulator's own, or any origin that the test serves. */
  readonly linkOrigin?: 'own' | 'other' | URL;
  /** Seed of faults with a probability; default 1. */
  readonly seed?: number;
}
