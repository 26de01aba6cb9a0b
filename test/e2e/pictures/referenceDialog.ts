import type { VsCode } from '../../harness/workbench/driver';
import { answerFileDialog } from '../world';

/** The button of the prompt box. */
export const add = '.quick-input-widget [aria-label="Add Reference Pictures…"]';

/** VS Code's own open dialog, with the prompt box coming back right after it. */
export async function answerOpenDialog(vscode: VsCode, file: string): Promise<void> {
  await answerFileDialog(vscode, file, 'Add Reference Pictures');
}
