import type { Mutant } from '../mutant';

export const panel: readonly Mutant[] = [
  {
    name: 'a page’s calls are not answered',
    edits: [{ file: 'src/host/panel/panelPage.ts', from: 'if (reply) await this.#post(reply);' }],
    killers: ['is answered at all'],
  },
  {
    name: 'a page’s calls may hold more than they should',
    edits: [{ file: 'src/host/panel/panelCalls.ts', from: 'v.strictObject', to: 'v.object' }],
    killers: ['makes the host read and send nothing by a path'],
  },
  {
    name: 'an id may be a path',
    edits: [
      {
        file: 'src/host/panel/historyPages.ts',
        from: 'return made && { picture: shownMade(pictureId, made), record: recordOfMade(made) };',
        to: 'return { picture: made ? shownMade(pictureId, made) : { id: pictureId, uri: vscode.Uri.file(pictureId).toString(), sha256: "", prompt: "", createdAt: 0, costUsd: 0, label: pictureId, details: "", saved: true }, record: made && recordOfMade(made) } as never;',
      },
    ],
    killers: ['opens, inserts and copies nothing by a path'],
  },
  {
    name: 'whatever a page posts counts as a call',
    edits: [{ file: 'src/panel/rpc.ts', from: 'if (!isCall(message)) return undefined;' }],
    killers: ['gets no answer to what is no call'],
  },
];
