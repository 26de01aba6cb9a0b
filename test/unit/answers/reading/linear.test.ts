import assert from 'node:assert/strict';
import { readImage } from '../../../../src/core/pictures/imageBytes';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import { redact } from '../../../../src/core/redaction/redact';
import { bytesOfText } from '../../../../src/answers/pictures/base64';
import { jsonInText } from '../../../../src/answers/json/jsonInText';
import { parseJson } from '../../../../src/answers/json/json';
import { endOfPicture, pictureOf } from '../../../../src/answers/pictures/pictureBytes';
import { HeldBytes } from '../../../../src/answers/pictures/byteSource';
import { picturesInText } from '../../../../src/answers/pictures/textPictures';
import { evidenceOf } from '../../../../src/answers/reading/evidenceOfBody';
import { withoutLongRuns } from '../../../../src/answers/reading/longRuns';
import { Marks } from '../../../../src/answers/reading/marks';
import { layersOf } from '../../../../src/answers/failures/wrappedErrors';
import { redactedText } from '../../../../src/answers/failures/message';
import { classifyPictureless } from '../../../../src/answers/failures/classifyPictureless';
import { paymentsIn, paymentsInHeaders } from '../../../../src/answers/money/payments';
import { echoRemover } from '../../../../src/answers/words/quotesAndEchoes';
import { errorsToldAsAnswer } from '../../../../src/answers/failures/errorInText';
import { saysFree } from '../../../../src/answers/money/freeWords';
import { withModelsNamed } from '../../../../src/answers/words/modelWords';
import { timesOf, waitOf } from '../../../../src/answers/times/times';
import { classifyMessage } from '../../../../src/answers/words/classifyMessage';
import { TooLargeError } from '../../../../src/answers/json/limits';
import { oneLine } from '../../../../src/core/words/oneLine';
import { windowsMs } from '../../../../src/answers/times/timesInFields';
import type { Growth, Run } from './growth';
import { growth, usual } from './growth';
import { bodies, pictures, places, texts, times } from './hostileShapes';
import { chat, read } from '../support';

/** Linear is 4 and quadratic 16: what is between is room for caches, garbage and a busy machine. */
const most = 9;
/** So many that a machine busy with other things does not fail all of them; one that is not linear does. */
const tries = 6;

/** A loop that begins anew at each place within some thousand signs is linear too, and as bad. */
const slowestWords = 2000;
/** Bytes of a picture are not words: hardly anything is done with each. */
const slowestBytes = 20;

/** Milliseconds of CPU that plain words take, a million of them. */
let plainMs = 0;
async function assertLinear(make: (size: number) => Run, smallest = usual, slowest = slowestWords): Promise<void> {
  const seen: string[] = [];
  while (seen.length < tries) {
    // each time with twice the input: where one comes to lie on a step, as between two caches, the next one does not
    const { factor, msPerMillion } = await growth(make, smallest * 2 ** (seen.length % 3));
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
  thoughts: (text) => evidenceOf({ kind: 'text', text, isCut: false }),
  'JSON between words': jsonInText,
  JSON: parseJson,
  base64: bytesOfText,
  'errors in errors': layersOf,
  'what is shown': (text) => redactedText(text, ['test-key-not-real'], 100_000),
  keys: (text) => redact(text, ['test-key-not-real']),
  kinds: (text) => classifyMessage(text, 200),
  refusals: (text) =>
    classifyPictureless({ ...evidence, messages: [text] }, text, { usage: undefined, isFirstParty: false }),
  'times to wait': (text) => waitOf([{ ...layer, message: text, retryDelays: [text] }], new Headers(), 0),
  limits: (text) => timesOf([{ ...layer, message: text, times: [['resetat', text]] }], new Headers(), 0),
  payments: paymentsIn,
  'errors told as the answer': errorsToldAsAnswer,
  'what a prompt is repeated in': (text) => echoRemover('a prompt of some words that nobody says again')(text),
  'a prompt that is repeated': (text) => echoRemover(text)('words that are some of those of the prompt'),
  'what is charged': saysFree,
  'the asked model': (text) => withModelsNamed(text, 'model-x'),
};
/** Parts of names of headers, which may be as long as all headers together. */
const headerNames: Readonly<Record<string, string>> = {
  'one long word': 'a',
  'of limits': 'ratelimit-',
  'of limits that begin anew': 'x-ratelimit-a-reset-',
  'of hyphens': '-',
  'of costs': 'cost-',
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

  describe('of a header whose name is', () => {
    for (const [what, part] of Object.entries(headerNames)) {
      it(what, () =>
        assertLinear((size) => {
          const headers = new Headers([[`${times(part, size)}.`, '0']]);
          return () => [windowsMs(headers, 0), waitOf([], headers, 0), paymentsInHeaders(headers)];
        }, 1024),
      ).timeout(60_000);
    }
  });

  for (const sign of [' ', '\n', ' \n']) {
    it(`of a selected text that becomes a prompt, of many ${JSON.stringify(sign)}`, () =>
      assertLinear((size) => {
        const text = `a${times(sign, size)}a`;
        return () => oneLine(text);
      })).timeout(60_000);
  }

  describe('of long runs of base64:', () => {
    const start = 'iVBORw0KGgoAAAANSUhEUgAA';
    const shapes: Readonly<Record<string, (size: number) => string>> = {
      ...texts,
      'run after run': (size) => times(`${start}${'A'.repeat(70_000)} `, size),
      'run after run in lines': (size) => times(`${start}${'A'.repeat(70_000)}\n`, size),
      'runs that are nearly long': (size) => times(`${start}${'A'.repeat(65_000)} `, size),
      'runs that end behind the first look': (size) => times(`${start}${'A'.repeat(240)} `, size),
      'beginnings behind escapes': (size) => times(`\\n${start}`, size),
    };
    for (const [what, shape] of Object.entries(shapes)) {
      it(what, () =>
        assertLinear((size) => {
          const bytes = new HeldBytes(Buffer.from(shape(size)));
          return () => withoutLongRuns(bytes, new Marks(), () => undefined);
        }),
      ).timeout(60_000);
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
