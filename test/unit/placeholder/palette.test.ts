import assert from 'node:assert/strict';
import { palettes } from '../../../src/placeholder/palette';

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('the palettes', () => {
  it('measure contrast as WCAG does', () => {
    assert.equal(contrast('#000000', '#ffffff').toFixed(2), '21.00');
    assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
  });

  palettes.forEach((palette, index) => {
    it(`no. ${index + 1} has ink that is readable on its sky and sun`, () => {
      // between two of these colours each channel lies between theirs, and so does the contrast
      for (const ground of [...palette.sky]) assert.ok(contrast(palette.ink, ground) >= 7, ground);
      assert.ok(contrast(palette.ink, palette.sun) >= 4.5, palette.sun);
    });

    it(`no. ${index + 1} is written in full hexadecimal and tells its land apart`, () => {
      const colours = [...palette.sky, palette.sun, ...palette.land, palette.ink];
      assert.deepEqual(
        colours.filter((colour) => !/^#[0-9a-f]{6}$/.test(colour)),
        [],
      );
      palette.land.slice(1).forEach((colour, step) => {
        assert.ok(contrast(colour, palette.land[step] ?? '') > 1.1, colour);
      });
    });
  });
});
