import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { pastTheWindow, speaking } from '../../eslint.window.mjs';

const host = path.join(process.cwd(), 'src/host');

/** Which file of src/host/window has the only use of what puts words into VS Code's window; what is not here is not used at all. */
const owners: Readonly<Record<string, string>> = {
  showInformationMessage: 'say.ts',
  showWarningMessage: 'say.ts',
  showErrorMessage: 'say.ts',
  showQuickPick: 'lists.ts',
  createQuickPick: 'lists.ts',
  createInputBox: 'inputBox.ts',
  withProgress: 'showProgress.ts',
  setStatusBarMessage: 'statusBar.ts',
  createStatusBarItem: 'statusBar.ts',
  createOutputChannel: 'createLog.ts',
  CodeLens: 'codeLens.ts',
  createTerminal: 'typeInTerminal.ts',
  sendText: 'typeInTerminal.ts',
};

function sources(): { readonly name: string; readonly text: string }[] {
  const names = readdirSync(host, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const roots = readdirSync(path.dirname(host)).filter((name) => name.endsWith('.ts'));
  const files = [...names, ...roots.map((name) => path.join('..', name))].map((name) => path.join(host, name));
  return files.map((file) => ({ name: path.relative(host, file), text: readFileSync(file, 'utf8') }));
}

describe('words reach VS Code’s window', () => {
  const inWindow = (name: string): boolean => path.dirname(name) === 'window';

  for (const name of speaking) {
    const owner = owners[name];
    it(`with ${name} ${owner === undefined ? 'not at all' : `in window/${owner} only`}`, () => {
      // in whatever form: called, taken out, spelled in quotes
      const uses = sources().filter(({ text }) => new RegExp(`\\b${name}\\b(?!\\[)`).test(text));
      const users = uses.map((one) => one.name);
      assert.deepEqual(users, owner === undefined ? [] : [path.join('window', owner)]);
    });
  }

  it('as what is typed in a terminal with one command of ours, and nothing put into it', () => {
    const typing = sources().filter(({ name, text }) => !inWindow(name) && text.includes('typeInTerminal'));
    assert.deepEqual(
      typing.map(({ name }) => name),
      ['remedies/signIn.ts'],
    );
    assert.match(typing[0]?.text ?? '', /typeInTerminal\(vscode\.l10n\.t\('Sign In'\), loginCommand\);/);
    const advice = sources().find(({ name }) => name === 'texts/diagnosisRows.ts');
    assert.match(advice?.text ?? '', /loginCommand = '[a-z -]+';/);
  });

  it('as a page of ours in one file only, which writes no words into it itself', () => {
    const pages = sources().filter(({ text }) => /\.html\s*=[^=]|createWebviewPanel/.test(text));
    assert.deepEqual(
      pages.map(({ name }) => name),
      ['panel/panel.ts', 'panel/panelPage.ts'],
    );
    const [panel, page] = pages;
    assert.match(panel?.text ?? '', /createWebviewPanel\(panelViewType, 'Dualtrack', /);
    assert.match(page?.text ?? '', /webview\.html = this\.#html\(\);/);
  });

  it('and a browser by openPage only, which opens nothing but https', () => {
    const opening = sources().filter(({ text }) => text.includes('openExternal'));
    assert.deepEqual(
      opening.map(({ name }) => name),
      ['remedies/openPage.ts'],
    );
    assert.match(opening[0]?.text ?? '', /if \(uri\.scheme === 'https'\) await vscode\.env\.openExternal\(uri\);/);
  });

  it('as words for whatever was thrown', () => {
    const src = path.join(process.cwd(), 'src');
    for (const name of readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.ts'))) {
      if (name === path.join('core', 'words', 'wordsOf.ts')) continue;
      const text = readFileSync(path.join(src, name), 'utf8');
      assert.doesNotMatch(
        text,
        /String\((?:error|reason|cause|thrown|saveError)\)|instanceof Error \? \w+\.message/,
        name,
      );
    }
  });

  it('past no rule that a comment switches off', () => {
    for (const { name, text } of sources()) assert.doesNotMatch(text, /eslint-disable|@ts-ignore|@ts-nocheck/, name);
  });

  it('by files that know how words are made plain, and nothing else of ours', () => {
    for (const { name, text } of sources().filter((one) => inWindow(one.name))) {
      assert.match(text, /from '\.\.\/texts\/plainText'|from '\.\/messageText'/, name);
      for (const [, from = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
        assert.match(from, /^(?:\.\/messageText|\.\.\/texts\/plainText|\.\.\/\.\.\/core\/redaction\/redact)$/, name);
      }
    }
  });
});

describe('the panel’s page', () => {
  it('draws every text as text', () => {
    const folder = path.join(process.cwd(), 'src/webview');
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.ts'))) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      assert.doesNotMatch(
        text,
        /unsafe(?:HTML|SVG|Static|CSS)|(?:inner|outer|insertAdjacent)HTML|document\.write/,
        name,
      );
    }
  });
});

describe('the lint rule for words in the window', () => {
  const rules = pastTheWindow.map(({ selector }) => ({ selector, message: selector }));
  const rulesAgainst = (code: string): Set<string> =>
    new Set(
      new Linter()
        .verify(code, {
          languageOptions: { parser: tseslint.parser },
          rules: { 'no-restricted-syntax': ['error', ...rules] },
        })
        .filter(({ ruleId }) => ruleId === 'no-restricted-syntax')
        .map(({ message }) => message),
    );
  /** The rules without which something would get past. */
  const needed = new Set<string>();
  const sees = (code: string): void => {
    const against = rulesAgainst(code);
    assert.ok(against.size > 0);
    if (against.size === 1) for (const rule of against) needed.add(rule);
  };
  const vscode = `import * as vscode from 'vscode';\n`;

  for (const past of [
    'vscode.window.showErrorMessage(text);',
    'const show = vscode.window.showErrorMessage; show(text);',
    'const { showErrorMessage } = vscode.window;',
    'const { showErrorMessage: show } = vscode.window;',
    'const { window } = vscode; window[name](text);',
    'const { window: { showErrorMessage } } = vscode;',
    'const w = vscode.window; w[name](text);',
    'use(vscode.window);',
    'vscode.window[name](text);',
    'vscode["window"].x(text);',
    'const v = vscode; v.window[name](text);',
    'const w = { ...vscode.window };',
    'Reflect.get(vscode.window, "showErrorMessage");',
    'Reflect.get(vscode, name);',
    'vscode.window?.showErrorMessage?.(text);',
    'vscode.window.withProgress(options, (progress) => run(progress));',
    'progress.report({ message });',
    'new vscode.MarkdownString(text);',
    'box.prompt = text;',
    'item.tooltip = text;',
    'box.validationMessage = text;',
    'terminal.sendText(text);',
    'const { sendText } = terminal;',
    'list["showQuickPick"](text);',
    'const name = `showQuickPick`;',
    'vscode.window.show\\u0045rrorMessage(text);',
    'vscode!.window[name](text);',
    '(vscode.window as never)[name](text);',
    'const { languages } = vscode;',
    'use(vscode.languages);',
    'vscode.languages[registerCodeLensProvider](text);',
    'vscode.window[showTextDocument](text);',
    'vscode[env](text);',
    'const name = `vscode`;',
    'vscode.languages.registerHoverProvider(all, { provideHover: () => ({ contents: [text] }) });',
    'vscode.languages.createLanguageStatusItem(id, all);',
    'vscode.languages[name](all, provider);',
    'vscode.window.registerTreeDataProvider(id, provider);',
    'vscode.window.registerFileDecorationProvider(provider);',
    'vscode.window.activeTerminal?.[name](text);',
    'vscode.window.terminals[0][name](text);',
    'vscode.scm.createSourceControl(id, text);',
    'vscode.tests.createTestController(id, text);',
    'vscode.tasks.executeTask(task);',
    'vscode.extensions.getExtension(id);',
    'new vscode.CompletionItem(text);',
    'editor.setDecorations(type, [{ range, hoverMessage: text }]);',
    'void editor.insertSnippet(snippet);',
    'progress.report.call(progress, { message });',
    'texts.forEach(progress.report);',
    'const tell = progress.report;',
    'run(({ report }) => { report({ message }) });',
    'async function run({ report }) { report({ message }) }',
    'const { report } = progress; report({ message });',
    'const { report: tell } = progress;',
    'const { ["report"]: tell } = progress;',
    'const own = { tell: progress.report };',
    'const [tell] = [progress.report];',
    '[box.prompt] = [text];',
    '({ a: box.prompt } = texts);',
    'for (box.prompt of texts);',
    'box[key] = text;',
    'box.buttons = [{ iconPath, tooltip: text }];',
    'box.buttons = [{ iconPath, tooltip: vscode.l10n.t("{0}", text) }];',
    'const { defineProperty } = Object;',
    'Object["assign"](box, { prompt: text });',
    'globalThis.Object.assign(box, { prompt: text });',
    'void vscode.workspace.openTextDocument({ content: text });',
    'const { executeCommand } = vscode.commands;',
    'const run = vscode.commands.executeCommand;',
    'vscode.commands["executeCommand"]("editor." + text);',
    'box["prompt"] = text;',
    'list.items = items;',
    'item.text = text;',
    'panel.title = text;',
    'Object.assign(box, { prompt: text });',
    'Object.defineProperty(box, "prompt", { value: text });',
    'Reflect.set(box, "prompt", text);',
    'progress["report"]({ message });',
    'void vscode.commands.executeCommand(`editor.${text}`);',
    'void vscode.commands.executeCommand("editor." + text);',
    'void vscode.commands.executeCommand("workbench.action.terminal.sendSequence", { text });',
    'vscode.Uri.parse("command:x");',
    'vscode.Uri.parse(`Command:${text}`);',
    'vscode.Uri.from({ scheme: "command", path });',
  ]) {
    it(`sees ${past}`, () => sees(vscode + past));
  }
  for (const past of [
    `import { window } from 'vscode'; window[name](text);`,
    `import code from 'vscode';`,
    `import * as code from 'vscode'; code.window[name](text);`,
    `import * as code from 'vscode'; code.env.open(text);`,
    `const code = require('vscode');`,
    `const code = await import('vscode');`,
    'const code = await import(`vscode`);',
    `const code = await import('vs' + 'code');`,
    `const code = createRequire(here)('vscode');`,
    `const code = require(name);`,
    `import { createRequire } from 'node:module';`,
    `import code = require('vscode');`,
    `import { type Uri, window as w } from 'vscode';`,
    `export * from 'vscode';`,
    `export { window } from 'vscode';`,
  ]) {
    it(`sees ${past}`, () => sees(past));
  }

  it('lets everything else be', () => {
    const fine = `vscode.window.showTextDocument(document); vscode.window.activeTextEditor?.edit(run);
      const uri = vscode.Uri.file(name); void vscode.commands.executeCommand('x'); say.error(text);
      const item: vscode.QuickPickItem = { label }; const { report } = line; view.report = line.report; rows.map(({ line, report }) => show(report));
      void vscode.workspace.openTextDocument(uri); box.buttons = [{ iconPath, tooltip: vscode.l10n.t('Add') }];
      vscode.languages.registerCodeLensProvider({ scheme: 'file' }, this); import('./other'); show.title(text);
      class Page implements vscode.TextDocumentContentProvider {}`;
    assert.deepEqual(rulesAgainst(vscode + fine), new Set());
  });

  it('has no part that could go without being missed above', () => {
    assert.deepEqual(
      rules.map(({ selector }) => selector).filter((selector) => !needed.has(selector)),
      [],
    );
  });
});
