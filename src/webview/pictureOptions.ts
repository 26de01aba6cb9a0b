import type { Labelled, ModelView, PanelState, PictureOptions } from '../shared/protocol';

/** What the three pickers offer. */
export interface Choices {
  readonly models: readonly Labelled<string>[];
  readonly sizes: readonly Labelled<PictureOptions['size']>[];
  readonly ratios: readonly Labelled<PictureOptions['ratio']>[];
}

/** What is chosen is always among it, even where no route knows the model. */
export function choicesFor({ models }: Pick<PanelState, 'models'>, chosen: PictureOptions): Choices {
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

/** The options with another model. Size and ratio stay where it can do them, else they become the usual ones. */
export function withModel(options: PictureOptions, model: ModelView): PictureOptions {
  return {
    ...options,
    model: model.id,
    size: possible(options.size, '1K', model.sizes),
    ratio: possible(options.ratio, '1:1', model.ratios),
  };
}

function possible<T>(wanted: T, usual: T, values: readonly T[]): T {
  return [wanted, usual].find((value) => values.includes(value)) ?? values[0] ?? wanted;
}
