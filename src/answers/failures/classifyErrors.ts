import { STATUS_CODES } from 'node:http';
import type { FailureKind } from '../../core/failures/policy';
import { classifyCode, classifyVagueCode } from '../codes/classifyCode';
import { classifyCanonicalCode, classifyStatus } from '../codes/statuses';
import type { ToldTimes } from '../times/times';
import { classifyAccountWords } from '../words/accountWords';
import type { Classification } from '../words/classification';
import { classifyMessage, saturated } from '../words/classifyMessage';
import { saysModerationIsBroken } from '../words/moderationWords';
import { saysNoMoney } from '../words/moneyWords';
import { reasonInWords } from '../words/reasonWords';
import type { ErrorLayer } from './errorLayer';
import { classifyLimit } from './quotaOrRateLimit';

function firstOf<T>(
  items: readonly T[],
  classify: (item: T) => Classification | undefined,
): Classification | undefined {
  for (const item of items) {
    const classification = classify(item);
    if (classification) return classification;
  }
  return undefined;
}

/** A saturated relay is overloaded, unless the status from its upstream says that something else is wrong. */
function classifySaturation({ message, upstreamStatus }: ErrorLayer): Classification | undefined {
  if (!saturated.test(message.slice(0, 4000))) return undefined;
  const upstream = upstreamStatus === undefined ? undefined : classifyStatus(upstreamStatus);
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
function classifyAccountOrModeration({ message }: ErrorLayer): Classification | undefined {
  if (saysModerationIsBroken(message)) return { kind: 'server' };
  const classification = classifyAccountWords(message);
  return classification && saysNoMoney(message) ? { kind: 'credit' } : classification;
}

/** Kinds whose codes services also put beside words about an account or its money, which then say what is wrong. */
const loose: ReadonlySet<FailureKind> = new Set(['refused', 'badRequest', 'rateLimit', 'overloaded']);

/** What words say against a code beside them. */
function classifyAgainstCode({ kind }: Classification, layer: ErrorLayer): Classification | undefined {
  if (!loose.has(kind)) return undefined;
  const classification = classifyAccountOrModeration(layer);
  // a limit's words name money as the way to a higher one
  const isMoney = kind !== 'refused' && kind !== 'badRequest' && saysNoMoney(layer.message);
  return classification ?? (isMoney ? classifyMessage(layer.message, 200) : undefined);
}

/** What a layer names: by reason or code, then by its words, then by the status that it hands on. */
function classifyLayer(layer: ErrorLayer, httpStatus: number): Classification | undefined {
  const named = classifySaturation(layer) ?? firstOf(layer.names, classifyCode);
  if (named) return classifyAgainstCode(named, layer) ?? named;
  const upstream = layer.upstreamStatus ?? statusInWords(layer);
  return (
    classifyAccountOrModeration(layer) ??
    classifyMessage(layer.message, layer.statuses[0] ?? httpStatus) ??
    (upstream === undefined ? undefined : classifyStatus(upstream))
  );
}

/** The status whose usual phrase a message is: "Bad Request". */
function statusOfPhrase({ message }: ErrorLayer): number[] {
  const phrase = message.trim().replace(/\.$/, '').toLowerCase();
  const found = Object.entries(STATUS_CODES).find(([, usual]) => usual?.toLowerCase() === phrase);
  return found && Number(found[0]) >= 400 ? [Number(found[0])] : [];
}

function classifyNumbers(layer: ErrorLayer): Classification | undefined {
  const statuses = [...layer.statuses, ...statusOfPhrase(layer)];
  return firstOf(statuses, classifyStatus) ?? firstOf(layer.names, classifyCanonicalCode);
}

/**
 * What an error comes to. What any layer names counts more than any number, the inner layers more than the outer ones, and
 * the body more than the HTTP status.
 */
export function classifyErrors(layers: readonly ErrorLayer[], httpStatus: number, times: ToldTimes): Classification {
  const inner = [...layers].reverse();
  const classification = firstOf(inner, (layer) => classifyLayer(layer, httpStatus)) ??
    firstOf(inner, classifyNumbers) ??
    (httpStatus >= 400 ? classifyStatus(httpStatus) : undefined) ??
    firstOf(inner, (layer) => firstOf(layer.names, classifyVagueCode)) ?? { kind: 'server' };
  const limit = classifyLimit(classification, layers, times);
  if (limit) return limit;
  const reason =
    classification.reason ??
    reasonInWords(
      classification.kind,
      inner.map(({ message }) => message),
    );
  return { ...ofRouteOnly(classification, layers, httpStatus), ...(reason ? { reason } : {}) };
}

/** A request that is too large for this route may fit another, and what a relay cannot convert may need no conversion there. */
function ofRouteOnly(
  classification: Classification,
  layers: readonly ErrorLayer[],
  httpStatus: number,
): Classification {
  if (classification.kind !== 'badRequest') return classification;
  const statuses = [httpStatus, ...layers.flatMap((layer) => layer.statuses)];
  const isOfRoute = statuses.some((status) => status === 413 || status === 415 || status >= 500);
  return isOfRoute ? { ...classification, routeOnly: true } : classification;
}
