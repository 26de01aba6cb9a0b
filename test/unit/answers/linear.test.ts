import assert from 'node:assert/strict';
import { readImage } from '../../../src/core/imageBytes';
import { GenerationFailure } from '../../../src/core/failure';
import { redact } from '../../../src/core/redact';
import { bytesOfText } from '../../../src/providers/answer/base64';
import { jsonIn } from '../../../src/providers/answer/jsonIn';
import { parseJson } from '../../../src/providers/answer/json';
import { endOfPicture, pictureOf } from '../../../src/providers/answer/pictureBytes';
import { picturesInText } from '../../../src/providers/answer/textPictures';
import { withoutThoughts } from '../../../src/providers/answer/thoughts';
import { layersOf } from '../../../src/providers/failures/errorLayers';
import { shown } from '../../../src/providers/failures/message';
import { verdictOfPictureless } from '../../../src/providers/failures/pictureless';
import { paymentsIn } from '../../../src/providers/answer/payments';
import { echoRemover } from '../../../src/providers/failures/asserted';
import { errorsToldAsAnswer } from '../../../src/providers/failures/errorAsAnswer';
import { saysFree } from '../../../src/providers/failures/freeWords';
import { withModelsNamed } from '../../../src/providers/failures/words/modelWords';
import { timesOf, waitOf } from '../../../src/providers/failures/times/times';
import { verdictOfWords } from '../../../src/providers/failures/words/words';
import { TooLargeError } from '../../../src/providers/tooLarge';
import type { Growth, Run } from './growth';
import { growth } from './growth';
import { bodies, pictures, places, texts, times } from './hostileShapes';
import { chat, read } from './support';

/** Linear is 4 and quadratic 16: what is between is room for caches, garbage and a busy machine. */
const most = 9;
const tries = 3;

/** A loop that begins anew at each place within some thousand signs is linear too, and as bad. */
const slowestWords = 2000;
/** Bytes of a picture are not words: hardly anything is done with each. */
const slowestBytes = 20;

/** Milliseconds of CPU that plain words take, a million of them. */
let plainMs = 0;
async function assertLinear(make: (size: number) => Run, smallest?: number, slowest = slowestWords): Promise<void> {
  const seen: string[] = [];
  while (seen.length < tries) {
    const { factor, msPerMillion } = await growth(make, smallest);
    if (factor <= most && msPerMillion <= slowest * plainMs) return;
    seen.push(
      `${factor.toFixed(1)} times the CPU time, ${Math.round(msPerMillion / plainMs)} times that of plain words`,
    );
  }
  assert.fail(`4 times the size took ${seen.join('; ')}`);
}

/** Reads it to whatever end. */
async function reads(body: Buffer, status: number): Promise<void> {
  await read({ status, body }).catch((error: unknown) => {
    if (!(error instanceof GenerationFailure)) throw error;
  });
}

function readsAll(all: readonly Buffer[], statuses: readonly number[]): Run {
  return async () => {
    for (const status of statuses) for (const body of all) await reads(body, status);
  };
}

function unlessTooLarge(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof TooLargeError) return undefined;
    throw error;
  }
}

const layer = {
  label: '',
  names: [],
  statuses: [],
  quotaIds: [],
  quotaValues: [],
  times: [],
  retryDelays: [],
  links: [],
};

/** Where less is too little to see it. */
const smallestOf: Readonly<Record<string, number>> = {
  'pictures that begin alike': 4_000_000,
  'pictures that are the same but for the end': 4_000_000,
};

/** Everything that reads words, each for itself: what one of them cuts short, another may be given whole. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  pictures: picturesInText,
  thoughts: withoutThoughts,
  'JSON between words': jsonIn,
  JSON: parseJson,
  base64: bytesOfText,
  'errors in errors': layersOf,
  'what is shown': (text) => shown(text, ['test-key-not-real'], 100_000),
  keys: (text) => redact(text, ['test-key-not-real']),
  kinds: (text) => verdictOfWords(text, 200),
  refusals: (text) =>
    verdictOfPictureless({ ...evidence, messages: [text] }, text, { usage: undefined, isFirstParty: false }),
  'times to wait': (text) => waitOf([{ ...layer, message: text, retryDelays: [text] }], new Headers(), 0),
  limits: (text) => timesOf([{ ...layer, message: text, times: [['resetat', text]] }], new Headers(), 0),
  payments: paymentsIn,
  'errors told as the answer': errorsToldAsAnswer,
  'what a prompt is repeated in': (text) => echoRemover('a prompt of some words that nobody says again')(text),
  'a prompt that is repeated': (text) => echoRemover(text)('words that are some of those of the prompt'),
  'what is charged': saysFree,
  'the asked model': (text) => withModelsNamed(text, 'model-x'),
};
const evidence = {
  ...{
    finds: [],
    errors: [],
    finishReasons: [],
    blockReasons: [],
    usage: [],
    modelStatus: [],
    requestIds: [],
    ids: [],
  },
  ...{ hasCandidates: true, isAnswer: true },
};

describe('The time to read grows with the size and no faster,', () => {
  before(async () => {
    const measure = (): Promise<Growth> =>
      growth(
        (size) => readsAll([Buffer.from(JSON.stringify(chat({ content: times('A fox. ', size) })))], [200]),
        1_000_000,
      );
    await measure(); // compiles it
    plainMs = (await measure()).msPerMillion;
  });

  describe('of an answer:', () => {
    for (const [what, shape] of Object.entries(bodies)) {
      it(what, () =>
        assertLinear((size) => readsAll([Buffer.from(shape(size))], [200, 500]), smallestOf[what]),
      ).timeout(60_000);
    }

    for (const [what, shape] of Object.entries(texts)) {
      it(`${what}, in the words of each wire`, () =>
        assertLinear((size) => {
          const values = Object.values(places).map((put) => put(shape(size)));
          const all = values.map((value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
          return readsAll(all, [200]);
        })).timeout(60_000);
    }
  });

  describe('of words that are searched for', () => {
    for (const [what, look] of Object.entries(readers)) {
      it(what, async () => {
        for (const [name, shape] of Object.entries(texts)) {
          await assertLinear((size) => {
            const text = shape(size);
            return () => unlessTooLarge(() => look(text));
          }).catch((error: Error) => assert.fail(`${name}: ${error.message}`));
        }
      }).timeout(120_000);
    }
  });

  describe('of a picture:', () => {
    for (const [what, shape] of Object.entries(pictures)) {
      const make = (size: number): Run => {
        const bytes = shape(size);
        return () => [pictureOf(bytes), endOfPicture(bytes), readImage(bytes)];
      };
      it(what, () => assertLinear(make, undefined, slowestBytes)).timeout(60_000);
    }
  });
});
