import { createPrivateKey } from 'node:crypto';
import * as vscode from 'vscode';
import type { Route } from '../../core/services/route';
import type { ServiceAccount, ServiceAccountProblem } from '../../core/keys/serviceAccount';
import { parseServiceAccount, ServiceAccountError } from '../../core/keys/serviceAccount';
import { wordsOf } from '../../core/words/wordsOf';
import { credentialsVariable } from '../../providers/credentials/applicationDefault';
import { plainText } from '../texts/plainText';
import { say } from '../window/say';

export interface PickedAccount {
  readonly account: ServiceAccount;
  readonly keyFile: vscode.Uri;
}

/** Key files are about 2.4 KB; a larger file is something else. */
const maxBytes = 1024 * 1024;

/** Says that a route has no key yet, and lets the user pick its file. Undefined: they would rather not. */
export async function askKeyFile({ name }: Pick<Route, 'name'>): Promise<PickedAccount | undefined> {
  const pick = vscode.l10n.t('Pick Key File…');
  const detail = vscode.l10n.t(
    'The key file is the JSON that Google Cloud makes under IAM, Service Accounts, Keys. Its content is kept in secret storage.',
  );
  const choice = await say.warning(
    { text: vscode.l10n.t('{0} has no key.', name), modal: { details: [detail] } },
    pick,
  );
  return choice === pick ? pickServiceAccount() : undefined;
}

/** Lets the user pick a service-account key file until it is one. Undefined: the user would rather not. */
export async function pickServiceAccount(): Promise<PickedAccount | undefined> {
  for (;;) {
    const keyFile = await pickFile();
    if (!keyFile) return undefined;
    const account = await read(keyFile);
    if (typeof account !== 'string') return { account, keyFile };
    const again = vscode.l10n.t('Pick Another File…');
    if ((await say.error({ text: account, modal: { details: [] } }, again)) !== again) return undefined;
  }
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Key File of the Service Account'),
      openLabel: vscode.l10n.t('Use This Key'),
      filters: { JSON: ['json'] },
      canSelectMany: false,
    })) ?? [];
  return file;
}

/** The account, or what is wrong with the file as a sentence. */
async function read(file: vscode.Uri): Promise<ServiceAccount | string> {
  try {
    if ((await vscode.workspace.fs.stat(file)).size > maxBytes) return problemText({ what: 'notJson' });
    const account = parseServiceAccount(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    createPrivateKey(account.private_key); // throws for a key that was cut or mixed up on its way
    return account;
  } catch (error) {
    if (error instanceof ServiceAccountError) return problemText(error.problem);
    if (error instanceof vscode.FileSystemError) return error.message;
    return problemText({ what: 'field', detail: 'private_key' });
  }
}

function problemText(problem: ServiceAccountProblem): string {
  switch (problem.what) {
    case 'notJson':
      return vscode.l10n.t('This file is not JSON. The key file of a service account is.');
    case 'otherType':
      return vscode.l10n.t(
        'This isn’t a service-account key but “{0}”. Google Cloud makes such a key under IAM, Service Accounts, Keys. For a gcloud login choose “gcloud login” instead.',
        plainText(problem.detail, 120),
      );
    case 'field':
      return vscode.l10n.t(
        'The field “{0}” of this key file is missing or invalid. Download a new key.',
        plainText(problem.detail, 120),
      );
    case 'tokenUri':
      return vscode.l10n.t(
        'This key file gets its tokens from {0}, which isn’t Google’s address. It is not used.',
        plainText(problem.detail, 120),
      );
  }
}

/** Whether VS Code may keep secrets in memory only: without a keyring on Linux, or in a browser. Nothing tells for certain. */
function mayForget(): boolean {
  return process.platform === 'linux' || vscode.env.uiKind === vscode.UIKind.Web;
}

function forgetfulText(): string {
  return vscode.l10n.t(
    'Without a system keyring, and on plain servers, VS Code forgets keys when it closes; you will need the file again.',
  );
}

/** Offers to delete a key file whose content is now in secret storage; not one that a variable names for other programs. */
export async function offerDeletion(keyFile: vscode.Uri): Promise<void> {
  if (keyFile.fsPath === process.env[credentialsVariable]) return;
  const name = keyFile.path.slice(keyFile.path.lastIndexOf('/') + 1);
  const remove = vscode.l10n.t('Delete File');
  const offer = vscode.l10n.t(
    'The key is in secret storage now. Dualtrack no longer needs the file {0}, and anyone who has it can spend your money.',
    name,
  );
  const text = mayForget() ? `${offer} ${forgetfulText()}` : offer;
  const choice = await say.info(text, remove, vscode.l10n.t('Keep'));
  if (choice !== remove) return;
  try {
    await vscode.workspace.fs.delete(keyFile);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return; // deleted by hand meanwhile
    const why = wordsOf(error);
    void say.error(vscode.l10n.t('The file {0} is still there: {1}', name, plainText(why)));
  }
}
