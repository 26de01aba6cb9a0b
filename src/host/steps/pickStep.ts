import * as vscode from 'vscode';
import type { Item } from '../window/lists';
import { createList } from '../window/lists';

/** What a step came to: an answer, a way back, or (undefined) the user would rather not. */
export type Step<T> =
  | {
      readonly picked: T;
      /** Nothing was asked: a way back leads past it. */
      readonly unasked?: true;
      /** The same question comes again: more may be answered. */
      readonly more?: true;
    }
  | 'back'
  | undefined;

/** What the answer means; a way back stays one. */
export function mapped<T, U>(step: Step<T>, meaning: (picked: T) => U): Step<U> {
  return typeof step === 'object' ? { picked: meaning(step.picked) } : step;
}

export interface Choice<T> extends Item {
  readonly value: T;
}

interface StepQuestion<T> {
  readonly title: string;
  readonly placeholder?: string;
  /** From 1. */
  readonly step: number;
  readonly total: number;
  readonly items: readonly Choice<T>[];
  readonly current: NoInfer<T> | undefined;
}

/** One of several questions in a row, with a way back to the one before. */
export function pickStep<T>({ title, placeholder, step, total, items, current }: StepQuestion<T>): Promise<Step<T>> {
  return new Promise((resolve) => {
    const input = createList(items, title, placeholder);
    input.step = step;
    input.totalSteps = total;
    input.activeItems = input.items.filter(({ value }) => value === current);
    input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
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
