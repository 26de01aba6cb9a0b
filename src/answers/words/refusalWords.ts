import { refusesByRules } from './contentRules';
import { anyOf, groupOf } from './patterns';

/** A relay's own word list complains about the words put in. */
export const wordListWords: readonly RegExp[] = [
  /sensitive[ _]words?/i, // a relay's 400
  /(?:banned|forbidden|blocked) words?/i, // made up
  /敏感词/i, // made up, in Chinese
  /敏感詞/i, // made up, in Chinese
  /违禁词/i, // made up, in Chinese
  /違禁詞/i, // made up, in Chinese
  /屏蔽词/i, // made up, in Chinese
  /输入[^。]{0,16}敏感/i, // a relay's 200
];

/** The prompt or the picture was blocked, one form a line. */
export const refusalWords: readonly RegExp[] = [
  /\b(?:IMAGE_SAFETY|(?:IMAGE_)?PROHIBITED_CONTENT|(?:IMAGE_)?RECITATION|BLOCKLIST|content_filter)\b/i, // a relay's 200
  /content[ _-]?(?:policy|filter|moderation|safety|violation|management|restriction)/i, // a relay's 200
  /safety (?:system|filter|polic|guideline|setting|reason|violation)/i, // Google 200
  /\bmoderation(?:\b|_)/i, // OpenAI 400
  /\b(?:fail(?:ed|s)?|did not pass)\b[^.]{0,20}\b(?:safety|moderation|content) (?:check|review|filter|inspection)/i, // made up
  /\b(?:not passed|did not clear)\b[^.]{0,20}\b(?:safety|moderation|content) (?:check|review|filter|inspection)/i, // made up
  /prohibited (?:content|use)/i, // Google 200
  /\b(?:disallowed|forbidden|inappropriate|unsafe) (?:content|material|terms|imagery)\b/i, // made up
  /\b(?:harmful|objectionable|explicit|nsfw) (?:content|material|terms|imagery)\b/i, // made up
  /responsible ai/i, // made up
  /usage polic/i, // made up
  /violat\w{0,8}[^.]{0,60}(?:polic|guideline|content|terms|rules)/i, // Google 200
  /\b(?:prompt|content|response)s? (?:is|are|was|were|has been|have been|got|being)? ?(?:blocked|flagged|filtered)/i, // made up
  /\b(?:output|image|picture|photo)s? (?:is|are|was|were|has been|have been|got|being)? ?(?:blocked|flagged|filtered)/i, // Google 200
  /\b(?:caption|generation|input)s? (?:is|are|was|were|has been|have been|got|being)? ?(?:blocked|flagged|filtered)/i, // made up
  /\bprompt\b[^.]{0,60}\b(?:flagged|blocked|filtered)\b/i, // Google 200
  /\b(?:flagged|blocked|filtered)\b.{0,4}(?:your |the |this )?prompt\b/i, // made up
  /blocked by (?:the )?(?:gemini|google|model|provider|safety|content)/i, // made up
  /\b(?:blocked|rejected|refused|flagged|stopped)\b[^.]{0,40}\bguardrails?\b/i, // made up
  /sensitive (?:content|information|material)/i, // made up
  /敏感/i, // a relay's 200
  /违规/i, // made up, in Chinese
  /違規/i, // made up, in Chinese
  /内容安全/i, // made up, in Chinese
  /内容审核/i, // made up, in Chinese
  /內容審核/i, // made up, in Chinese
  /安全审核/i, // made up, in Chinese
  /审核(?:未|不)通过/i, // made up, in Chinese
  /不合规/i, // made up, in Chinese
];

/** Rules of a network, an organization or a page are no content rules. */
const otherRules = new RegExp(
  String.raw`\b${groupOf([
    /organi[sz]ation(?:['’]?s|al)? polic|constraint/, // Google 403: an organization's policy
    /iam\b|credential|token|api key/, // whoever asks
    /firewall|network (?:polic|rule|error)|vpc|cors\b/, // the way there
    /security polic|data polic|privacy/, // OpenRouter 404: data policy
    /rate|quota/, // limits
  ])}`,
  'i',
);
const aboutPrompt = anyOf([
  /\b(?:prompt|content|image|picture|photo|text|input|output|generation)s?\b/, // a relay's 200
  /\b(?:depicts?|generate this|safety|nudity|nsfw|sexual|violence|gore|harassment|hate)\b/, // Google 200
]);
const english = /^[\x20-\x7E\s“”‘’…–—]*$/;

/**
 * Whether words that fit no form refuse all the same, by the rules that they give as the reason, in any language. In English,
 * where services say much else by such words, they have to name the prompt or the picture.
 */
export function refusesPrompt(text: string): boolean {
  if (otherRules.test(text) || (english.test(text) && !aboutPrompt.test(text))) return false;
  return refusesByRules(text);
}
