import assert from 'node:assert/strict';
import { leastLimitText, leastLimitUsd, proposedLimitUsd, raisedLimitUsd } from '../../../../src/core/money/raised';

const reached = { spentUsd: 4.9, reservedUsd: 0.055, nextUsd: 0.11, limitUsd: 5 };

describe('a limit that is raised', () => {
  it('is proposed in whole dollars, above the old one and above what the picture needs', () => {
    assert.equal(leastLimitUsd(reached), 5.065);
    assert.equal(leastLimitText({ ...reached, spentUsd: 1.017, reservedUsd: 0, nextUsd: 0.055 }), '$1.072');
    assert.equal(proposedLimitUsd(reached), 6);
    assert.equal(proposedLimitUsd({ ...reached, spentUsd: 0, limitUsd: 0 }), 1);
    assert.equal(proposedLimitUsd({ ...reached, spentUsd: 12.5 }), 13);
  });

  for (const [text, usd] of Object.entries({ '6': 6, ' $7.50 ': 7.5, '7,50': 7.5, '5.065': 5.065, '6 $': 6 })) {
    it(`is read from ${JSON.stringify(text)}`, () => assert.equal(raisedLimitUsd(text, reached), usd));
  }

  it('has some room for a picture at an unknown price', () => {
    const unpriced = { ...reached, nextUsd: 0 };
    assert.equal(raisedLimitUsd('4.955', unpriced), 'tooLittle');
    assert.equal(raisedLimitUsd('4.96', unpriced), 4.96);
  });

  for (const [text, problem] of Object.entries({
    ...{ '': 'noAmount', five: 'noAmount', '-6': 'noAmount', '1e9': 'noAmount', '1.000,5': 'noAmount' },
    ...{ '1,000': 'noAmount', '5.06': 'tooLittle', '0': 'tooLittle', '1000001': 'tooMuch' },
  })) {
    it(`is not read from ${JSON.stringify(text)}: ${problem}`, () =>
      assert.equal(raisedLimitUsd(text, reached), problem));
  }
});
