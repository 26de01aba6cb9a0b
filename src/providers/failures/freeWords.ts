import { sentencesOf } from './sentences';

/** Who or what was not charged: this request, the kind of request that this one was, or whoever asked. */
const subject = String.raw`\b(?:you|it|this|that|(?:this|the|your|that|any|all|blocked|failed|rejected|refused|filtered)(?: \w+)? (?:requests?|generations?|images?|pictures?|attempts?|calls?|prompts?|account|balance|card)|(?:blocked|failed|rejected|refused|filtered) \w+)`;
/** What makes something else of "not charged". */
const butPart = String.raw`(?! (?:twice|again|more|extra|additional|separately|yet|now|immediately|any ?more|the full|full|in full|a fee|for (?:the )?(?:storage|retr|next|inputs?|outputs?|thinking|tokens)))`;

/**
 * Sentences in which a service says that nothing is charged, one form a line. Certain ones only: what may be, and what is said
 * of another request, of a part of the price or of another model, decides nothing.
 */
const forms: readonly RegExp[] = [
  // Google's finishMessage: "You will not be charged for blocked images."
  new RegExp(
    String.raw`${subject} (?:(?:will|was|were|is|are|has|have|had) (?:not|never)|(?:wo|was|were|is|are|has|have|had)n['’]t) (?:be |been )?(?:charged|billed)\b${butPart}`,
    'i',
  ),
  new RegExp(
    String.raw`\bwe (?:do|did|have|will) ?(?:n['’]t|not) (?:charged?|bill(?:ed)?) (?:you|(?:for )?(?:this|blocked|failed|rejected|refused|filtered))\b${butPart}`,
    'i',
  ),
  /\b(?:no (?:charges?|costs?|fees?|credits?)|nothing) (?:was|were|is|are|has been|have been|will be) (?:charged|billed|deducted|taken|used|consumed|spent|incurred|applied|made)\b/i,
  /\bno (?:charges?|costs?|fees?) (?:apply|applies|applied|arise|arises|arose)$/i,
  /\bthere (?:is|was|were|will be) no (?:charge|cost|fee)s?(?: for (?:this|the|blocked|failed|rejected|refused|filtered) \w+)?$/i,
  /\b(?:this|the|your|blocked|failed|rejected|refused|filtered) (?:\w+ )?(?:request|generation|image|attempt|call)s? (?:is|was|are|were) (?:free|free of charge|at no (?:charge|cost)|not billable)$/i,
  /\b(?:blocked|failed|rejected|refused|filtered)(?: \w+)? (?:free of charge|at no (?:charge|cost)|without (?:charge|cost))$/i,
  /\b(?:this|it|blocked|failed|rejected|refused|filtered)(?: \w+)? (?:does|did|do|will) not (?:incur|cause) (?:any |a )?(?:charge|cost|fee)s?$/i,
  /^(?:not (?:charged|billed|billable)|no (?:charge|cost|fee)s?|free of charge)$/i,
  /\b(?:credit|quota|charge|cost|amount|fee|token)s? (?:has|have|was|were) (?:been )?(?:fully |automatically )?(?:refunded|returned|restored)$/i,
  // new-api's forks and other Chinese relays
  /(?:不会|不會|不予|不被|不|未|没有|沒有)(?:被)?(?:扣费|扣費|消耗|计费|計費|收费|收費|扣除)(?:额度|額度|积分|積分|费用|費用)?$/,
  /已(?:全额|全額|自动|自動)?(?:退款|退还|退還|返还|返還)(?:额度|額度|积分|積分|费用|費用)?$/,
];

/** Words that take the certainty away, or speak of something else than this request. */
const uncertain =
  /\b(?:may|might|could|should|whether|if|unless|until|not sure|not true|only|except|but|previous|last|earlier|other|next|future|retries|free (?:accounts?|users?|plans?|tiers?))\b|是否|可能|如果|上次|之前|其他|但|吗|嗎|部分|重复|重複/i;

/** The opposite, said as well. */
const charged =
  /\b(?:was|were|been|are|is|be|got) (?:charged|billed)\b|\b(?:charged|billed)(?: you)? [$€¥]|已(?:扣费|扣費|计费|計費|收费|收費)/i;
const negation = /\b(?:not|never|no|nothing|none)\b|n['’]t\b/i;

/** Whether a service's own words say that nothing is charged. Never to be asked about a model's words. */
export function saysFree(words: string): boolean {
  const sentences = sentencesOf(words);
  const isCharged = (clause: string): boolean => charged.test(clause) && !negation.test(clause);
  if (sentences.flatMap(clausesOf).some(isCharged)) return false;
  return sentences.some((sentence) => !uncertain.test(sentence) && clausesOf(sentence).some(isFree));
}

function clausesOf(sentence: string): string[] {
  return sentence.split(/[;；:：,，()（）]/).map((clause) => clause.trim());
}

function isFree(clause: string): boolean {
  return forms.some((form) => form.test(clause));
}
