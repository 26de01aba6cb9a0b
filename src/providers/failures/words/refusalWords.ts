import { refusesByRules } from '../contentRules';

/** A relay's own word list complains about the words put in. */
export const wordListWords: readonly RegExp[] = [
  /sensitive[ _]words?/i,
  /(?:banned|forbidden|blocked) words?/i,
  /敏感词/i,
  /敏感詞/i,
  /违禁词/i,
  /違禁詞/i,
  /屏蔽词/i,
  /输入[^。]{0,16}敏感/i,
];

/** The prompt or the picture was blocked, one form a line. */
export const refusalWords: readonly RegExp[] = [
  /\b(?:IMAGE_SAFETY|(?:IMAGE_)?PROHIBITED_CONTENT|(?:IMAGE_)?RECITATION|BLOCKLIST|content_filter)\b/i,
  /content[ _-]?(?:policy|filter|moderation|safety|violation|management|restriction)/i,
  /safety (?:system|filter|polic|guideline|setting|reason|violation)/i,
  /\bmoderation(?:\b|_)/i,
  /\b(?:fail(?:ed|s)?|did not pass|not passed|did not clear)\b[^.]{0,20}\b(?:safety|moderation|content) (?:check|review|filter|inspection)/i,
  /prohibited (?:content|use)/i,
  /\b(?:disallowed|forbidden|inappropriate|unsafe|harmful|objectionable|explicit|nsfw) (?:content|material|terms|imagery)\b/i,
  /responsible ai/i,
  /usage polic/i,
  /violat\w{0,8}[^.]{0,60}(?:polic|guideline|content|terms|rules)/i,
  /\b(?:prompt|content|response|output|image|picture|photo|caption|generation|input)s? (?:is|are|was|were|has been|have been|got|being)? ?(?:blocked|flagged|filtered)/i,
  /\bprompt\b[^.]{0,60}\b(?:flagged|blocked|filtered)\b|\b(?:flagged|blocked|filtered)\b.{0,4}(?:your |the |this )?prompt\b/i,
  /blocked by (?:the )?(?:gemini|google|model|provider|safety|content)/i,
  /\b(?:blocked|rejected|refused|flagged|stopped)\b[^.]{0,40}\bguardrails?\b/i,
  /sensitive (?:content|information|material)/i,
  /敏感/i,
  /违规/i,
  /違規/i,
  /内容安全/i,
  /内容审核/i,
  /內容審核/i,
  /安全审核/i,
  /审核(?:未|不)通过/i,
  /不合规/i,
];

/** Rules of a network, an organization or a page are no content rules. */
const otherRules =
  /\b(?:organi[sz]ation(?:['’]?s|al)? polic|iam\b|firewall|network (?:polic|rule|error)|vpc|security polic|data polic|privacy|cors\b|api key|constraint|rate|quota|credential|token)/i;
const aboutPrompt =
  /\b(?:prompt|content|image|picture|photo|text|input|output|generation)s?\b|\b(?:depicts?|generate this|safety|nudity|nsfw|sexual|violence|gore|harassment|hate)\b/i;
const english = /^[\x20-\x7E\s“”‘’…–—]*$/;

/**
 * Whether words that fit no form refuse all the same, by the rules that they give as the reason, in any language. In English,
 * where services say much else by such words, they have to name the prompt or the picture.
 */
export function refusesPrompt(text: string): boolean {
  if (otherRules.test(text) || (english.test(text) && !aboutPrompt.test(text))) return false;
  return refusesByRules(text);
}
