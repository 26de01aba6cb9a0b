import * as vscode from 'vscode';
import type { AspectRatio, ImageSize } from '../core/image';
import { nearestSize } from '../core/generate';
import type { Model } from '../core/models';
import { findModel, models } from '../core/models';
import type { Route } from '../core/route';
import { offerOf, sizesOf } from '../core/route';
import type { PictureOptions } from '../shared/protocol';
import { estimateText } from './texts/estimateText';

type Step<T> = { readonly picked: T } | 'back' | undefined;

/** Asks for model, size and ratio, one after the other and with a way back. Undefined: everything stays as it was. */
export async function pickOptions(
  current: PictureOptions,
  routes: readonly Route[],
): Promise<PictureOptions | undefined> {
  let chosen = current;
  let step = 0;
  while (step < 3) {
    const answer = await steps[step]?.(chosen, routes);
    if (answer === undefined) return undefined;
    if (answer === 'back') step -= 1;
    else {
      chosen = { ...chosen, ...answer.picked };
      step += 1;
    }
  }
  return chosen;
}

const steps: readonly ((
  current: PictureOptions,
  routes: readonly Route[],
) => Promise<Step<Partial<PictureOptions>>>)[] = [pickModel, pickSize, pickRatio];

async function pickModel(current: PictureOptions, routes: readonly Route[]): Promise<Step<Partial<PictureOptions>>> {
  const items = models
    .filter((model) => routes.some((route) => offerOf(route, model)))
    .map((model) => {
      const size = nearestSize(current.size, model.sizes) ?? '1K';
      return { label: model.name, description: modelDetail(model, routes, size), value: model.id };
    });
  const answer = await pick(vscode.l10n.t('Model'), 1, items, current.model);
  if (typeof answer !== 'object') return answer;
  const model = findModel(answer.picked);
  const size = model && nearestSize(current.size, sizesFor(model, routes));
  const ratio = model?.ratios.find((item) => item === current.ratio) ?? '1:1';
  return { picked: { model: answer.picked, ratio, ...(size ? { size } : {}) } };
}

async function pickSize(current: PictureOptions, routes: readonly Route[]): Promise<Step<Partial<PictureOptions>>> {
  const model = findModel(current.model);
  const items = (model ? sizesFor(model, routes) : []).map((size: ImageSize) => ({
    label: size,
    description: estimateText(routes, { ...current, size }),
    value: size,
  }));
  const answer = await pick(vscode.l10n.t('Size'), 2, items, current.size);
  return typeof answer === 'object' ? { picked: { size: answer.picked } } : answer;
}

async function pickRatio(current: PictureOptions): Promise<Step<Partial<PictureOptions>>> {
  const ratios: readonly AspectRatio[] = findModel(current.model)?.ratios ?? ['1:1'];
  const items = ratios.map((ratio) => ({ label: ratio, description: shapeText(ratio), value: ratio }));
  const answer = await pick(vscode.l10n.t('Aspect ratio'), 3, items, current.ratio);
  return typeof answer === 'object' ? { picked: { ratio: answer.picked } } : answer;
}

function sizesFor(model: Model, routes: readonly Route[]): readonly ImageSize[] {
  return model.sizes.filter((size) => routes.some((route) => sizesOf(route, model).includes(size)));
}

function modelDetail(model: Model, routes: readonly Route[], size: ImageSize): string {
  const sizes = sizesFor(model, routes);
  const range = sizes.length > 1 ? `${sizes[0]}–${sizes.at(-1)}` : (sizes[0] ?? '');
  return [range, estimateText(routes, { model: model.id, size, ratio: '1:1' })].filter(Boolean).join(' · ');
}

function shapeText(ratio: AspectRatio): string {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  if (width === height) return vscode.l10n.t('square');
  return width > height ? vscode.l10n.t('landscape') : vscode.l10n.t('portrait');
}

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

function pick<T>(title: string, step: number, items: readonly Choice<T>[], current: T): Promise<Step<T>> {
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
