import { nearestPossible } from '../../core/pictures/nearestPossible';
import type { ComposerView, Labelled, ModelView } from '../../panel/composer';
import type { PictureOptions } from '../../core/pictures/image';

/** What the three pickers offer. */
export interface Choices {
  readonly models: readonly Labelled<string>[];
  readonly sizes: readonly Labelled<PictureOptions['size']>[];
  readonly ratios: readonly Labelled<PictureOptions['ratio']>[];
}

/** What is chosen is always among it, even where no route knows the model. */
export function choicesFor({ models }: Pick<ComposerView, 'models'>, chosen: PictureOptions): Choices {
  const model = models.find(({ id }) => id === chosen.model);
  const named = models.map(({ id, name }) => ({ value: id, label: name }));
  return {
    models: model ? named : [{ value: chosen.model, label: chosen.model }, ...named],
    sizes: valuesWith(chosen.size, model?.sizes ?? []),
    ratios: valuesWith(chosen.ratio, model?.ratios ?? []),
  };
}

function valuesWith<T extends string>(chosen: T, values: readonly T[]): Labelled<T>[] {
  const all = values.includes(chosen) ? values : [chosen, ...values];
  return all.map((value) => ({ value, label: value }));
}

/** The options with another model, and of size and ratio what it can do. */
export function withModel(options: PictureOptions, model: ModelView): PictureOptions {
  return { ...options, model: model.id, ...nearestPossible(options, model) };
}
