import assert from 'node:assert/strict';
import { usageOf, usageWithoutPicture } from '../../../../src/answers/money/usage';

const image = (tokenCount: number) => ({ modality: 'IMAGE', tokenCount });
const text = (tokenCount: number) => ({ modality: 'TEXT', tokenCount });

function tokensOf(usage: Readonly<Record<string, unknown>>) {
  const { inputTokens, imageTokens, textTokens } = usageOf([usage]) ?? {};
  return [inputTokens, imageTokens, textTokens];
}

describe('the tokens of an answer', () => {
  it('count what is not the picture once, as the total does', () => {
    const usage = {
      ...{ promptTokenCount: 300, toolUsePromptTokenCount: 26, candidatesTokenCount: 2300, thoughtsTokenCount: 40 },
      ...{ totalTokenCount: 2666, candidatesTokensDetails: [image(2000)] },
    };
    assert.deepEqual(tokensOf(usage), [326, 2000, 340]);
  });

  it('add the entries of one modality, drafts too, however they are spelled', () => {
    const counts = { promptTokenCount: 10, candidatesTokenCount: 2300, totalTokenCount: 2400 };
    const details = [image(1120), text(50), image(1120)];
    assert.deepEqual(tokensOf({ ...counts, candidatesTokensDetails: details }), [10, 2240, 150]);
    const snake = [
      { modality: 'IMAGE', token_count: 1120 },
      { modality: 'image', token_count: 1120 },
    ];
    assert.deepEqual(tokensOf({ ...counts, candidates_tokens_details: snake }), [10, 2240, 150]);
  });

  it('are the sum of their parts where no total is told', () => {
    const usage = { promptTokenCount: 10, candidatesTokenCount: 1200, thoughtsTokenCount: 100 };
    assert.deepEqual(tokensOf({ ...usage, candidatesTokensDetails: [image(1120)] }), [10, 1120, 180]);
  });

  it('tell no picture where the details are larger than the count, or name none', () => {
    const usage = { promptTokenCount: 10, candidatesTokenCount: 1200, totalTokenCount: 1210 };
    const untold = [10, undefined, undefined];
    assert.deepEqual(tokensOf({ ...usage, candidatesTokensDetails: [image(1290)] }), untold);
    assert.deepEqual(tokensOf({ ...usage, candidatesTokensDetails: [image(1120), text(90)] }), untold);
    assert.deepEqual(tokensOf({ ...usage, candidatesTokensDetails: [text(90)] }), untold);
    assert.deepEqual(tokensOf({ ...usage, totalTokenCount: 900, candidatesTokensDetails: [image(1120)] }), untold);
    const asOpenai = { prompt_tokens: 10, completion_tokens: 100, completion_tokens_details: { image_tokens: 1120 } };
    assert.deepEqual(tokensOf(asOpenai), untold);
  });

  it('are those of the thoughts in a refusal, which repeats them', () => {
    const refused = { promptTokenCount: 10, candidatesTokenCount: 184, thoughtsTokenCount: 184, totalTokenCount: 194 };
    assert.deepEqual(usageWithoutPicture([refused]), { inputTokens: 10, textTokens: 184 });
    assert.equal(usageWithoutPicture([{ ...refused, candidatesTokensDetails: [image(1120)] }]), undefined);
    assert.equal(usageWithoutPicture([{ promptTokenCount: 0, totalTokenCount: 0 }]), undefined);
  });
});
