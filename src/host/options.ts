import * as vscode from 'vscode';
import type { AspectRatio } from '../core/image';
import { nearestSize } from '../core/generate';
import { findModel } from '../core/models';
import type { PossibleModel, Services } from '../core/services';
import { possibleModel, possibleModels } from '../core/services';
import type { PictureOptions } from '../shared/protocol';
import { estimateText } from './texts/estimateText';

type Step<T> = { readonly picked: T } | 'back' | undefined;

/** Asks for model, size and ratio, one after the other and with a way back. Undefined: everything stays as it was. */
export async function pickOptions(current: PictureOptions, services: Services): Promise<PictureOptions | undefined> {
  let chosen = current;
  let step = 0;
  while (step < 3) {
    const answer = await steps[step]?.(chosen, services);
    if (answer === undefined) return undefined;
    if (answer === 'back') step -= 1;
    else {
      chosen = { ...chosen, ...answer.picked };
      step += 1;
    }
  }
  return chosen;
}

const steps: readonly ((current: PictureOptions, services: Services) => Promise<Step<Partial<PictureOptions>>>)[] = [
  pickModel,
  pickSize,
  pickRatio,
];

async function pickModel(current: PictureOptions, services: Services): Promise<Step<Partial<PictureOptions>>> {
  const possible = possibleModels(services);
  const items = possible.map((item) => ({
    label: item.model.name,
    description: modelDetail(item, services, current),
    value: item,
  }));
  const now = possible.find(({ model }) => model.id === current.model);
  const answer = await pick(vscode.l10n.t('Model'), 1, items, now);
  if (typeof answer !== 'object') return answer;
  const { model, sizes, ratios } = answer.picked;
  const size = nearestSize(current.size, sizes) ?? current.size;
  const ratio = ratios.find((item) => item === current.ratio) ?? ratios[0] ?? current.ratio;
  return { picked: { model: model.id, size, ratio } };
}

async function pickSize(current: PictureOptions, services: Services): Promise<Step<Partial<PictureOptions>>> {
  const items = (possible(current, services)?.sizes ?? []).map((size) => ({
    label: size,
    description: estimateText(services, { ...current, size }),
    value: size,
  }));
  const answer = await pick(vscode.l10n.t('Size'), 2, items, current.size);
  return typeof answer === 'object' ? { picked: { size: answer.picked } } : answer;
}

async function pickRatio(current: PictureOptions, services: Services): Promise<Step<Partial<PictureOptions>>> {
  const ratios = possible(current, services)?.ratios ?? [current.ratio];
  const items = ratios.map((ratio) => ({ label: ratio, description: shapeText(ratio), value: ratio }));
  const answer = await pick(vscode.l10n.t('Aspect ratio'), 3, items, current.ratio);
  return typeof answer === 'object' ? { picked: { ratio: answer.picked } } : answer;
}

function possible({ model: id }: PictureOptions, { routes, catalogue }: Services): PossibleModel | undefined {
  const model = findModel(id, catalogue);
  return model && possibleModel(routes, model);
}

function modelDetail({ model, sizes, ratios }: PossibleModel, services: Services, current: PictureOptions): string {
  const range = sizes.length > 1 ? `${sizes[0]}–${sizes.at(-1)}` : (sizes[0] ?? '');
  const size = nearestSize(current.size, sizes) ?? '1K';
  return [range, estimateText(services, { model: model.id, size, ratio: ratios[0] ?? '1:1' })]
    .filter(Boolean)
    .join(' · ');
}

function shapeText(ratio: AspectRatio): string {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  if (width === height) return vscode.l10n.t('square');
  return width > height ? vscode.l10n.t('landscape') : vscode.l10n.t('portrait');
}

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

function pick<T>(
  title: string,
  step: number,
  items: readonly Choice<T>[],
  current: NoInfer<T> | undefined,
): Promise<Step<T>> {
  return new Promise((resolve) => {
    const input = vscode.window.createQuickPick<Choice<T>>();
    input.title = title;
    input.step = step;
    input.totalSteps = steps.length;
    input.items = items;
    input.activeItems = items.filter(({ value }) => value === current);
    input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
    input.ignoreFocusOut = true;
    let answer: Step<T>;
    const finish = (step: Step<T>): void => {
      answer = step;
      input.hide();
    };
    input.onDidTriggerButton(() => finish('back'));
    input.onDidAccept(() => {
      const [item] = input.selectedItems;
      if (item) finish({ picked: item.value });
    });
    input.onDidHide(() => {
      input.dispose();
      resolve(answer);
    });
    input.show();
  });
}
