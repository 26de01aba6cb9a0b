import os from 'node:os';
import * as vscode from 'vscode';
import type { Health } from '../../core/run/health';
import { errorWords } from '../../core/run/logLines';
import { SettingsError } from '../../core/settings/settings';
import type { LedgerRow } from '../../store/ledger/ledgerRow';
import type { Size } from '../../store/sizes';
import { sizesBeside } from '../../store/sizes';
import type { Store } from '../../store/store';
import { readServices } from '../settings/configuration';
import type { Keys } from '../keys/keys';
import { plainLine } from '../texts/plainText';
import { sizeText } from '../../core/words/sizeText';
import { say } from '../window/say';

interface DiagnosticsDependencies {
  readonly health: Health;
  readonly store: Store;
  readonly keys: Keys;
  readonly version: string;
}

/** Puts a text fit for a bug report on the clipboard: no keys, no prompts, no names of files or projects. In English, as reports are. */
export async function copyDiagnostics(deps: DiagnosticsDependencies): Promise<void> {
  const lines = [
    ...machineLines(deps.version),
    '',
    ...(await routeLines(deps)),
    '',
    ...(await storageLines(deps.store)),
    '',
    ...(await attemptLines(deps.store)),
  ];
  await vscode.env.clipboard.writeText(lines.map((line) => plainLine(line)).join('\n'));
  void say.info(
    vscode.l10n.t('Diagnostics copied. They hold no keys and no prompts; look them over before you share them.'),
  );
}

function machineLines(version: string): string[] {
  const { appName, remoteName, uiKind } = vscode.env;
  const where = `${remoteName ?? 'local'}, ${uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}`;
  const http = vscode.workspace.getConfiguration('http');
  const proxy = http.get<string>('proxy') ? 'set' : 'not set';
  return [
    `Dualtrack ${version} in ${appName} ${vscode.version} (${where})`,
    `Node ${process.versions.node}, ${os.platform()} ${os.arch()}`,
    `http.proxy ${proxy}, http.proxySupport ${http.get<string>('proxySupport') ?? ''}`,
  ];
}

async function routeLines({ health, keys }: DiagnosticsDependencies): Promise<string[]> {
  try {
    const { routes } = readServices();
    return await Promise.all(
      routes.map(async (route, index) => {
        const hosts = route.baseUrls.map((url) => new URL(url).host).join(', ');
        const key = route.credential === 'key' ? `, key ${(await keys.has(route)) ? 'set' : 'missing'}` : '';
        const { state } = health.state(route.id);
        return `${index + 1}. ${route.preset.id} (${route.wire}, ${hosts || 'offline'}, ${route.credential}${key}): ${state}`;
      }),
    );
  } catch (error) {
    if (error instanceof SettingsError) return [`settings: ${error.message}`];
    throw error;
  }
}

async function storageLines({ file }: Store): Promise<string[]> {
  const { database, aside, inbox, thumbnails, unsaved } = await sizesBeside(file);
  const line = (name: string, { files, bytes }: Size): string => `${name}: ${files} files, ${sizeText(bytes)}`;
  return [
    line('database', database),
    ...(aside.files > 0 ? [line('damaged databases', aside)] : []),
    line('answers', inbox),
    line('thumbnails', thumbnails),
    line('unsaved pictures', unsaved),
  ];
}

/** The last attempts, newest first. */
async function attemptLines(store: Store): Promise<string[]> {
  try {
    return (await store.ledger.list({ since: 0 }, 20)).map(attemptLine);
  } catch (error) {
    return [`ledger: ${errorWords(error)}`];
  }
}

function attemptLine(row: LedgerRow): string {
  const at = new Date(row.startedAt).toISOString();
  const ms = row.endedAt === undefined ? '?' : String(row.endedAt - row.startedAt);
  const end = row.failure ?? 'delivered';
  // an id has no blanks; words could be the prompt's
  const id = row.requestId && !/\s/.test(row.requestId) ? ` request ${row.requestId}` : '';
  return `${at} ${row.modelId} ${row.size} ${end} ${row.status ?? ''} charge ${row.charge} ${ms} ms${id}`;
}
