import type { Mutant } from '../mutant';

export const money: readonly Mutant[] = [
  {
    name: 'a model’s words may say that nothing was charged',
    edits: [
      {
        file: 'src/answers/failures/failureOfAnswer.ts',
        from: 'serviceWords: evidence.messages,',
        to: 'serviceWords: [...evidence.messages, pictures.text],',
      },
    ],
    killers: ['is not believed in the model’s words that nothing was charged'],
  },
  {
    name: 'a told price counts for nothing beside an error',
    edits: [{ file: 'src/answers/money/chargeOfAnswer.ts', from: 'paid ?? ' }],
    killers: ['is believed where it says that something was paid beside an error'],
  },
  {
    name: 'what was paid is read in the usage alone',
    edits: [{ file: 'src/answers/money/chargeOfAnswer.ts', from: ' ...others,' }],
    killers: ['is believed where it says in a field of its own that something was paid'],
  },
  {
    name: 'what a service quotes is its own word',
    edits: [
      {
        file: 'src/answers/money/chargeOfAnswer.ts',
        from: 'withoutEcho(withoutQuotes(words))',
        to: 'withoutEcho(withoutQuotes(words) && words)',
      },
    ],
    killers: ['is not believed where it only quotes that nothing is charged'],
  },
  {
    name: 'a lost model has a successor, whatever its loss cost',
    edits: [
      { file: 'src/core/run/generate.ts', from: 'return isFree && routes', to: 'return (isFree || true) && routes' },
    ],
    killers: ['is asked for no successor of a model whose loss may have been charged'],
  },
  {
    name: 'an error under a good status is free everywhere',
    edits: [{ file: 'src/answers/money/chargeOfAnswer.ts', from: '(billsEveryAnswer || ', to: '(' }],
    killers: ['is never free under a good status where it bills every answer'],
  },
  {
    name: 'a preset of Google’s has cheap answers at any address',
    edits: [
      {
        file: 'src/core/failures/nextStep.ts',
        from: " === 'tokens' && firstParty;",
        to: " === 'tokens' && firstParty !== null;",
      },
    ],
    killers: ['is not Google because its entry says so'],
  },
  {
    name: 'only what a relay took counts, not what the maker took from the user’s own key',
    edits: [
      {
        file: 'src/answers/money/toldUsage.ts',
        from: 'const upstream = upstreamOf(details);',
        to: 'const upstream = 0;',
      },
    ],
    killers: ['is booked with what the maker took from the user’s own key'],
  },
  {
    name: 'any sum is believed',
    edits: [{ file: 'src/answers/money/amounts.ts', from: 'usd <= mostPictureUsd', to: 'usd <= Infinity' }],
    killers: ['is not booked with a sum that no picture costs'],
  },
];
