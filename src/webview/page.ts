import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { DownMessage } from '../panel/rpc';
import { PanelCaller } from '../panel/rpc';
import { mendButtonKeys } from './buttonKeys';
import type { Draft } from './composer/draft';
import { draftFrom } from './composer/draft';
import { giveSelectsTheirLook } from './composer/selectLook';
import { ImagePage } from './imagePage';

function main(root: HTMLElement): void {
  giveSelectsTheirLook();
  const host = acquireVsCodeApi<Draft>();
  const caller = new PanelCaller((message) => host.postMessage(message));
  const page = new ImagePage(root, caller, {
    isNew: host.getState() === undefined,
    read: () => draftFrom(host.getState()),
    write: (draft) => host.setState(draft),
  });
  mendButtonKeys(root);
  window.addEventListener('message', ({ data }: MessageEvent<DownMessage>) => page.receive(data));
  window.addEventListener('focus', () => page.focusPrompt());
  window.addEventListener('pagehide', () => caller.dispose());
  void page.start();
}

const root = document.getElementById('page');
if (root) main(root);
