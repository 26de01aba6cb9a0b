import fs from 'node:fs';
import path from 'node:path';
import { extensionId, projectRoot } from '../../../scripts/project';

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

/** Gives the installed extension its texts in a language, each made of the English one. */
export function translate(extensions: string, language: string, texts: (english: string) => string): void {
  const english = path.join(projectRoot(), 'l10n/bundle.l10n.json');
  const keys = Object.keys(JSON.parse(fs.readFileSync(english, 'utf8')) as Readonly<Record<string, unknown>>);
  const bundle = Object.fromEntries(keys.map((key) => [key, texts(key)]));
  const folder = fs.readdirSync(extensions).find((name) => name.startsWith(`${extensionId()}-`));
  if (folder === undefined) throw new Error(`${extensionId()} is not installed`);
  fs.writeFileSync(path.join(extensions, folder, 'l10n', `bundle.l10n.${language}.json`), JSON.stringify(bundle));
}
