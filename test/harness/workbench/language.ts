import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes a language known to a host, as an installed language pack does. VS Code itself stays English; `vscode.env.language`
 * and the bundles of extensions follow.
 */
export function addLanguage(userDataDir: string, locale: string): void {
  const stub = path.join(userDataDir, `${locale}.i18n.json`);
  fs.writeFileSync(stub, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: 'stub',
    label: locale,
    extensions: [{ extensionIdentifier: { id: `stub.language-pack-${locale}` }, version: '1.0.0' }],
    translations: { vscode: stub },
  };
  fs.writeFileSync(path.join(userDataDir, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}
