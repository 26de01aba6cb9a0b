import assert from 'node:assert/strict';
import { GenerationFailure } from '../../src/core/failures/failure';
import type { Attempt } from '../../src/core/run/attempts';
import type { Picture } from '../../src/core/run/picture';
import type { Route } from '../../src/core/services/route';
import { findModel } from '../../src/core/services/models';
import { parseRoutes } from '../../src/core/settings/settings';
import { answerLabel, questionText } from '../../src/host/texts/money/questionText';
import { clickText, savedText } from '../../src/host/texts/pictureText';
import { clickEndOf } from '../../src/work/clicks/clickEnd';
import type { Ended, MadePicture } from '../../src/work/job';
import type { Wanted } from '../../src/work/wanted';
import type { Question } from '../../src/work/question';

const [relay, google] = parseRoutes([
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'studio', preset: 'google-ai-studio' },
]) as [Route, Route];

const cut: Attempt = {
  ...{ route: relay, modelId: 'm', charge: 'unknown', costUsd: 0.055, startedAt: 0, ms: 1 },
  failure: new GenerationFailure({ kind: 'interrupted', charge: 'unknown' }),
};

function cutQuestion(): Question {
  return { what: 'uncertain', failed: cut, next: google, nextUsd: 0.067 };
}

function madeAfterCut(): MadePicture {
  const picture = {
    ...{ prompt: 'a fox', route: google, model: findModel('nano-banana-2'), charge: 'billed', costUsd: 0.067 },
    ...{ image: { width: 1, height: 1 }, warnings: [], referenceChanges: [] },
  } as unknown as Picture;
  const paid: Attempt = { ...cut, route: google, charge: 'billed', costUsd: 0.067, failure: undefined };
  return { id: 'p', picture, saved: { uri: 'file:///a.png', label: 'a.png' }, attempts: [cut, paid], skipped: [] };
}

describe('The words about money', () => {
  it('ask for the price of one picture', () => {
    const asked = { question: cutQuestion(), pictures: 1 };
    assert.match(questionText(asked), /may already have charged \$0\.055 .* Google AI Studio for \$0\.067\?$/);
    assert.equal(answerLabel(asked, 'pay'), 'Pay $0.067 at Google AI Studio');
  });

  it('ask for the price of all pictures that the answer is for', () => {
    const asked = { question: cutQuestion(), pictures: 3 };
    assert.match(
      questionText(asked),
      /charged up to \$0\.165 .* Google AI Studio for up to \$0\.201\? .* the 3 pictures/,
    );
    assert.equal(answerLabel(asked, 'pay'), 'Pay up to $0.201 for 3 Pictures at Google AI Studio');
  });

  it('say the same of a request that takes long', () => {
    const question: Question = { what: 'slow', route: relay, costUsd: 0.055, next: google, nextUsd: 0.067 };
    assert.match(
      questionText({ question, pictures: 3 }),
      /charged up to \$0\.165\. Google AI Studio costs up to \$0\.201\./,
    );
    assert.match(questionText({ question, pictures: 1 }), /charged \$0\.055\. Google AI Studio costs \$0\.067\.$/);
  });

  it('do not hide behind a picture what another route may have charged', () => {
    assert.match(
      savedText(madeAfterCut()),
      /^Saved a\.png via Google AI Studio \(\$0\.067\)\. APIYI may have charged \$0\.055\./,
    );
    const end = clickEndOf(Array.from({ length: 3 }, () => ({ kind: 'made', made: madeAfterCut() })));
    assert.match(
      clickText(end),
      /\$0\.201.* APIYI may have charged \$0\.165\. APIYI failed: the connection broke off\.$/,
    );
  });

  it('tell what a model said instead of giving a picture', () => {
    const facts = { kind: 'noImage', charge: 'unknown', providerMessage: 'Which [roof](command:x)?' } as const;
    const failed = { ...cut, failure: new GenerationFailure(facts) };
    const text = questionText({ question: { what: 'uncertain', failed, next: google, nextUsd: 0.067 }, pictures: 1 });
    assert.match(
      text,
      /^APIYI answered without a picture\. “Which \[roof\] \(command:x\)\?” It may already have charged/,
    );
  });

  it('sum up a click: how many of the pictures came, by which routes, and who may have charged for the others', () => {
    const made = { kind: 'made', made: { ...madeAfterCut(), attempts: [] } } satisfies Ended;
    const outcome = {
      ...{ ok: false as const, failure: cut.failure ?? assert.fail(), skipped: [], obstacles: [] },
      attempts: [cut, { ...cut, route: google, costUsd: 0.067 }],
    };
    const failed: Ended = { kind: 'failed', outcome, untried: [], wanted: {} as Wanted };
    assert.equal(clickText(clickEndOf([made, made])), '2 pictures saved via Google AI Studio ($0.134).');
    assert.equal(
      clickText(clickEndOf([made, failed, made])),
      '2 of 3 pictures saved via Google AI Studio ($0.134). APIYI and Google AI Studio may have charged $0.122.',
    );
    const { picture } = made.made;
    const other: Ended = {
      kind: 'made',
      made: { ...made.made, picture: { ...picture, route: relay, costUsd: 0.055 } },
    };
    assert.equal(
      clickText(clickEndOf([made, other, made])),
      '3 pictures saved: 2 via Google AI Studio ($0.134), 1 via APIYI ($0.055).',
    );
  });
});
