import { accountsInEnglish, accountsInOthers, shutInEnglish } from './accountStates';
import type { Classification } from './classification';
import { anyOf, groupOf } from './patterns';
import { withoutQuotes } from './quotesAndEchoes';
import { isConditional, sentencesOf } from './sentences';

/** "disabled in this account", "suspended account": the state before the noun. A model that is closed to an account is another matter. */
const shutState = '(?:suspended|banned|terminated|deactivated|disabled|closed|locked|unverified|inactive)';
const stateFirst = new RegExp(
  [
    // "disabled in this account"
    String.raw`\b(?:${shutInEnglish}|unverified)\b(?: \w+){0,2}? (?:in|for|on|from|of|to) (?:this|your|the|that) ` +
      String.raw`(?:account|organi[sz]ation|user|project|workspace|team)\b`,
    // "suspended account"
    String.raw`(?<!\b(?:an?|any|of|some|banned|such) )\b${shutState} (?:account|user|organi[sz]ation|project)\b(?!['’]s)`,
    // "we have banned your account"
    String.raw`\b${shutInEnglish} (?:your|this|the user['’]s) (?:account|access|organi[sz]ation|project|workspace)\b`,
  ].join('|'),
  'i',
);

/** "Verify your account to continue", "complete real-name verification". */
const verifyFirst = anyOf([
  /\b(?:verify|confirm|validate|activate) (?:your|the|this) (?:\w+ )?(?:account|organi[sz]ation|identity)\b/, // Google 403
  /\b(?:verify|confirm|validate|activate) (?:your|the|this) (?:\w+ )?(?:phone(?: number)?|e-?mail(?: address)?|age)\b/, // made up
  /\bcomplete (?:the |your )?(?:real-?name|identity|account|phone|e-?mail|kyc) (?:verification|authentication|check)/, // made up
  /\b(?:kyc|(?:age|identity|real-?name) verification) (?:is )?required\b/, // made up
  /(?:请|請)先?(?:完成)?(?:实名|實名)(?:认证|認證)?/, // made up, in Chinese
]);

const prompt = String.raw`(?:prompt|content|image|picture|photo|input|text|output|caption|generation)s?`;
const judgedBad = groupOf([
  /violat\w*/, // OpenAI 400: content_policy_violation
  /flagged/, // OpenRouter 403: moderation
  /blocked|filtered|refused|rejected/, // Google's blockReasonMessage; Azure 400: content_filter
  /prohibited|not allowed|disallowed/, // made up
  /unsafe|inappropriate|sensitive|harmful/, // Google's finishMessage; Volcengine 400
]);

/** What is said of this prompt or picture: whatever account stands behind it in the sentence is not what was judged. */
const aboutPrompt = new RegExp(
  [
    String.raw`\b${prompt}\b[^.]{0,80}?\b(?:${judgedBad}|asks?|mentions?|contains?|depicts?|shows?|describes?|targets?|reads|says)\b`,
    String.raw`\b(?:flagged|blocked|rejected|refused|filtered) (?:the |your |this )?${prompt}\b`,
    '(?:提示词|提示詞|输入|輸入|内容|內容|图片|圖片)[^，。]{0,20}(?:违规|違規|违反|違反|敏感|拦截|攔截|屏蔽|拒绝|拒絕|不合规)',
  ].join('|'),
  'i',
);

/** "Accounts that break the rules are terminated": said of all and of nobody. */
const ofAll = anyOf([
  /\b(?:accounts?|users?|organi[sz]ations?|anyone|people) (?:that|who|which)\b/, // made up
  /\brepeat(?:ed)? offenders\b/, // made up
]);

/** Too many requests: whoever is blocked for that is let in again, and it is for the limit's words to say when. */
const tooOften = anyOf([
  /\btoo many (?:requests|attempts)\b/, // a relay's 429
  /\brate[ -]?limit/, // a relay's 429
  /请求过于频繁/, // made up, in Chinese
  /請求過於頻繁/, // made up, in Chinese
  /リクエストが多すぎ/, // made up, in Japanese
  /слишком много запросов/, // made up, in Russian
  /zu viele anfragen/, // made up, in German
]);

interface TextRange {
  readonly start: number;
  readonly end: number;
}

function rangeOf(pattern: RegExp, text: string, from = 0): TextRange | undefined {
  const match = pattern.exec(text.slice(from));
  return match ? { start: from + match.index, end: from + match.index + match[0].length } : undefined;
}

/** From the word for an account to what became of it, in either order. */
function joined(account: TextRange | undefined, shut: TextRange | undefined): TextRange | undefined {
  return account && shut && { start: Math.min(account.start, shut.start), end: Math.max(account.end, shut.end) };
}

function inEnglish(sentence: string): TextRange | undefined {
  const account = rangeOf(accountsInEnglish.account, sentence);
  const shut = account && rangeOf(accountsInEnglish.shut, sentence, account.end);
  // what is not activated may be a model
  const isOther = shut && /^ (?:(?:the|this|that|any) )?(?:\w+ )?models?\b/i.test(sentence.slice(shut.end));
  return shut && !isOther && shut.start - account.end <= 80 ? joined(account, shut) : undefined;
}

/** Where a sentence says that an account may not be used. */
function shutIn(sentence: string): TextRange | undefined {
  const state = rangeOf(stateFirst, sentence);
  if (state && !/\bmodels?\b/i.test(sentence.slice(0, state.start))) return state;
  const found = rangeOf(verifyFirst, sentence) ?? inEnglish(sentence);
  if (found) return found;
  for (const { account, shut } of accountsInOthers) {
    const range = joined(rangeOf(account, sentence), rangeOf(shut, sentence));
    if (range) return range;
  }
  return undefined;
}

function isAboutAccount(sentence: string): boolean {
  const found = shutIn(sentence);
  if (!found || ofAll.test(sentence) || isConditional(clauseAround(sentence, found))) return false;
  const outcome = aboutPrompt.exec(sentence);
  return !outcome || found.start < outcome.index;
}

/** What is said of it, with the words behind: there some languages say that it may only come to that. */
function clauseAround(sentence: string, { start, end }: TextRange): string {
  const [behind = ''] = sentence.slice(end, end + 24).split(/[,，、;；:：]/, 1);
  return sentence.slice(Math.max(0, start - 40), end) + (/[^\x20-\x7E]/.test(behind) ? behind : '');
}

/**
 * Whether words say that the account itself may not be used: banned, closed, not verified, in any language. Such words often
 * name the rules that were broken, and are no refusal of this prompt.
 */
export function saysAccountIsShut(text: string): boolean {
  const bare = withoutQuotes(text);
  // what stands in quotes beside a judgement of the prompt is the prompt's
  const said = aboutPrompt.test(bare) ? bare : text;
  return !tooOften.test(said) && sentencesOf(said).some(isAboutAccount);
}

/** What the words about an account come to; undefined if they are about something else. */
export function classifyAccountWords(text: string): Classification | undefined {
  return saysAccountIsShut(text) ? { kind: 'setup' } : undefined;
}
