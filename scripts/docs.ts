/** `npm run docs`: writes `docs/settings.md`. A test fails while the page is not what this makes. */
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project';
import { settingsPage, type Manifest, type Texts } from './settingsPage';

const root = projectRoot();
const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
const page = settingsPage(read('package.json') as Manifest, read('package.nls.json') as Texts);
fs.mkdirSync(path.join(root, 'docs'), { recursive: true });
fs.writeFileSync(path.join(root, 'docs/settings.md'), page);
console.log('docs/settings.md is written');
