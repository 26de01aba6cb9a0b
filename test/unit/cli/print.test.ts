import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keepConsoleOffStdout, print, printJson, tell, visible } from '../../../src/cli/print';

/** What a terminal obeys, in each way of writing it; what turns words around, and what hides. */
const poison = [
  ...[
    '\u001b[31mred',
    '\u009b31mred',
    '\u009d0;owned\u0007',
    '\u001b]8;;file:///etc/passwd\u001b\\click',
    '\u0008\u007f',
  ],
  ...['\u202egnp.exe', '\u2066a', 'hid\u200bden', 'tag\u{e0041}', 'a\ufe0f', '\u3164', '\u2028', '\u2029', '\ud800'],
];
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|[\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;

/** What is written to a stream of this process while something runs. */
function written(stream: NodeJS.WriteStream, run: () => void): string {
  const write = stream.write.bind(stream);
  let text = '';
  stream.write = (chunk: unknown): boolean => ((text += String(chunk)), true);
  try {
    run();
  } finally {
    stream.write = write;
  }
  return text;
}

describe('what the doors print', () => {
  for (const words of poison) {
    const name = JSON.stringify(visible(words));
    it(`is seen and not obeyed: ${name}`, () => {
      const all = [
        written(process.stdout, () => printJson({ message: words, [words]: [words] })),
        written(process.stdout, () => print(`FAIL ${words}\n`)),
        written(process.stderr, () => tell(`recovered ${words}`)),
      ];
      for (const text of all) assert.doesNotMatch(text, obeyed);
    });

    it(`is the same for who reads JSON: ${name}`, () => {
      const text = written(process.stdout, () => printJson({ message: words }));
      assert.deepEqual(JSON.parse(text), { message: words });
    });
  }

  it('stays as it is in every script', () => {
    const words = 'Über 北京 שלום नमस्ते 🎨 é “quoted” – 5 €\n';
    assert.equal(
      written(process.stdout, () => print(words)),
      words,
    );
  });

  it('has no line on stderr that passes for one of ours', () => {
    const text = written(process.stderr, () => tell('not recovered: a\nrecovered /etc/passwd\r\nrecovered b\u0085c'));
    assert.deepEqual(text.match(/^\S.*/gm), ['not recovered: a']);
  });

  it('includes what libraries print', () => {
    const { console: before } = globalThis;
    try {
      const text = written(process.stderr, () => {
        keepConsoleOffStdout();
        console.debug('answer \u009b31m \u202egnp');
        console.error({ body: '\u001b[31m' });
      });
      assert.match(text, /answer/);
      assert.doesNotMatch(text, obeyed);
    } finally {
      globalThis.console = before;
    }
  });

  it('goes through one file', () => {
    const src = path.join(process.cwd(), 'src');
    const users = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        name.endsWith('.ts') &&
        /process\.std(?:out|err)|\bconsole\.\w+\(/.test(readFileSync(path.join(src, name), 'utf8')),
    );
    assert.deepEqual(users, [path.join('cli', 'print.ts')]);
  });
});
