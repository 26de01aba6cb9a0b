import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { projectRoot } from '../../scripts/project';

/** The titles of all tests in test/e2e/attacks, without running them. */
export async function attackTitles(): Promise<string[]> {
  const folder = path.join(projectRoot(), 'out/e2e/attacks');
  const mocha = new Mocha({ dryRun: true, reporter: class {} as never });
  for (const name of fs.readdirSync(folder)) if (name.endsWith('.test.js')) mocha.addFile(path.join(folder, name));
  const titles: string[] = [];
  await new Promise<void>((resolve) => {
    mocha.run(() => resolve()).on('test', ({ title }: Mocha.Test) => titles.push(title));
  });
  return titles;
}
