import type { Mutant } from '../mutant';

export const poison: readonly Mutant[] = [
  {
    name: 'blanks behind an address are split in every way',
    edits: [
      {
        file: 'src/answers/pictures/markup.ts',
        from: String.raw`\s{0,400}(?:(?:"[^"]{0,500}"|'[^']{0,500}'|\([^)]{0,500}\))\s{0,400})?\)`,
        to: String.raw`\s*(?:"[^"]{0,500}"|'[^']{0,500}'|\([^)]{0,500}\))?\s*\)`,
      },
    ],
    killers: ['takes no time with a million blanks'],
  },
  {
    name: 'brackets behind an address are counted anew for each',
    edits: [
      {
        file: 'src/answers/pictures/addresses.ts',
        from: 'for (; end > 0; end--) {',
        to: "for (; end > 0; end--) {\n    unopened[')'] = count(address.slice(0, end), ')') - count(address.slice(0, end), '(');",
      },
    ],
    killers: ['takes no time with brackets'],
  },
  {
    name: 'data in lines is decoded from each of its lines on',
    edits: [
      {
        file: 'src/answers/pictures/base64Ranges.ts',
        from: 'this.#left -= 1 + signs * this.#perSign;',
        to: 'void signs;',
      },
    ],
    killers: ['takes no time with data in lines'],
  },
  {
    name: 'a code may be as long as it likes',
    edits: [{ file: 'src/answers/failures/errorLayer.ts', from: 'code.length <= longestCode && ', to: '' }],
    killers: ['takes no time with a message that goes on'],
  },
  {
    name: 'a list is made a text, however deep it is',
    edits: [
      {
        file: 'src/answers/money/toldUsage.ts',
        from: "typeof told === 'object' || ",
        to: '',
      },
    ],
    killers: ['loses no picture to values that are no text'],
  },
  {
    name: 'an answer may hold as many values as it likes',
    edits: [{ file: 'src/answers/json/limits.ts', from: 'values: million', to: 'values: Infinity' }],
    killers: ['fills no memory with a list of', 'fills no memory with a stream'],
  },
  {
    name: 'JSON in a string may hold as many values as it likes',
    edits: [
      {
        file: 'src/answers/reading/readBody.ts',
        from: 'parseJson(inner, budget)',
        to: 'JSON.parse(inner)',
      },
    ],
    killers: ['fills no memory with such a list in a string'],
  },
  {
    name: 'a few bytes may become as many as they like',
    edits: [
      {
        file: 'src/answers/coding/coding.ts',
        from: 'Math.max(mostForFree, bytes.byteLength * mostGrowth)',
        to: 'maxBytes',
      },
    ],
    killers: ['fills no memory with what a few bytes become'],
  },
];
