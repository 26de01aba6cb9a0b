import assert from 'node:assert/strict';
import { findModel } from '../../../../src/core/services/models';
import { differsMuch, estimateRange } from '../../../../src/core/services/priceRange';
import { parseModels } from '../../../../src/core/settings/modelSettings';
import { parseRoutes } from '../../../../src/core/settings/settings';

const [google, apiyi, perToken, unknown] = parseRoutes([
  { id: 'google', preset: 'google-ai-studio' },
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'perToken', preset: 'apiyi', billing: 'perToken' },
  { id: 'unknown', preset: 'openai-compatible', baseUrl: 'https://relay.example' },
]);
const modelOf = (id: string) => findModel(id) ?? assert.fail();

function range(route = google, references = 0, count = 1, model = modelOf('nano-banana-2')) {
  const request = { size: '1K', references: Array<unknown>(references).fill(0) } as const;
  const found = estimateRange(route ?? assert.fail(), model, request, count);
  return found && [Number(found.from.toFixed(6)), Number(found.to.toFixed(6)), found.kind];
}

describe('the price before', () => {
  it('is a range where tokens are billed, since a draft is billed too', () => {
    assert.deepEqual(range(), [0.067, 0.14, 'estimated']);
    assert.deepEqual(range(perToken), [0.067, 0.14, 'estimated']);
    assert.deepEqual(range(google, 0, 1, modelOf('nano-banana')), [0.039, 0.039, 'estimated']);
  });

  it('is one price where calls are billed, and the user’s own where there is one', () => {
    assert.deepEqual(range(apiyi, 3), [0.055, 0.055, 'listed']);
    const own = findModel(
      'nano-banana-2',
      parseModels([{ id: 'nano-banana-2', routes: { google: { prices: 0.06 } } }]),
    );
    assert.deepEqual(range(google, 3, 1, own), [0.06, 0.06, 'listed']);
    assert.equal(range(unknown), undefined);
  });

  it('grows with the pictures to work from, and with the count', () => {
    assert.deepEqual(range(google, 2), [0.067258, 0.14112, 'estimated']);
    assert.deepEqual(range(google, 0, 4), [0.268, 0.56, 'estimated']);
    assert.deepEqual(range(apiyi, 0, 4), [0.22, 0.22, 'listed']);
  });

  it('shows both ends only where they differ much', () => {
    assert.deepEqual([differsMuch({ from: 0.067, to: 0.14 }), differsMuch({ from: 0.067, to: 0.07 })], [true, false]);
  });
});
