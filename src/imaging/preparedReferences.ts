import { GenerationFailure } from '../core/failures/failure';
import type { ProviderAnswer, Reference } from '../core/pictures/image';
import type { AttemptCall, Provider, Providers } from '../core/run/provider';
import { referenceLimitsOf } from '../core/services/route';
import { wordsOf } from '../core/words/wordsOf';
import type { PreparedReference, ReferencePreparer } from './references';
import type { ChosenReference } from './checkReferences';
import { ReferenceImageError } from './checkReferences';

/**
 * The same providers, each given the pictures to work from as its route takes them. The answer says which were changed; a picture
 * that cannot be sent is a `badRequest` before anything is sent.
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

/** A job sends the same pictures many times: for each id, route and round. They are made smaller once for the same limits. */
function remembering(preparer: ReferencePreparer): Prepare {
  const done = new WeakMap<readonly Reference[], Map<string, readonly PreparedReference[]>>();
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

function named(reference: Reference, index: number): ChosenReference {
  return { ...reference, name: reference.name ?? `#${index + 1}` };
}

function failureOf(cause: unknown, { signal }: AttemptCall): GenerationFailure {
  if (signal.aborted) return new GenerationFailure({ kind: 'cancelled', charge: 'none', cause });
  const facts = { kind: 'badRequest', charge: 'none', cause } as const;
  if (!(cause instanceof ReferenceImageError)) {
    const localMessage = wordsOf(cause);
    return new GenerationFailure({ ...facts, routeOnly: true, localMessage });
  }
  const referenceProblem = cause.problem;
  // a picture that is too large for one route may fit another; a file that is not a picture fits none
  return new GenerationFailure({ ...facts, routeOnly: referenceProblem.what !== 'unknownType', referenceProblem });
}
