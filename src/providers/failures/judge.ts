import { STATUS_CODES } from 'node:http';
import type { FailureKind } from '../../core/failure';
import type { ErrorLayer } from './errorFacts';
import { verdictOfName, verdictOfVagueName } from './names';
import { verdictOfAccountWords } from './accountWords';
import { saysModerationIsBroken } from './moderationWords';
import { verdictOfLimit } from './quota';
import { reasonInWords } from './reasonWords';
import { verdictOfStatus, verdictOfWord } from './statuses';
import type { Verdict } from './verdict';
import type { ToldTimes } from './times/times';
import { saysNoMoney } from './words/moneyWords';
import { saturated, verdictOfWords } from './words/words';

function firstOf<T>(items: readonly T[], verdictOf: (item: T) => Verdict | undefined): Verdict | undefined {
  for (const item of items) {
    const verdict = verdictOf(item);
    if (verdict) return verdict;
  }
  return undefined;
}

/** A saturated relay is overloaded, unless the status from its upstream says that something else is wrong. */
function verdictOfSaturated({ message, upstreamStatus }: ErrorLayer): Verdict | undefined {
  if (!saturated.test(message.slice(0, 4000))) return undefined;
  const upstream = upstreamStatus === undefined ? undefined : verdictOfStatus(upstreamStatus);
  return upstream && upstream.kind !== 'rateLimit' ? upstream : { kind: 'overloaded' };
}

/** A status that words name: "bad response status code 503", Cloudflare's "error code: 524". */
function statusInWords({ message }: ErrorLayer): number | undefined {
  const named = /\b(?:status(?:[ _]?code)?|error code|http(?: error)?)[ :=]{1,3}([45]\d\d)\b/i.exec(
    message.slice(0, 4000),
  );
  return named ? Number(named[1]) : undefined;
}

/**
 * Words about an account or about a broken moderation service sound like words about the prompt. An account that is shut for
 * want of money opens with money.
 */
function verdictOfOthers({ message }: ErrorLayer): Verdict | undefined {
  if (saysModerationIsBroken(message)) return { kind: 'server' };
  const verdict = verdictOfAccountWords(message);
  return verdict && saysNoMoney(message) ? { kind: 'credit' } : verdict;
}

/** Kinds whose codes services also put beside words about an account or its money, which then say what is wrong. */
const loose: ReadonlySet<FailureKind> = new Set(['refused', 'badRequest', 'rateLimit', 'overloaded']);

/** What words say against a code beside them. */
function verdictAgainst({ kind }: Verdict, layer: ErrorLayer): Verdict | undefined {
  if (!loose.has(kind)) return undefined;
  const verdict = verdictOfOthers(layer);
  // a limit's words name money as the way to a higher one
  const isMoney = kind !== 'refused' && kind !== 'badRequest' && saysNoMoney(layer.message);
  return verdict ?? (isMoney ? verdictOfWords(layer.message, 200) : undefined);
}

/** What a layer names: by reason or code, then by its words, then by the status that it hands on. */
function verdictOfLayer(layer: ErrorLayer, httpStatus: number): Verdict | undefined {
  const named = verdictOfSaturated(layer) ?? firstOf(layer.names, verdictOfName);
  if (named) return verdictAgainst(named, layer) ?? named;
  const upstream = layer.upstreamStatus ?? statusInWords(layer);
  return (
    verdictOfOthers(layer) ??
    verdictOfWords(layer.message, layer.statuses[0] ?? httpStatus) ??
    (upstream === undefined ? undefined : verdictOfStatus(upstream))
  );
}

/** The status whose usual phrase a message is: "Bad Request". */
function statusOfPhrase({ message }: ErrorLayer): number[] {
  const phrase = message.trim().replace(/\.$/, '').toLowerCase();
  const found = Object.entries(STATUS_CODES).find(([, usual]) => usual?.toLowerCase() === phrase);
  return found && Number(found[0]) >= 400 ? [Number(found[0])] : [];
}

function verdictOfNumber(layer: ErrorLayer): Verdict | undefined {
  const statuses = [...layer.statuses, ...statusOfPhrase(layer)];
  return firstOf(statuses, verdictOfStatus) ?? firstOf(layer.names, verdictOfWord);
}

/**
 * What an error comes to. What any layer names counts more than any number, the inner layers more than the outer ones, and
 * the body more than the HTTP status.
 */
export function judge(layers: readonly ErrorLayer[], httpStatus: number, times: ToldTimes): Verdict {
  const inner = [...layers].reverse();
  const verdict = firstOf(inner, (layer) => verdictOfLayer(layer, httpStatus)) ??
    firstOf(inner, verdictOfNumber) ??
    (httpStatus >= 400 ? verdictOfStatus(httpStatus) : undefined) ??
    firstOf(inner, (layer) => firstOf(layer.names, verdictOfVagueName)) ?? { kind: 'server' };
  const limit = verdictOfLimit(verdict, layers, times);
  if (limit) return limit;
  const reason = verdict.reason ?? reasonInWords(verdict.kind, inner);
  return { ...ofRouteOnly(verdict, layers, httpStatus), ...(reason ? { reason } : {}) };
}

/** A request that is too large for this route may fit another, and what a relay cannot convert may need no conversion there. */
function ofRouteOnly(verdict: Verdict, layers: readonly ErrorLayer[], httpStatus: number): Verdict {
  if (verdict.kind !== 'badRequest') return verdict;
  const statuses = [httpStatus, ...layers.flatMap((layer) => layer.statuses)];
  const isOfRoute = statuses.some((status) => status === 413 || status === 415 || status >= 500);
  return isOfRoute ? { ...verdict, routeOnly: true } : verdict;
}
