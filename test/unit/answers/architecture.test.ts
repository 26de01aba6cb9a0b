import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(process.cwd(), 'src', 'answers');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const textOf = (name: string): string => readFileSync(path.join(root, name), 'utf8');

/** Which other folders of answers each may import from, types included: words, json and pictures are leaves. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  json: [],
  pictures: [],
  coding: ['failures', 'json', 'pictures'],
  files: ['pictures'],
  words: [],
  codes: ['json', 'words'],
  times: ['json', 'words'],
  reading: ['files', 'json', 'pictures'],
  money: ['json', 'reading', 'words'],
  failures: ['codes', 'json', 'money', 'pictures', 'reading', 'times', 'words'],
  // runs the reader: what stands at the top is read there
  process: ['', 'coding', 'files', 'pictures', 'reading'],
};

/** The files of answers that a file imports. */
function importsOf(name: string): string[] {
  const found = textOf(name).matchAll(/\bfrom '(\.[^']+)'/g);
  return [...found]
    .map(([, target = '']) => `${path.join(path.dirname(name), target)}.ts`)
    .filter((target) => !target.startsWith('..'));
}

const folderOf = (name: string): string => (name.includes(path.sep) ? (name.split(path.sep)[0] ?? '') : '');

/** The first circle that a file is part of. */
function circleFrom(name: string, way: readonly string[], done: Set<string>): readonly string[] | undefined {
  if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
  if (done.has(name)) return undefined;
  for (const target of importsOf(name)) {
    const circle = circleFrom(target, [...way, name], done);
    if (circle) return circle;
  }
  done.add(name);
  return undefined;
}

const longestPattern = 120;

/** A pattern, or a code, on a line of its own in a table at the top of a file. */
const isRow = (name: string, line: string): boolean =>
  name.startsWith('codes') ? /^ {4}'[\w:.]+',/.test(line) : /^ {2}\/.*\/[a-z]*,(?: |$)/.test(line);

/** A literal without its quotes, slashes and flags. */
const patternIn = (literal: string): string =>
  literal.replace(/^(?:String\.raw`|['/])/, '').replace(/(?:[`']|\/[a-z]*)$/, '');

describe('inside answers', () => {
  it('no folder imports one that stands on it, types included', () => {
    for (const name of files) {
      const folder = folderOf(name);
      if (folder === '') continue; // understand.ts stands on all of them
      for (const target of importsOf(name).map(folderOf)) {
        assert.ok(
          target === folder || allowed[folder]?.includes(target),
          `${name} imports from ${target || 'the top'}`,
        );
      }
    }
  });

  it('no files import each other in a circle, types included', () => {
    const done = new Set<string>();
    for (const name of files) assert.deepEqual(circleFrom(name, [], done), undefined);
  });

  it('no folder has more files than one can look through', () => {
    for (const folder of Object.keys(allowed)) {
      assert.ok(files.filter((name) => folderOf(name) === folder).length <= 20, folder);
    }
  });

  it('no pattern is longer than a line that can be reviewed', () => {
    const literals =
      /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*(?=[,;.)\s])|String\.raw`[^`\n]*`|'(?:\\.|[^'\\\n])*'/g;
    for (const name of files) {
      for (const line of textOf(name).split('\n')) {
        if (/^\s*(?:\*|\/[/*]|import )/.test(line)) continue;
        for (const [literal] of line.matchAll(literals))
          assert.ok(patternIn(literal).length <= longestPattern, `${name}: ${literal}`);
      }
    }
  });

  it('each row of words says where it was seen, or that it was made up', () => {
    const tables = files.filter((name) => /^(?:words|codes)./.test(name) && /(?:Words|Codes)\.ts$/.test(name));
    assert.ok(tables.length > 10);
    for (const name of tables) {
      const rows = textOf(name)
        .split('\n')
        .filter((line) => isRow(name, line));
      for (const row of rows) assert.match(row, /, \/\/ \S/, `${name}: ${row}`);
    }
  });
});
