import * as vscode from 'vscode';

/** Opens a web page in the user's browser. Nothing but https is opened. */
export async function openPage(address: string): Promise<void> {
  const uri = vscode.Uri.parse(address, true);
  if (uri.scheme === 'https') await vscode.env.openExternal(uri);
}
