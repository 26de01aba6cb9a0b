import * as v from 'valibot';
import { wireRoot } from '../../core/services/baseUrl';
import type { FailureKind } from '../../core/failures/policy';
import { GenerationFailure } from '../../core/failures/failure';
import type { CreditQuestion } from '../../core/services/preset';
import { mostPictureUsd } from '../../core/services/price';
import type { Credential, Route } from '../../core/services/route';
import { originsOf } from '../../core/services/route';
import { failureFromThrown } from '../../answers/failures/failureFromThrown';
import { parseJson } from '../../answers/json/json';
import { secretsOf } from '../credentials/secrets';
import type { Transport } from '../transport/transport';

/** What a service says that a key may still spend, and has spent, in US dollars. */
export interface CreditLeft {
  /** Undefined: the key has no limit of its own, which says nothing of the account. */
  readonly leftUsd: number | undefined;
  readonly usedUsd: number | undefined;
}

/**
 * Questions about money that cost nothing and go to a route's own address. Each rejects with a `GenerationFailure`, and resolves to
 * undefined where the service does not know.
 */
export interface AccountQuestions {
  /** US dollars that the user paid for one answer of OpenRouter, by its id. */
  readonly costOf: (
    route: Route,
    credential: Credential,
    id: string,
    signal: AbortSignal,
  ) => Promise<number | undefined>;
  readonly creditLeft: (route: Route, credential: Credential, signal: AbortSignal) => Promise<CreditLeft | undefined>;
}

const longestMs = 15_000;
/** Such answers have a dozen fields. */
const mostBytes = 64 * 1024;

/** Whether an id is one of an answer of OpenRouter. */
export function isGenerationId(id: string): boolean {
  return /^gen-[A-Za-z0-9_-]{1,100}$/.test(id);
}

/** Makes the questions over a transport. */
export function createAccountQuestions(transport: Pick<Transport, 'fetchFrom'>): AccountQuestions {
  return {
    costOf: async (route, credential, id, signal) => {
      if (!isGenerationId(id)) return undefined;
      const ask = asker(transport, route, credential, signal);
      return paidFor(id, await ask(`${openaiRoot(route)}/generation?id=${id}`));
    },
    creditLeft: async (route, credential, signal) => {
      const { creditQuestion } = route.preset;
      return creditQuestion && creditQuestions[creditQuestion](route, asker(transport, route, credential, signal));
    },
  };
}

/** The JSON of a good answer; undefined where there is no such address. */
type Ask = (url: string) => Promise<unknown>;

const usd = v.pipe(v.number(), v.finite());
const maybeUsd = v.nullish(usd);

const generation = v.object({
  data: v.object({
    id: v.string(),
    total_cost: v.pipe(usd, v.minValue(0)),
    is_byok: v.nullish(v.boolean()),
    upstream_inference_cost: v.nullish(v.pipe(usd, v.minValue(0))),
  }),
});

/** With a key of the user's own, OpenRouter took its fee only, and the maker the rest. */
function paidFor(id: string, answer: unknown): number | undefined {
  const told = v.safeParse(generation, answer);
  if (!told.success || told.output.data.id !== id) return undefined;
  const { total_cost, is_byok, upstream_inference_cost } = told.output.data;
  if (is_byok && typeof upstream_inference_cost !== 'number') return undefined;
  // where it does not say whose key it was, the maker's bill is the user's if it is more than was taken
  const isOwnKey = is_byok ?? (upstream_inference_cost ?? 0) > total_cost;
  const all = Number((total_cost + (isOwnKey ? (upstream_inference_cost ?? 0) : 0)).toFixed(9));
  return all <= mostPictureUsd ? all : undefined;
}

const openrouterKey = v.object({ data: v.object({ limit: maybeUsd, limit_remaining: maybeUsd, usage: maybeUsd }) });

const newApiToken = v.object({
  data: v.object({
    object: v.literal('token_usage'),
    total_available: v.pipe(v.number(), v.finite()),
    total_used: v.pipe(v.number(), v.finite()),
    unlimited_quota: v.boolean(),
  }),
});
const newApiStatus = v.object({ data: v.object({ quota_per_unit: v.pipe(v.number(), v.minValue(1)) }) });

const creditQuestions: Readonly<Record<CreditQuestion, (route: Route, ask: Ask) => Promise<CreditLeft | undefined>>> = {
  openrouterKey: async (route, ask) => {
    const told = v.safeParse(openrouterKey, await ask(`${openaiRoot(route)}/key`));
    if (!told.success) return undefined;
    const { limit, limit_remaining, usage } = told.output.data;
    const hasLimit = limit !== null && limit !== undefined;
    if (hasLimit && typeof limit_remaining !== 'number') return undefined;
    return { leftUsd: hasLimit ? (limit_remaining ?? undefined) : undefined, usedUsd: usage ?? undefined };
  },
  newApiToken: async (route, ask) => {
    const { root } = wireRoot(route.baseUrls[0] ?? '', 'chat');
    const told = v.safeParse(newApiToken, await unlessRefused(ask(`${root}/api/usage/token`)));
    if (!told.success) return undefined;
    const status = v.safeParse(newApiStatus, await ask(`${root}/api/status`));
    if (!status.success) return undefined; // an amount whose unit nobody knows is none
    const perUsd = status.output.data.quota_per_unit;
    const { total_available, total_used, unlimited_quota } = told.output.data;
    return { leftUsd: unlimited_quota ? undefined : total_available / perUsd, usedUsd: total_used / perUsd };
  },
};

/** A service that is no new-api refuses what it does not have, which says nothing of the key. */
async function unlessRefused(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch((error: unknown) => {
    if (error instanceof GenerationFailure && error.kind === 'auth') return undefined;
    throw error;
  });
}

function openaiRoot({ baseUrls }: Route): string {
  const { root, apiVersion } = wireRoot(baseUrls[0] ?? '', 'chat');
  return [root, apiVersion].filter(Boolean).join('/');
}

function asker(
  transport: Pick<Transport, 'fetchFrom'>,
  route: Route,
  credential: Credential,
  signal: AbortSignal,
): Ask {
  const limit = AbortSignal.timeout(longestMs);
  const fetch = transport.fetchFrom(originsOf(route), AbortSignal.any([signal, limit]));
  const fail = (kind: FailureKind, status?: number): GenerationFailure =>
    new GenerationFailure({ kind, charge: 'none', route: route.id, status });
  return async (url) => {
    if (credential.kind !== 'key') throw fail('auth');
    try {
      const response = await fetch(url, { headers: { authorization: `Bearer ${credential.key}` } });
      if (response.status === 401 || response.status === 403) throw fail('auth', response.status);
      if (response.status === 404) return undefined;
      const bytes = await response.arrayBuffer();
      if (response.status !== 200 || bytes.byteLength > mostBytes) throw fail('badResponse', response.status);
      return parseJson(Buffer.from(bytes).toString('utf8'));
    } catch (error) {
      const abortedBy = signal.aborted ? ('user' as const) : limit.aborted ? ('deadline' as const) : undefined;
      const thrown = { sent: true, secrets: secretsOf(credential), ...(abortedBy && { abortedBy }) };
      throw failureFromThrown(error, thrown).with({ charge: 'none', route: route.id });
    }
  };
}
