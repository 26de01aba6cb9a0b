import type { Contestant } from './contestant';
import { startAsUsed } from './contestants/dualtrackAsUsed';
import { activation } from './measures/activation';
import { badDay } from './measures/badDay';
import { bigAnswers } from './measures/bigAnswer';
import { downRoute } from './measures/downRoute';
import { gallery } from './measures/gallery';
import { failoverTimes } from './measures/failoverTime';
import { ledger } from './measures/ledger';
import { memory } from './measures/memory';
import { oddAnswer } from './measures/oddAnswers';
import { ownWork } from './measures/ownWork';
import { poisoned } from './measures/poisoned';
import { thumbnails } from './measures/thumbnails';
import { twentyAtOnce } from './measures/twentyAtOnce';
import type { ClientResults, Parts } from './results';

/** How often things are done: `whole` for figures that are kept, `quick` to see that a part works. */
export interface Effort {
  readonly bigAnswerRounds: number;
  readonly answersAtOnce: number;
  readonly memoryRounds: number;
  /** Each nth hostile shape is taken. */
  readonly everyShape: number;
  readonly ownWorkRounds: number;
  readonly failoverRounds: number;
  readonly windows: number;
  readonly ledgerAttempts: number;
  readonly ledgerRounds: number;
  readonly galleryPictures: number;
  readonly newPictures: number;
}

export const efforts = {
  whole: {
    ...{ bigAnswerRounds: 5, answersAtOnce: 8, memoryRounds: 3, everyShape: 1 },
    ...{ ownWorkRounds: 100, failoverRounds: 12, windows: 5 },
    ...{ ledgerAttempts: 100_000, ledgerRounds: 15, galleryPictures: 10_000, newPictures: 100 },
  },
  quick: {
    ...{ bigAnswerRounds: 1, answersAtOnce: 2, memoryRounds: 1, everyShape: 25 },
    ...{ ownWorkRounds: 3, failoverRounds: 1, windows: 1 },
    ...{ ledgerAttempts: 1_000, ledgerRounds: 1, galleryPictures: 1_000, newPictures: 3 },
  },
} as const satisfies Readonly<Record<string, Effort>>;

type Contestants = () => Promise<readonly Contestant[]>;

/** The parts of the bench, in their order. The contestants are started for those that ask for them. */
export const parts: {
  readonly [P in keyof Parts]: (effort: Effort, contestants: Contestants) => Promise<Parts[P]>;
} = {
  bigAnswers: ({ bigAnswerRounds }) => bigAnswers(bigAnswerRounds),
  memory: ({ answersAtOnce, memoryRounds }) => memory(answersAtOnce, memoryRounds),
  poisoned: ({ everyShape }) => poisoned(everyShape),
  ownWork: async ({ ownWorkRounds }, contestants) => {
    const asUsed = [startAsUsed({ files: false }), startAsUsed({ files: true })];
    const all = [...asUsed, ...(await contestants())];
    return ownWork(all, ownWorkRounds).finally(() => Promise.all(asUsed.map((contestant) => contestant.close())));
  },
  clients: async ({ failoverRounds }, contestants) => {
    const times = await failoverTimes(await contestants(), failoverRounds);
    const all: Record<string, ClientResults> = {};
    for (const contestant of await contestants()) {
      all[contestant.name] = await resultsOf(contestant, times[contestant.name] ?? NaN);
    }
    return all;
  },
  ledger: ({ ledgerAttempts, ledgerRounds }) => ledger(ledgerAttempts, ledgerRounds),
  gallery: ({ galleryPictures }) => gallery(galleryPictures),
  thumbnails: ({ newPictures }) => thumbnails(newPictures),
  // last: it packages the extension, which builds anew what the others run
  activation: ({ windows }) => activation(windows),
};

async function resultsOf(contestant: Contestant, failoverOfDirect: number): Promise<ClientResults> {
  process.stderr.write(`bench: ${contestant.name} …\n`);
  return {
    failoverOfDirect,
    atOnce: await twentyAtOnce(contestant),
    odd: {
      noPicture: await oddAnswer(contestant, 'noPicture'),
      blocked: await oddAnswer(contestant, 'blocked'),
      timeout: await oddAnswer(contestant, 'timeout'),
      brokenConnection: await oddAnswer(contestant, 'brokenConnection'),
    },
    badDay: await badDay(contestant),
    downRoute: await downRoute(contestant),
  };
}
