import assert from 'node:assert/strict';
import { oneLine } from '../../../../src/core/words/oneLine';

describe('A text for a box of one line', () => {
  for (const [text, line] of [
    ['a fox', 'a fox'],
    ['  a\tfox \r\n  in the\n\n \n snow  \r', 'a\tfox in the snow'],
    [' \n\r\n ', ''],
  ] as const) {
    it(`has its words, with one blank for each end of a line: ${JSON.stringify(text)}`, () => {
      assert.equal(oneLine(text), line);
    });
  }
});
