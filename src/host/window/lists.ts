import * as vscode from 'vscode';
import { plainText } from '../texts/plainText';

/** An item of a list. VS Code would draw `$(name)` in its texts as an icon: only `icon`, which is ours, is drawn. */
export interface Item extends vscode.QuickPickItem {
  /** The name of a codicon, before the label. */
  readonly icon?: string | undefined;
}

/**
 * A list stays while the user looks at something else, and while a page takes the focus by itself, such as a walkthrough that has
 * just been drawn. Escape closes it.
 */
const ignoreFocusOut = true;

interface ListOptions {
  readonly title: string;
  readonly placeHolder?: string;
  readonly matchOnDescription?: boolean;
}

/** Lets the user pick one item; undefined: they would rather not. */
export async function pickOne<T extends Item>(items: readonly T[], options: ListOptions): Promise<T | undefined> {
  const shown = items.map((item) => ({ item: plainItem(item), picked: item }));
  const picked = await vscode.window.showQuickPick(
    shown.map(({ item }) => item),
    plainOptions(options),
  );
  return shown.find(({ item }) => item === picked)?.picked;
}

/** Lets the user tick items, some of which are ticked (`picked`) already; undefined: they would rather not. */
export async function pickMany<T extends Item>(
  items: readonly T[],
  options: ListOptions,
): Promise<readonly T[] | undefined> {
  const shown = items.map((item) => ({ item: plainItem(item), picked: item }));
  const picked = await vscode.window.showQuickPick(
    shown.map(({ item }) => item),
    { ...plainOptions(options), canPickMany: true },
  );
  return picked && shown.filter(({ item }) => picked.includes(item)).map((one) => one.picked);
}

/** A list for who wants to fill and close it; it is not shown yet. */
export function createList<T extends Item>(
  items: readonly T[],
  title: string,
  placeholder?: string,
): vscode.QuickPick<T> {
  const list = vscode.window.createQuickPick<T>();
  list.items = items.map(plainItem);
  list.ignoreFocusOut = ignoreFocusOut;
  list.title = plainText(title, 200);
  list.placeholder = placeholder === undefined ? undefined : plainText(placeholder);
  return list;
}

/** The item as VS Code may draw it, with all else that it holds. */
function plainItem<T extends Item>(item: T): T {
  const label = plainText(item.label, 200);
  return {
    ...item,
    label: item.icon === undefined ? label : `$(${item.icon}) ${label}`,
    ...(item.description === undefined ? {} : { description: plainText(item.description) }),
    ...(item.detail === undefined ? {} : { detail: plainText(item.detail, 500) }),
  };
}

function plainOptions({ title, placeHolder, ...options }: ListOptions): vscode.QuickPickOptions {
  return {
    ...options,
    ignoreFocusOut,
    title: plainText(title, 200),
    ...(placeHolder === undefined ? {} : { placeHolder: plainText(placeHolder) }),
  };
}
