import * as vscode from 'vscode';

/** From where the requests leave, and what stands in their way by VS Code's settings. No credentials: only whether something is set. */
export function machineLines(): string[] {
  return [fromText(vscode.env.remoteName), proxyText(vscode.workspace.getConfiguration('http'), process.env)];
}

function fromText(remote: string | undefined): string {
  return remote === undefined
    ? vscode.l10n.t('Requests were sent from this computer.')
    : vscode.l10n.t('Requests were sent from the remote machine ({0}), not from this computer.', remote);
}

const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];

function proxyText(http: vscode.WorkspaceConfiguration, environment: NodeJS.ProcessEnv): string {
  if (http.get<string>('proxySupport') === 'off') {
    return vscode.l10n.t('VS Code’s proxy support is switched off ("http.proxySupport").');
  }
  if (http.get<string>('proxy')) return vscode.l10n.t('A proxy is set in VS Code ("http.proxy").');
  const variable = proxyVariables.find((name) => environment[name]);
  return variable === undefined
    ? vscode.l10n.t('No proxy is set in VS Code ("http.proxy"); the system may have one.')
    : vscode.l10n.t('A proxy is set in the environment ({0}), none in VS Code ("http.proxy").', variable);
}
