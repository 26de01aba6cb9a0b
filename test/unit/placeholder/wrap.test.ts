import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withEllipsis, wrap } from '../../../src/placeholder/wrap';

/** Letters of different widths: capitals are three wide, the rest one. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[A-Z]/.test(character) ? 3 : 1), 0);
}

const words = fc.array(
  fc.string({ unit: fc.constantFrom('a', 'b', 'i', 'W', 'M', '-', '/', '.', 'я'), minLength: 1, maxLength: 30 }),
  { maxLength: 40 },
);

describe('wrapping', () => {
  it('makes no line wider than the width, except for a single letter', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }), (list, width, most) => {
        const { lines } = wrap(list.join(' '), width, most, widthOf);
        return lines.every((line) => widthOf(line) <= width || [...line].length === 1);
      }),
    );
  });

  it('loses and adds nothing but spaces when the text is complete', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (list, width) => {
        const { lines, complete } = wrap(list.join(' '), width, 10_000, widthOf);
        return complete && lines.join('').replaceAll(' ', '') === list.join('');
      }),
    );
  });

  it('gives the start of the text and says so when there are too many lines', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 8 }), (list, width, most) => {
        const all = wrap(list.join(' '), width, 10_000, widthOf);
        const some = wrap(list.join(' '), width, most, widthOf);
        assert.equal(some.complete, all.lines.length <= most);
        assert.deepEqual(some.lines, all.lines.slice(0, most));
      }),
    );
  });

  it('has no empty line and no space at an edge', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (list, width) =>
        wrap(list.join(' '), width, 10_000, widthOf).lines.every((line) => line !== '' && line === line.trim()),
      ),
    );
  });

  it('breaks no word that has room on a line', () => {
    fc.assert(
      fc.property(words, (list) => {
        const width = Math.max(1, ...list.map(widthOf));
        assert.equal(wrap(list.join(' '), width, 10_000, widthOf).broken, false);
      }),
    );
  });

  it('fills lines before it starts new ones', () => {
    assert.deepEqual(wrap('a bb ccc dddd', 6, 9, widthOf).lines, ['a bb', 'ccc', 'dddd']);
  });

  it('may break after hyphens and slashes, but leaves no stub of one or two letters', () => {
    assert.deepEqual(wrap('either/other half-moon', 8, 9, widthOf).lines, ['either/', 'other', 'half-', 'moon']);
    assert.deepEqual(wrap('a close-up', 8, 9, widthOf).lines, ['a', 'close-up']);
  });

  it('breaks a word that is wider than a line', () => {
    assert.deepEqual(wrap('go abcdefghij on', 4, 9, widthOf), {
      lines: ['go', 'abcd', 'efgh', 'ij', 'on'],
      complete: true,
      broken: true,
    });
  });
});

describe('an ellipsis', () => {
  it('ends a line that stays within the width', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (list, width) => {
        const line = withEllipsis(list.join(' '), width, widthOf);
        return line.endsWith('…') && widthOf(line) <= width && list.join(' ').startsWith(line.slice(0, -1));
      }),
    );
  });

  it('takes no punctuation with it', () => {
    assert.equal(withEllipsis('red, green, blue', 12, widthOf), 'red, green…');
  });
});
