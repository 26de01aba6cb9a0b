import { anyOf } from './patterns';

/** Quotes in which a service or a model repeats what somebody else said. Apostrophes are none. */
const quotes = anyOf(
  [
    /"[^"\n]{1,2000}"/,
    /“[^”\n]{1,2000}”/,
    /„[^“”\n]{1,2000}[“”]/,
    /«[^»\n]{1,2000}»/,
    /「[^」\n]{1,2000}」/,
    /『[^』\n]{1,2000}』/,
    /(?<![\p{L}\p{N}])['‘`][^'‘’`\n]{2,2000}['’`](?![\p{L}\p{N}])/u,
  ],
  'gu',
);
const longestRead = 4000;

/** What a text says itself, without what it quotes, as far as anybody reads it; all of it where it is one quotation. */
export function withoutQuotes(text: string): string {
  const read = text.slice(0, longestRead);
  const bare = read.replace(quotes, ' … ');
  return /\p{L}{2,}/u.test(bare) ? bare : read;
}

const wordOrSign = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
/** A run of so many words that the prompt has as well is taken for its echo. */
const echoedWords = 5;
const longestPrompt = 100_000;

/** Each run of words, by the index of its first one. */
function runsIn(words: readonly string[]): string[] {
  const first = words.slice(0, Math.max(0, words.length - echoedWords + 1));
  return first.map((_, index) =>
    words
      .slice(index, index + echoedWords)
      .join(' ')
      .toLowerCase(),
  );
}

/** Takes the words out of a text that it repeats from a prompt: they say nothing of the service's own. */
export function echoRemover(prompt: string): (text: string) => string {
  let runs: ReadonlySet<string> | undefined;
  return (text) => {
    const words = [...text.slice(0, longestRead).matchAll(wordOrSign)];
    if (words.length < echoedWords) return text;
    runs ??= new Set(runsIn(prompt.slice(0, longestPrompt).match(wordOrSign) ?? []));
    return without(words, runs, text);
  };
}

function without(words: readonly RegExpExecArray[], runs: ReadonlySet<string>, text: string): string {
  const echoed = new Set<number>();
  runsIn(words.map(([word]) => word)).forEach((run, index) => {
    if (runs.has(run)) for (let at = index; at < index + echoedWords; at++) echoed.add(at);
  });
  let rest = '';
  let from = 0;
  for (const [index, word] of words.entries()) {
    if (!echoed.has(index)) continue;
    rest += text.slice(from, word.index);
    from = word.index + word[0].length;
  }
  return rest + text.slice(from);
}
