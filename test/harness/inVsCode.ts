import fs from 'node:fs';
import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { desktop } from './desktop';
import { projectRoot, removeFolder, temporaryFolder } from '../../scripts/project';
import { reportVariable } from './runMocha';
import { makeWorkspace } from './workbench/workspace';

/** Runs `test/vscode` inside the extension host of a real VS Code, in a folder of its own; counts go to `report`. */
export async function runInVsCode(report: string): Promise<void> {
  const root = projectRoot();
  const home = temporaryFolder();
  const { folders } = makeWorkspace(home, { project: { 'notes.md': 'A red fox in the snow\n' } });
  try {
    await runTests({
      vscodeExecutablePath: (await desktop()) ?? standIn(home),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/vscode/index.js'),
      extensionTestsEnv: { [reportVariable]: report },
      launchArgs: [
        ...folders,
        `--user-data-dir=${path.join(home, 'data')}`,
        `--extensions-dir=${path.join(home, 'extensions')}`,
      ],
    });
  } catch (error) {
    // Failed tests are in the counts; no counts mean that it did not come that far.
    if (!(error instanceof TestRunFailedError)) throw error;
  } finally {
    removeFolder(home);
  }
}

/** `runTests` wants one program to start. */
function standIn(home: string): string {
  const file = path.join(home, 'vscode');
  const script = path.join(projectRoot(), 'out/harness/standIn.js');
  fs.writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, { mode: 0o755 });
  return file;
}
