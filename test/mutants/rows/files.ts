import type { Mutant } from '../mutant';

const byLink = 'sends no picture out of it, or into a hidden folder, by a link';

export const files: readonly Mutant[] = [
  {
    name: 'the folder for pictures may be anywhere',
    edits: [
      { file: 'src/core/settings/assetsFolder.ts', from: "return 'absolute';", to: 'return [text];' },
      { file: 'src/core/settings/assetsFolder.ts', from: "return 'outside';", to: 'return parts;' },
      { file: 'src/core/settings/assetsFolder.ts', from: "return 'hidden';", to: 'return parts;' },
    ],
    killers: [
      'sends no picture out of it, or into a hidden folder, by a setting',
      'a workspace file sends no picture out',
    ],
  },
  {
    name: 'links are followed wherever they lead',
    edits: [
      {
        file: 'src/host/pictures/destination.ts',
        from: 'if (parts && !parts.some(isHidden)) return',
        to: 'if (!parts || parts) return folder.fsPath ||',
      },
      { file: 'src/host/pictures/destination.ts', from: '...parts);', to: '...(parts ?? []));' },
    ],
    killers: [byLink, 'sends no picture out of it by a link, which needs'],
  },
  {
    name: 'links into hidden folders are followed',
    edits: [{ file: 'src/host/pictures/destination.ts', from: ' && !parts.some(isHidden)' }],
    killers: [byLink],
  },
  {
    name: 'links are looked for before the picture is made only',
    edits: [{ file: 'src/host/pictures/saver.ts', from: 'await realFolderOf(destination);', to: 'folder.fsPath;' }],
    killers: ['sends no picture out of it by a link that comes while'],
  },
  {
    name: 'a picture to work from may be a link to anything',
    edits: [{ file: 'src/host/pictures/referenceFiles.ts', from: 'if (await leadsOut(uri)) {', to: 'if (false) {' }],
    killers: ['lends no picture that only seems', 'lends no picture that was exchanged'],
  },
  {
    name: 'files are read in Restricted Mode',
    edits: [
      { file: 'src/host/pictures/referenceFiles.ts', from: 'return vscode.workspace.isTrusted;', to: 'return true;' },
    ],
    killers: ['are not offered before the folder is trusted'],
  },
];
