import assert from 'node:assert/strict';
import { choicesFor, withModel } from '../../../../src/webview/composer/pictureOptions';
import type { ModelView } from '../../../../src/panel/composer';
import type { PictureOptions } from '../../../../src/core/pictures/image';

const big: ModelView = { id: 'big', name: 'Big', sizes: ['512', '1K', '2K', '4K'], ratios: ['1:1', '16:9', '8:1'] };
const small: ModelView = { id: 'small', name: 'Small', sizes: ['1K'], ratios: ['1:1', '16:9'] };
const odd: ModelView = { id: 'odd', name: 'Odd', sizes: ['2K', '4K'], ratios: ['3:2'] };

describe('choicesFor', () => {
  it('offers what the chosen model can do, and all models by name', () => {
    const choices = choicesFor({ models: [big, small] }, { model: 'small', size: '1K', ratio: '1:1' });
    assert.deepEqual(choices, {
      models: [
        { value: 'big', label: 'Big' },
        { value: 'small', label: 'Small' },
      ],
      sizes: [{ value: '1K', label: '1K' }],
      ratios: [
        { value: '1:1', label: '1:1' },
        { value: '16:9', label: '16:9' },
      ],
    });
  });

  it('shows what is chosen even where the model cannot do it', () => {
    const { sizes } = choicesFor({ models: [small] }, { model: 'small', size: '4K', ratio: '1:1' });
    assert.deepEqual(
      sizes.map(({ value }) => value),
      ['4K', '1K'],
    );
  });

  it('shows the chosen model by its id where no route knows it', () => {
    const choices = choicesFor({ models: [big] }, { model: 'mine', size: '2K', ratio: '8:1' });
    assert.deepEqual(choices.models, [
      { value: 'mine', label: 'mine' },
      { value: 'big', label: 'Big' },
    ]);
    assert.deepEqual(choices.sizes, [{ value: '2K', label: '2K' }]);
  });
});

describe('withModel', () => {
  const chosen: PictureOptions = { model: 'big', size: '4K', ratio: '8:1' };

  it('keeps size and ratio that the other model can do', () => {
    assert.deepEqual(withModel({ ...chosen, model: 'small' }, big), chosen);
  });

  it('keeps the options of Vertex AI', () => {
    const vertex = { outputMimeType: 'image/png' } as const;
    assert.deepEqual(withModel({ ...chosen, vertex }, small).vertex, vertex);
  });

  it('takes what is nearest where it cannot', () => {
    const middle: ModelView = { ...small, sizes: ['1K', '2K'] };
    assert.deepEqual(withModel(chosen, middle), { model: 'small', size: '2K', ratio: '1:1' });
    assert.deepEqual(withModel({ ...chosen, size: '1K' }, odd), { model: 'odd', size: '2K', ratio: '3:2' });
  });
});
