import { anyOf, groupOf } from '../words/patterns';
import { sentencesOf } from '../words/sentences';

/** Who or what was not charged: this request, the kind of request that this one was, or whoever asked. */
const unmade = '(?:blocked|failed|rejected|refused|filtered)';
const asked = '(?:requests?|generations?|images?|pictures?|attempts?|calls?|prompts?|account|balance|card)';
const subject = String.raw`\b${groupOf([
  /you|it|this|that/,
  new RegExp(String.raw`(?:this|the|your|that|any|all|${unmade})(?: \w+)? ${asked}`),
  new RegExp(String.raw`${unmade} \w+`),
])}`;
/** What makes something else of "not charged". */
const butPart = `(?! ${groupOf([
  /twice|again|more|extra|additional|separately/, // than once
  /yet|now|immediately|any ?more/, // but later
  /the full|full|in full|a fee/, // but in part
  /for (?:the )?(?:storage|retr|next|inputs?|outputs?|thinking|tokens)/, // but for the rest
])})`;

/**
 * Sentences in which a service says that nothing is charged, one form a line. Certain ones only: what may be, and what is said
 * of another request, of a part of the price or of another model, decides nothing.
 */
const forms: readonly RegExp[] = [
  // Google's finishMessage: "You will not be charged for blocked images."
  new RegExp(
    String.raw`${subject} ${groupOf([
      /(?:will|was|were|is|are|has|have|had) (?:not|never)/,
      /(?:wo|was|were|is|are|has|have|had)n['’]t/,
    ])} (?:be |been )?(?:charged|billed)\b${butPart}`,
    'i',
  ),
  new RegExp(
    String.raw`\bwe (?:do|did|have|will) ?(?:n['’]t|not) (?:charged?|bill(?:ed)?) (?:you|(?:for )?(?:this|${unmade}))\b${butPart}`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:no (?:charges?|costs?|fees?|credits?)|nothing) (?:was|were|is|are|has been|have been|will be) ${groupOf(
      [
        /charged|billed/,
        /deducted|taken|used|consumed|spent/, // no credits were deducted
        /incurred|applied|made/, // no charge was made
      ],
    )}\b`,
    'i',
  ),
  /\bno (?:charges?|costs?|fees?) (?:apply|applies|applied|arise|arises|arose)$/i, // made up
  /\bthere (?:is|was) no (?:charge|cost|fee)s?(?: for (?:this|the|blocked|failed|rejected|refused|filtered) \w+)?$/i, // made up
  /\bthere were no (?:charge|cost|fee)s?(?: for (?:this|the|blocked|failed|rejected|refused|filtered) \w+)?$/i, // made up
  /\bthere will be no (?:charge|cost|fee)s?(?: for (?:this|the|blocked|failed|rejected|refused|filtered) \w+)?$/i, // made up
  new RegExp(
    String.raw`\b(?:this|the|your|${unmade}) (?:\w+ )?(?:request|generation|image|attempt|call)s? (?:is|was|are|were) ${groupOf(
      [/free|free of charge/, /at no (?:charge|cost)/, /not billable/],
    )}$`,
    'i',
  ),
  /\b(?:blocked|failed|rejected|refused|filtered)(?: \w+)? (?:free of charge|at no (?:charge|cost))$/i, // made up
  /\b(?:blocked|failed|rejected|refused|filtered)(?: \w+)? without (?:charge|cost)$/i, // made up
  /\b(?:this|it|blocked|failed)(?: \w+)? (?:does|did|do|will) not (?:incur|cause) (?:any |a )?(?:charge|cost|fee)s?$/i, // made up
  /\b(?:rejected|refused)(?: \w+)? (?:does|did|do|will) not (?:incur|cause) (?:any |a )?(?:charge|cost|fee)s?$/i, // made up
  /\bfiltered(?: \w+)? (?:does|did|do|will) not (?:incur|cause) (?:any |a )?(?:charge|cost|fee)s?$/i, // made up
  /^(?:not (?:charged|billed|billable)|no (?:charge|cost|fee)s?|free of charge)$/i, // made up
  /\b(?:credit|quota)s? (?:has|have|was|were) (?:been )?(?:fully |automatically )?(?:refunded|returned|restored)$/i, // made up
  /\b(?:charge|cost)s? (?:has|have|was|were) (?:been )?(?:fully |automatically )?(?:refunded|returned|restored)$/i, // made up
  /\b(?:amount|fee|token)s? (?:has|have|was|were) (?:been )?(?:fully |automatically )?(?:refunded|returned|restored)$/i, // made up
  // new-api's forks and other Chinese relays
  /(?:不会|不會|不予|不被|不|未|没有|沒有)(?:被)?(?:扣费|扣費|消耗|计费|計費|收费|收費|扣除)(?:额度|額度|积分|積分|费用|費用)?$/, // made up, in Chinese
  /已(?:全额|全額|自动|自動)?(?:退款|退还|退還|返还|返還)(?:额度|額度|积分|積分|费用|費用)?$/, // made up, in Chinese
];

/** Words that take the certainty away, or speak of something else than this request. */
const uncertain = anyOf([
  /\b(?:may|might|could|should|whether|if|unless|until|not sure|not true|only|except|but|previous)\b/, // made up
  /\b(?:last|earlier|other|next|future|retries|free (?:accounts?|users?|plans?|tiers?))\b/, // made up
  /是否/, // made up, in Chinese
  /可能/, // made up, in Chinese
  /如果/, // made up, in Chinese
  /上次/, // made up, in Chinese
  /之前/, // made up, in Chinese
  /其他/, // made up, in Chinese
  /但/, // made up, in Chinese
  /吗/, // made up, in Chinese
  /嗎/, // made up, in Chinese
  /部分/, // made up, in Chinese
  /重复/, // made up, in Chinese
  /重複/, // made up, in Chinese
]);

/** The opposite, said as well. */
const charged = anyOf([
  /\b(?:was|were|been|are|is|be|got) (?:charged|billed)\b/, // made up
  /\b(?:charged|billed)(?: you)? [$€¥]/, // made up
  /已(?:扣费|扣費|计费|計費|收费|收費)/, // made up, in Chinese
]);
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
