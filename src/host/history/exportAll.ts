import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { localDayOf } from '../../core/money/localDay';
import type { Counts } from '../../store/export/exportReader';
import type { ExportFile, ExportFormat } from '../../store/export/writeExport';
import type { Store } from '../../store/store';
import { pickOne } from '../window/lists';
import { say } from '../window/say';
import { showProgress } from '../window/showProgress';
import { askWhere, targetsOf } from './exportTargets';

interface ExportAllDeps {
  readonly store: Pick<Store, 'isThere' | 'exported'>;
  /** Where files are written until they are whole. */
  readonly staging: string;
}

/** Writes attempts and pictures where the user says. */
export async function exportAll({ store, staging }: ExportAllDeps): Promise<void> {
  const counts = store.isThere() ? await store.exported.counts() : { attempts: 0, pictures: 0 };
  if (counts.attempts + counts.pictures === 0) {
    void say.info(vscode.l10n.t('There is nothing to export yet.'));
    return;
  }
  const format = await askFormat();
  const now = Date.now();
  const chosen = format && (await askWhere(format, `dualtrack-${localDayOf(now)}`));
  const targets = format && chosen && (await targetsOf(format, chosen));
  if (!format || !targets) return;
  const total = counts.attempts + counts.pictures;
  const done = await showProgress(vscode.l10n.t('Exporting…'), async (report, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const onRows = (rows: number): void => report(vscode.l10n.t('{0} of {1}', Math.min(rows, total), total));
    const { writeExport } = await import('../../store/export/writeExport');
    try {
      const parts = { reader: store.exported, format, folder: staging, now, signal: abort.signal, onRows };
      await moveAll(await writeExport(parts), targets);
      return true;
    } catch (error) {
      if (abort.signal.aborted) return false;
      throw error;
    }
  });
  if (done) await tellDone(counts, [...targets.values()]);
}

async function askFormat(): Promise<ExportFormat | undefined> {
  const items = [
    {
      label: 'CSV',
      description: vscode.l10n.t('two files for a spreadsheet: attempts and pictures'),
      format: 'csv' as const,
    },
    { label: 'JSON', description: vscode.l10n.t('one file for a program'), format: 'json' as const },
  ];
  const options = {
    title: vscode.l10n.t('Export All'),
    placeHolder: vscode.l10n.t('What was spent, and every picture with its prompt. In which format?'),
  };
  return (await pickOne(items, options))?.format;
}

/** By VS Code, which reaches places that no path leads to. What was not moved is removed. */
async function moveAll(
  files: readonly ExportFile[],
  targets: ReadonlyMap<ExportFile['of'], vscode.Uri>,
): Promise<void> {
  try {
    for (const { path, of } of files) {
      const target = targets.get(of);
      if (target) await vscode.workspace.fs.copy(vscode.Uri.file(path), target, { overwrite: true });
    }
  } finally {
    await Promise.all(files.map(({ path }) => rm(path, { force: true }).catch(() => undefined)));
  }
}

async function tellDone({ attempts, pictures }: Counts, targets: readonly vscode.Uri[]): Promise<void> {
  const names = targets.map((target) => target.path.split('/').at(-1) ?? '').join(', ');
  const open = vscode.l10n.t('Open');
  const text = vscode.l10n.t('Exported to {0}. Attempts: {1}, pictures: {2}.', names, attempts, pictures);
  if ((await say.info(text, open)) !== open) return;
  for (const target of targets) await vscode.commands.executeCommand('vscode.open', target, { preview: false });
}
