import { GenerationFailure } from '../core/failure';
import type { ProviderAnswer, ReferenceImage } from '../core/image';
import type { AttemptCall, Provider, Providers } from '../core/provider';
import { referenceLimitsOf } from '../core/route';
import { wordsOf } from '../core/wordsOf';
import type { PreparedReference, ReferencePreparer } from './references';
import { ReferenceError } from './references/problem';

/**
 * The same providers, each given its pictures to work from as its route takes them. What was changed stands in the answer;
 * a picture that cannot be sent is a `badRequest` before anything is sent.
 */
export function withPreparedReferences(providers: Providers, preparer: ReferencePreparer): Providers {
  const prepare = remembering(preparer);
  const wrap = (provider: Provider): Provider => ({ generate: (call) => generate(call, provider, prepare) });
  return Object.fromEntries(Object.entries(providers).map(([wire, provider]) => [wire, wrap(provider)]));
}

type Prepare = (call: AttemptCall) => Promise<readonly PreparedReference[]>;

async function generate(call: AttemptCall, provider: Provider, prepare: Prepare): Promise<ProviderAnswer> {
  if (call.request.references.length === 0) return provider.generate(call);
  const prepared = await prepare(call).catch((error: unknown) => {
    throw failureOf(error, call);
  });
  const references = prepared.map(({ image }) => image);
  const answer = await provider.generate({ ...call, request: { ...call.request, references } });
  const referenceChanges = prepared.flatMap(({ change }) => change ?? []);
  return referenceChanges.length > 0 ? { ...answer, referenceChanges } : answer;
}

/** A job asks many times with the same pictures: for each id, route and round. They are made smaller once for the same limits. */
function remembering(preparer: ReferencePreparer): Prepare {
  const done = new WeakMap<readonly ReferenceImage[], Map<string, readonly PreparedReference[]>>();
  return async ({ request: { references }, route, model, signal }) => {
    const limits = referenceLimitsOf(route, model);
    const known = done.get(references) ?? new Map<string, readonly PreparedReference[]>();
    done.set(references, known);
    const key = JSON.stringify(limits);
    const before = known.get(key);
    if (before) return before;
    const prepared = await preparer.prepare(references.map(named), limits, signal);
    known.set(key, prepared);
    return prepared;
  };
}

function named({ name, bytes }: ReferenceImage, index: number): { readonly name: string; readonly bytes: Uint8Array } {
  return { name: name ?? `#${index + 1}`, bytes };
}

function failureOf(cause: unknown, { signal }: AttemptCall): GenerationFailure {
  if (signal.aborted) return new GenerationFailure({ kind: 'cancelled', charge: 'none', cause });
  const facts = { kind: 'badRequest', charge: 'none', cause } as const;
  if (!(cause instanceof ReferenceError)) {
    const providerMessage = wordsOf(cause);
    return new GenerationFailure({ ...facts, routeOnly: true, providerMessage });
  }
  const referenceProblem = cause.problem;
  // what is too large for one route may fit another; what is no picture is none anywhere
  return new GenerationFailure({ ...facts, routeOnly: referenceProblem.what !== 'unknownType', referenceProblem });
}
