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
import { waitOf } from '../../../src/providers/failures/wait';
import { verdictOfWords } from '../../../src/providers/failures/words';
import { TooLargeError } from '../../../src/providers/tooLarge';
import type { Run } from './growth';
import { growth } from './growth';
import { bodies, pictures, places, texts } from './hostileShapes';
import { read } from './support';

/** Linear is 4 and quadratic 16: what is between is room for caches, garbage and a busy machine. */
const most = 9;
const tries = 3;

async function assertLinear(make: (size: number) => Run): Promise<void> {
  const seen: number[] = [];
  while (seen.length < tries) {
    const factor = await growth(make);
    if (factor <= most) return;
    seen.push(factor);
  }
  assert.fail(`4 times the size took ${seen.map((factor) => factor.toFixed(1)).join(', ')} times the CPU time`);
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

const layer = { label: '', names: [], statuses: [], quotaIds: [], quotaValues: [], times: [], retryDelays: [], links: [] };

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
  refusals: (text) => verdictOfPictureless({ ...evidence, messages: [text] }, text, undefined),
  'times to wait': (text) => waitOf([{ ...layer, message: text, retryDelays: [text] }], new Headers(), 0),
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

describe('The time to read an answer grows with its size and no faster:', () => {
  for (const [what, shape] of Object.entries(bodies)) {
    it(what, () => assertLinear((size) => readsAll([Buffer.from(shape(size))], [200, 500]))).timeout(60_000);
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

describe('The time to look for something in words grows with their size and no faster:', () => {
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

describe('The time to read a picture grows with its size and no faster:', () => {
  for (const [what, shape] of Object.entries(pictures)) {
    it(what, () =>
      assertLinear((size) => {
        const bytes = shape(size);
        return () => [pictureOf(bytes), endOfPicture(bytes), readImage(bytes)];
      }),
    ).timeout(60_000);
  }
});
