import fs from 'node:fs';
import path from 'node:path';

/**
 * Lets a script run in the extension host before any command, as an extension of its own: for what cannot be changed from
 * outside, since VS Code keeps `NODE_OPTIONS` from its hosts. To be called before the first extension is installed.
 */
export function addHostScript(home: string, script: string): void {
  const folder = path.join(home, 'extensions', 'test.host-script-1.0.0');
  const manifest = {
    ...{ publisher: 'test', name: 'host-script', version: '1.0.0', engines: { vscode: '^1.106.0' } },
    ...{ main: './script.js', activationEvents: ['*'], capabilities: { untrustedWorkspaces: { supported: true } } },
  };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, 'script.js'), `${script}\nexports.activate = () => undefined;\n`);
}
