import assert from 'node:assert/strict';
import type { Attempt } from '../../../../src/core/run/attempts';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import { fileStem } from '../../../../src/core/pictures/fileName';
import type { Picture } from '../../../../src/core/run/picture';
import { errorStack, errorWords, failedLine, savedLine } from '../../../../src/core/run/logLines';
import { findModel } from '../../../../src/core/services/models';
import type { Route } from '../../../../src/core/services/route';
import { parseRoutes } from '../../../../src/core/settings/settings';
import { withoutPrompt } from '../../../../src/core/redaction/withoutPrompt';
import { assertNotQuadratic } from '../../answers/reading/growth';

const prompt = 'A red fox in the snow, "looking" back over its shoulder & waiting for Mr. O’Hara, 4 km from Łódź';
const [route] = parseRoutes([{ id: 'apiyi', preset: 'apiyi' }]) as [Route];

function attempt(facts: Partial<FailureFacts>): Attempt {
  const failure = new GenerationFailure({ kind: 'refused', charge: 'none', status: 400, ...facts });
  return { route, modelId: 'm-1', charge: 'none', failure, startedAt: 0, ms: 1200 };
}

const quoting: Readonly<Record<string, (prompt: string) => string>> = {
  'as it is': (text) => text,
  'in JSON': (text) => JSON.stringify(text),
  'in JSON, twice': (text) => JSON.stringify(JSON.stringify({ prompt: text })),
  'in an address': encodeURIComponent,
  'in HTML': (text) => text.replaceAll('"', '&quot;').replaceAll('&', '&amp;'),
  'in lines': (text) => text.replaceAll(' ', '\n  '),
  'in capitals': (text) => text.toUpperCase(),
  'its beginning': (text) => `${text.slice(0, 30)}…`,
  'its middle': (text) => `…${text.slice(20, 60)}…`,
  'its end': (text) => text.slice(-40),
};

describe('a line of the log', () => {
  for (const [how, quote] of Object.entries(quoting)) {
    it(`has no prompt, where a service quotes it: ${how}`, () => {
      const providerMessage = `The prompt ${quote(prompt)} was blocked by our rules (code 17).`;
      const line = failedLine(attempt({ providerMessage, requestId: 'req-1' }), prompt);
      assert.match(line, /^apiyi: m-1 failed: refused 400 charge none, 1200 ms, request req-1 — The prompt /);
      assert.match(line, /\[prompt\].* was blocked by our rules \(code 17\)\.$/s);
      assert.doesNotMatch(line, /red fox in|over\W+its|waiting/i);
    });
  }

  it('has no short prompt either, but the same letters in other words stay', () => {
    const rows: readonly (readonly [prompt: string, text: string, expected: string])[] = [
      ['a fox', 'Blocked: "a fox"; a foxglove, Lisa Fox', 'Blocked: "[prompt]"; a foxglove, Lisa Fox'],
      ['dragon', 'dragonfly or Dragon?', 'dragonfly or [prompt]?'],
      ['лиса', 'слово «лиса» запрещено, как и лисавета', 'слово «[prompt]» запрещено, как и лисавета'],
      ['a', 'a model that is a model', 'a model that is a model'],
      ['', 'nothing to hide', 'nothing to hide'],
    ];
    for (const [given, text, expected] of rows) assert.equal(withoutPrompt(text, given), expected);
  });

  it('says what a reference is, without the prompt', () => {
    const referenceProblem = { what: 'cannotDecode', name: 'print.jpg', form: 'cmykJpeg' } as const;
    const line = failedLine(attempt({ kind: 'badRequest', status: undefined, referenceProblem }), prompt);
    assert.match(line, /^apiyi: m-1 failed: badRequest charge none, 1200 ms — print\.jpg .* a CMYK JPEG/);
  });

  it('of a picture names neither its file nor its prompt', () => {
    const model = findModel('nano-banana-2') ?? assert.fail();
    const picture: Picture = {
      request: { prompt, model: model.id, size: '1K', ratio: '1:1' },
      image: { bytes: 9, mime: 'image/png', width: 2, height: 3, sha256: 'ff' },
      ...{ route, model, modelId: 'm-1', charge: 'billed', costUsd: 0.1, placeholder: false, warnings: [] },
    };
    assert.equal(savedLine('id-1', picture), 'Saved picture id-1: image/png 2x3, 9 bytes, via apiyi, m-1');
    const error = `ENOSPC: no space left, write '/ws/assets/${fileStem(prompt)}.png'`;
    const line = savedLine('id-1', picture, { error });
    assert.match(line, /^Kept picture id-1, .*ENOSPC: no space left, write '\/ws\/assets\/…\.png'/);
    assert.match(savedLine('id-1', picture, 'dismissed'), /^Kept picture id-1, .*\(dismissed\)/);
  });

  it('of an error has neither names of pictures nor keys nor a provider’s words, and says what it was', () => {
    const stem = fileStem(prompt);
    const thrown = [
      Object.assign(new Error(`EACCES: permission denied, open 'C:\\ws\\assets\\${stem}-2.jpg'`), { code: 'EACCES' }),
      new Error(`Unable to write file 'vscode-vfs://github/a/b/${encodeURIComponent(stem)}.webp' (x)`),
      `EEXIST: ${stem}.png`,
      new GenerationFailure({
        kind: 'refused',
        charge: 'none',
        providerMessage: `${prompt} was blocked; sk-not-real-1234`,
      }),
    ];
    for (const error of thrown) {
      for (const text of [errorWords(error), errorStack(error)]) {
        assert.doesNotMatch(text, /red|fox|not-real/i, text);
        assert.match(text, /EACCES|Unable|EEXIST|refused/);
      }
    }
    assert.match(errorStack(thrown[0]), /at .*logLines/);
    assert.equal(errorWords(new Error('bad sk-not-real-1234')), 'bad [key]');
  });

  it('is made in time that grows with the text', async () => {
    for (const part of ['a red fox ', 'x', '.png', 'a.pn', '%25', prompt]) {
      const making = (length: number) => {
        const text = part.repeat(length / part.length);
        return () => [errorWords(text), withoutPrompt(text, prompt)];
      };
      await assertNotQuadratic(making, 20_000, part);
    }
  }).timeout(60_000);
});
