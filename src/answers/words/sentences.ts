const longestRead = 4000;

/** The sentences of a text that a service wrote, as far as anybody reads it. */
export function sentencesOf(text: string): string[] {
  return text
    .slice(0, longestRead)
    .split(/[!?。！？\n]+|\.(?=\s|$)/)
    .filter((sentence) => sentence.trim() !== '');
}

/** A sentence that says what may come, or what would be: it states no fact. */
export function isConditional(words: string): boolean {
  return conditional.test(words);
}

const conditional = new RegExp(
  [
    String.raw`\b(?:may|might|could|would|will|can|if|unless|avoid|prevent|risks?|lead(?:s|ing)? to|result(?:s|ing)? in)\b`,
    '可能|或将|或將|将会|將會|将被|將被|如果|否则|否則|以免|恐れ|可能性|場合|수 있|경우|если|может быть|могут быть|может привести',
    String.raw`\b(?:puede|podría|pueden|si su|si tu|pode(?:rá)?|podem|peut|pourrait|peuvent|si votre|kann|könnte|können|falls|wenn)\b`,
    String.raw`\b(?:può|potrebbe|kunnen|może|mogą|olabilir|có thể|dapat|bisa)\b`,
  ].join('|'),
  'i',
);
