const doubled: Readonly<Record<string, string>> = {
  ...{ a: 'àâ', e: 'éê', i: 'îï', o: 'öô', u: 'üû' },
  ...{ A: 'ÀÂ', E: 'ÉÊ', I: 'ÎÏ', O: 'ÖÔ', U: 'ÜÛ' },
};

/** An English text as long as German ones are, and with letters that no English text has; what is in braces stays. */
export function lengthened(text: string): string {
  return text
    .split(/(\{[^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[aeiou]/gi, (letter) => doubled[letter] ?? letter)))
    .join('');
}
