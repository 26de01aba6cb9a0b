import type { Fields } from '../json/json';
import { byPlainName, plainName } from '../json/json';
import type { Evidence } from '../reading/evidence';
import { saysAccountIsShut } from '../words/accountWords';
import type { Classification } from '../words/classification';
import { isWordList, refusesByRules } from '../words/contentRules';
import { saysModerationIsBroken } from '../words/moderationWords';
import { withoutQuotes } from '../words/quotesAndEchoes';

const blocks = ['safety', 'prohibitedcontent', 'blocklist', 'recitation', 'spii'];

/** Finish reasons that say that the content was blocked, by plain name. */
const blocking = new Set([
  ...blocks,
  ...blocks.map((name) => `image${name}`),
  'contentfilter',
  'contentfiltered',
  'modelarmor',
  'jailbreak',
  'refusal',
]);

const usual = new Set(['stop', 'endturn', 'length', 'completed']);

/** Whether the service says by a reason of its own that it blocked the content. */
export function isBlocked(evidence: Evidence, usage: Fields | undefined): boolean {
  if (evidence.blockReasons.length > 0) return true;
  if (evidence.finishReasons.some((reason) => blocking.has(plainName(reason)))) return true;
  return !evidence.hasCandidates && usage !== undefined && byPlainName(usage).get('candidatestokencount') === 0;
}

/** Why an answer has no picture. `isFirstParty`: nobody but the model speaks in its place. */
export function classifyPictureless(
  evidence: Evidence,
  text: string,
  { usage, isFirstParty }: { readonly usage: Fields | undefined; readonly isFirstParty: boolean },
): Classification {
  if (isBlocked(evidence, usage)) return { kind: 'refused', blockedBy: 'model' };
  const words = [...evidence.messages, text];
  const ofService = [...evidence.messages, ...(isFirstParty ? [] : [spoken(text)])];
  // words about an account, or about a check that broke, name the rules too and refuse nothing
  if (ofService.some(saysAccountIsShut)) return { kind: 'setup', reason: 'suspended' };
  if (ofService.some(saysModerationIsBroken)) return { kind: 'server' };
  if (!words.some(refusesByRules)) return { kind: 'noImage' };
  return { kind: 'refused', blockedBy: words.some(isWordList) ? 'relay' : 'model' };
}

/** A relay's notice is short and speaks to whoever asked. What is longer, told of others or in quotes is the model's. */
const longestNotice = 400;
const ofOthers = /\b(?:story|scene|comic|poster|once upon|he|she|they|his|her|their)\b/i;

function spoken(text: string): string {
  const bare = withoutQuotes(text);
  return bare.length > longestNotice || ofOthers.test(bare) ? '' : bare;
}

/** What a person should read about it: the service's sentence, else what the model said, else the bare reason. */
export function messageOfPictureless(evidence: Evidence, text: string): string {
  const reasons = [...evidence.blockReasons, ...evidence.finishReasons];
  const sentence = evidence.messages.find((message) => message.trim() !== '') ?? text.trim();
  return sentence !== '' ? sentence : (reasons.find((reason) => !usual.has(plainName(reason))) ?? '');
}
