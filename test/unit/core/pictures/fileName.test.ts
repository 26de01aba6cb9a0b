import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileStem, numberedName } from '../../../../src/core/pictures/fileName';
import { isReservedOnWindows } from '../../../../src/core/pictures/windowsNames';

describe('file names', () => {
  it('come from the prompt in any script', () => {
    assert.equal(fileStem('A Lighthouse at Dawn!'), 'a-lighthouse-at-dawn');
    assert.equal(fileStem('Маяк на рассвете'), 'маяк-на-рассвете');
    assert.equal(fileStem('黎明的灯塔，水彩'), '黎明的灯塔-水彩');
    assert.equal(fileStem('🦊🌙'), '🦊🌙');
    assert.equal(fileStem('👩‍🚀 in space'), '👩‍🚀-in-space');
  });

  it('are never empty, hidden, a path or reserved', () => {
    assert.equal(fileStem('...///***'), 'image');
    assert.equal(fileStem('../../etc/passwd'), 'etc-passwd');
    assert.equal(fileStem('CON'), 'con-image');
    for (const device of ['COM¹', 'com²', 'LPT³', 'Com0', 'LPT9', 'nul', 'PRN', 'aux']) {
      for (const prompt of [device, `${device}!`, ` ${device}. `, `"${device}"`]) {
        assert.equal(fileStem(prompt), `${device.toLowerCase()}-image`, prompt);
      }
    }
    assert.deepEqual(['com', 'com10', 'com¹²', 'console', 'lpt⁴'].map(fileStem), [
      'com',
      'com10',
      'com¹²',
      'console',
      'lpt⁴',
    ]);
    assert.equal(fileStem('\u202Egnp.exe'), 'gnp-exe');
  });

  it('have no sign that nobody sees or that turns others around', () => {
    for (const [prompt, stem] of [
      ['\u3164', 'image'],
      ['\u115f\u1160\uffa0', 'image'],
      ['fox\u{e0041}\u{e0042}', 'fox'],
      ['fo\u200dx', 'fox'],
      ['\u202egnp.fox', 'gnp-fox'],
      ['f\ufe0fox\u034f', 'fox'],
      ['a\nfox\u009b', 'a-fox'],
      ['می\u200cخواهم', 'می\u200cخواهم'],
      ['🏳️\u200d🌈', '🏳️\u200d🌈'],
    ] as const) {
      assert.equal(fileStem(prompt), stem, JSON.stringify(prompt));
    }
  });

  it('end at a word when the prompt is long', () => {
    const stem = fileStem('a very long prompt '.repeat(2_000));
    assert.equal(stem, 'a-very-long-prompt-a-very-long-prompt-a-very-long-prompt-a');
  });

  it('fit every file system, whatever the prompt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (prompt) => {
        const name = numberedName(fileStem(prompt), 'png', 9_999);
        assert.ok(Buffer.byteLength(name) <= 143);
        assert.ok(!isReservedOnWindows(name), name);
        assert.match(name, /^[^\s./\\<>:"|?*]+\.png$/u);
        assert.ok(name.isWellFormed());
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('count up from the second', () => {
    assert.equal(numberedName('fox', 'png', 1), 'fox.png');
    assert.equal(numberedName('fox', 'jpg', 2), 'fox-2.jpg');
  });
});
