/** Quotes in which a service or a model repeats what somebody else said. Apostrophes are none. */
const quotes =
  /"[^"\n]{1,2000}"|“[^”\n]{1,2000}”|„[^“”\n]{1,2000}[“”]|«[^»\n]{1,2000}»|「[^」\n]{1,2000}」|『[^』\n]{1,2000}』|(?<![\p{L}\p{N}])['‘`][^'‘’`\n]{2,2000}['’`](?![\p{L}\p{N}])/gu;

/** A text without what it quotes; the text itself where it is all one quotation. */
export function withoutQuotes(text: string): string {
  const bare = text.replace(quotes, ' … ');
  return /\p{L}{2,}/u.test(bare) ? bare : text;
}

const wordOrSign = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
/** A run of so many words that the prompt has as well is taken for its echo. */
const echoedWords = 5;
const longestRead = 4000;
const longestPrompt = 100_000;

/** Each run of words, by the index of its first one. */
function runsIn(words: readonly string[]): string[] {
  return words.slice(0, Math.max(0, words.length - echoedWords + 1)).map((_, index) =>
    words
      .slice(index, index + echoedWords)
      .join(' ')
      .toLowerCase(),
  );
}

/** A text without the words of the prompt that it repeats, which say nothing of the service's own. */
export function withoutEcho(text: string, prompt: string): string {
  const words = [...text.slice(0, longestRead).matchAll(wordOrSign)];
  const runs = new Set(runsIn(prompt.slice(0, longestPrompt).match(wordOrSign) ?? []));
  const echoed = new Set<number>();
  runsIn(words.map(([word]) => word)).forEach((run, index) => {
    if (runs.has(run)) for (let at = index; at < index + echoedWords; at++) echoed.add(at);
  });
  if (echoed.size === 0) return text;
  let rest = '';
  let from = 0;
  for (const index of echoed) {
    const word = words[index];
    if (!word) continue;
    rest += text.slice(from, word.index);
    from = word.index + word[0].length;
  }
  return rest + text.slice(from);
}
