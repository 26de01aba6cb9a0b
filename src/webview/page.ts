import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { DownMessage } from '../panel/rpc';
import { PanelCaller } from '../panel/rpc';
import { mendButtonKeys } from './buttonKeys';
import { ImagePage } from './imagePage';

interface SavedState {
  readonly prompt: string;
}

function main(root: HTMLElement): void {
  const host = acquireVsCodeApi<SavedState>();
  const caller = new PanelCaller((message) => host.postMessage(message));
  const page = new ImagePage(root, caller, {
    read: () => host.getState()?.prompt ?? '',
    write: (prompt) => host.setState({ prompt }),
  });
  mendButtonKeys(root);
  window.addEventListener('message', ({ data }: MessageEvent<DownMessage>) => page.receive(data));
  window.addEventListener('focus', () => page.focusPrompt());
  window.addEventListener('pagehide', () => caller.dispose());
  void page.start();
}

const root = document.getElementById('page');
if (root) main(root);
