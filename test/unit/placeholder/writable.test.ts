import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readTypeface } from '../../../src/placeholder/typeface';
import { isWritable, writable } from '../../../src/placeholder/writable';

const typeface = readTypeface(readFileSync('media/fonts/Inter-Medium.ttf'));

describe('the bundled font', () => {
  it('has Latin, Vietnamese, Greek and Cyrillic letters', () => {
    const text = 'AaÉéŁłßŒœẞ ĞğİıŞş ƠơƯưẾếỰự ΑαΏώΣσς ЁёЖжЩщЪъ ЄєІіЇїҐґ ЉљЊњЋћЏџ ӘәҒғҚқҢңӨө';
    assert.deepEqual(
      [...text].filter((character) => !typeface.has(character)),
      [],
    );
  });

  it('has no box, mark, control or invisible character', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    const had = all.filter((character) => typeface.has(character) && character !== ' ');
    assert.ok(had.length > 1000);
    assert.deepEqual(
      had.filter((character) => /[\p{C}\p{M}\p{Z}\ufffd□▢▫]/u.test(character)),
      [],
    );
  });

  it('tells widths in ems', () => {
    assert.ok(typeface.advance('W') > typeface.advance('i'));
    assert.ok(typeface.advance('W') > 0.8 && typeface.advance('W') < 1.3);
    assert.equal(typeface.advance('é'), typeface.advance('e'));
    assert.equal(typeface.advance('猫'), 0);
  });
});

describe('what can be written of a prompt', () => {
  const cases: readonly (readonly [prompt: string, written: string])[] = [
    ['A red fox', 'A red fox'],
    ['  two\n\nlines\tand\u00a0spaces ', 'two lines and spaces'],
    ['Съешь ещё булок', 'Съешь ещё булок'],
    ['<b>&"\'</b>', '<b>&"\'</b>'],
    ['猫', ''],
    ['你好, 世界!', ''],
    ['🦊❄️', ''],
    ['👩‍👩‍👧 family', 'family'],
    ['a cat 猫 in the rain', 'a cat in the rain'],
    ['a cat (猫) in the rain', 'a cat in the rain'],
    ['cat 🐱, dog 🐶.', 'cat, dog.'],
    ['cat, 猫, dog', 'cat, dog'],
    ['猫, cat', 'cat'],
    ['Hello 👋! How are you?', 'Hello! How are you?'],
    ['cafe\u0301 nai\u0308ve', 'café naïve'],
    ['Z\u0335\u0336a\u0335lgo', 'Zalgo'],
    ['1\ufe0f\u20e3 © ©\ufe0f', '1 © ©'],
    ['שלום 2024', ''],
    ['一只穿着 Nike 的猫在雨里', ''],
    ['猫2024', ''],
    ['a neon sign that says 欢迎', 'a neon sign that says'],
    ['一', ''],
    ['👋 2024', '2024'],
    ['?! … —', ''],
    ['one\u0000two\u200dthree', 'onetwothree'],
    ['\ud800lone\udfff', 'lone'],
  ];
  for (const [prompt, written] of cases) {
    it(`is ${JSON.stringify(written)} of ${JSON.stringify(prompt)}`, () => {
      assert.equal(writable(prompt, typeface), written);
    });
  }

  it('has only characters of the font, single spaces, and does not change when written again', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', 'я', ' ', ',', '(', ')', '猫', '\ud800', '\ufffe', '\u0301', '.', '\n') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const written = writable(text, typeface);
        assert.ok([...written].every((character) => typeface.has(character)));
        assert.ok(!written.includes('  ') && written === written.trim());
        assert.equal(writable(written, typeface), written);
      }),
    );
  });

  it('is found in time that does not explode with the length', () => {
    for (const part of ['猫 ,', '( 猫 )', ' \ufffe', '猫', ' ', 'a\u0301'.repeat(3)])
      writable(part.repeat(20_000), typeface);
  }).timeout(20_000);
});

describe('a label', () => {
  it('is writable only as a whole', () => {
    assert.equal(isWritable('Placeholder', typeface), true);
    assert.equal(isWritable('Заглушка', typeface), true);
    assert.equal(isWritable('Place 占位', typeface), false);
    assert.equal(isWritable('占位图', typeface), false);
    assert.equal(isWritable(' ', typeface), false);
  });
});
