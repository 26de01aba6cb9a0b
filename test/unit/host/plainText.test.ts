import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ofPrompt, plainEntry, plainLine, plainMarkdown, plainText, seenText } from '../../../src/host/texts/plainText';
import { assertNotQuadratic } from '../answers/reading/growth';

/** As VS Code finds links in messages and in what is said below an input box. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** As VS Code finds icons in labels. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;
/** What turns the reading direction, is not seen, ends a line or commands a terminal. */
const hidden =
  /[\p{Cc}\p{Cs}\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/u;
/** What joins letters or emoji, where it joins none. */
const joiner = /[\u0000-\u024f][\u200c\u200d]|\u200d[\u0000-\u024f]|[\u200c\u200d]{2}/;

function assertPlain(text: string): void {
  for (const bad of [link, icon, hidden, joiner]) assert.doesNotMatch(text, bad);
}

describe('a text about a picture', () => {
  it('begins with its prompt, shortened and plain', () => {
    assert.equal(ofPrompt('a red house', 'No picture.'), '“a red house”: No picture.');
    assert.equal(
      ofPrompt(`a [house](command:x)\n${'x'.repeat(99)}`, 'No.'),
      `“a [house] (command:x) ${'x'.repeat(17)}…”: No.`,
    );
  });
});

describe('words from outside', () => {
  const shapes: Readonly<Record<string, readonly [string, string]>> = {
    'a link that runs a command': ['[Open Billing](command:x?%5B%5D) now', '[Open Billing] (command:x?%5B%5D) now'],
    'a link to another program': ['[a](vscode://x.y/z)', '[a] (vscode://x.y/z)'],
    'a link with a title': ['[a](file:///b "c")', '[a] (file:///b "c")'],
    'a link whose middle is hidden': ['[a]\u200b\u2066(command:x)', '[a] (command:x)'],
    'a link whose middle is a control character': ['[a]\u0000\u001b[0m(command:x)', '[a] (command:x)'],
    'a link in a link': ['[[a](command:x)](command:y)', '[[a] (command:x)] (command:y)'],
    'an icon': ['$(zap) fast $(sync~spin)', '$ (zap) fast $ (sync~spin)'],
    'an icon in pieces': ['$\u2060(zap) $$(zap)', '$ (zap) $$ (zap)'],
    'the colours of a terminal': ['\u001b[1;31mred\u001b[0m \u009b31mred', 'red red'],
    'a terminal’s title and links': ['\u001b]0;evil\u0007a \u001b]8;;https://x\u001b\\b\u001b]8;;\u001b\\', 'a b'],
    'a terminal’s command without an end': ['\u001b]52;c;words', '52;c;words'],
    'a turned direction': ['gnp.\u202egepj\u202c.exe \u2067a\u2069\u200f', 'gnp.gepj.exe a'],
    'line ends of every kind': ['a\r\nb\nc\rd\u2028e\u2029f\u0085g\vh\fi\tj', 'a b c d e f g h i j'],
    'blanks that fill a screen': [`a${' \u00a0\u3000\u2800'.repeat(999)}b`, 'a b'],
    'letters that are not seen': ['a\u{e0068}\u{e0069}\u3164\uffa0b', 'ab'],
    'marks piled over the lines above': [`e${'\u0301'.repeat(500)}x`, `e${'\u0301'.repeat(4)}x`],
    'half a sign': ['a\ud83db\udc00', 'a\ufffdb\ufffd'],
    'a key that begins a link': ['AIzaSyA-not-real-0123456789(command:x)', '[key] (command:x)'],
    'blanks that are letters or notes': ['a\u{13441}\u{13442}b\u{1d159}c\u{13430}\u{13440}d', 'a b cd'],
    'joiners with nothing to join': [
      'a\u200db\u200c [a]\u200d(command:x) $\ufe0f(zap) 1\ufe0f2',
      'ab [a] (command:x) $ (zap) 12',
    ],
    'joiners beside letters that they join': [
      '\u0645\u200c\u200d\u200c](x) \u{1f98a}\u200d$(zap)',
      '\u0645] (x) \u{1f98a}$ (zap)',
    ],
    'marks piled with joiners': [`\u0915${'\u094d\u200d'.repeat(500)}\u0937`, `\u0915${'\u094d'.repeat(4)}\u0937`],
    'a key with a joiner in it': ['it was AIzaSyA-not\u200d-real-01\ufe0f23456789', 'it was [key]'],
    'a key with something hidden in it': ['it was AIzaSyA-not\u200b-real-0123456789', 'it was [key]'],
  };
  for (const [what, [text, shown]] of Object.entries(shapes)) {
    it(`are words where they hold ${what}`, () => {
      assert.equal(plainText(text), shown);
      assertPlain(plainText(text));
    });
  }

  it('stay as they are where they are only words', () => {
    for (const text of [
      'Quota exceeded (429) [id 1]: see https://a.example/x',
      'Превышена квота 配额 🦊',
      'a [b] (c) $5',
      'C:\\Users\\Jörg\\Bilder (neu)\\größer.png',
      'می‌خواهم عربي (429)',
      'क्‍ष र्‍य র‍্য',
      'שלום (1)',
      '👨‍👩‍👧 👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 1️⃣ ☎︎',
    ])
      assert.equal(plainText(text), text);
  });

  it('are only seen, and not changed, where nothing renders them', () => {
    assert.equal(seenText('$(a).b[0](c)\u202e\n\u001b[1md'), '$(a).b[0](c) d');
    assert.equal(seenText('x'.repeat(100), 9), 'xxxxxxxx…');
    assert.equal(seenText('AIzaSyA-not-real-0123456789'), '[key]');
  });

  it('are no longer than they may be, and say that they were cut', () => {
    for (const text of [
      'word '.repeat(20_000),
      'x'.repeat(100_000),
      '🦊'.repeat(50_000),
      `\u200b`.repeat(100_000) + 'late',
    ]) {
      const shown = plainText(text, 99);
      assert.ok(shown.length <= 99 && shown.endsWith('…'), shown);
      assert.ok(shown.isWellFormed());
    }
    assert.equal(plainText('x'.repeat(99), 99), 'x'.repeat(99));
  });

  it('are plain whatever they are, and not changed by being made plain again', () => {
    const part = fc.oneof(
      fc.constantFrom(...Object.values(shapes).map(([text]) => text)),
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '$',
        'a',
        'command:',
        'https://a',
        '\u001b',
        '\u200b',
        '\u202e',
        '\n',
        '\ud83d',
        '\u{1f468}\u200d\u{1f469}',
        '\u0645\u200c',
        '\u094d',
        '\u200d',
        '\ufe0f',
        '\u{1f98a}',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(part), fc.integer({ min: 20, max: 400 }), (parts, most) => {
        const shown = plainText(parts.join(''), most);
        assertPlain(shown);
        assert.ok(shown.length <= most);
        assert.equal(plainText(shown, most), shown);
      }),
    );
  });

  const heavy: Readonly<Record<string, (n: number) => string>> = {
    brackets: (n) => '['.repeat(n),
    'middles of links': (n) => ']('.repeat(n / 2),
    'begun links': (n) => '[a](command:'.repeat(n / 12),
    escapes: (n) => '\u001b['.repeat(n / 2),
    'begun titles': (n) => '\u001b]8;;a'.repeat(n / 6),
    parameters: (n) => `\u001b[${';1'.repeat(n / 2)}`,
    blanks: (n) => ' \n'.repeat(n / 2),
    marks: (n) => `e${'\u0301'.repeat(n)}`,
    'hidden signs': (n) => '\u200b \u202e'.repeat(n / 3),
  };
  for (const [what, make] of Object.entries(heavy)) {
    it(`take time by their length and not by its square: ${what}`, () =>
      assertNotQuadratic(
        (n) => {
          const text = make(n);
          return () => [plainText, plainMarkdown].forEach((show) => show(text, text.length));
        },
        100_000,
        what,
      )).timeout(120_000);
  }
});

describe('words from outside in a Markdown text', () => {
  it('stay on one line, so that they begin no heading and no list', () => {
    assert.equal(plainMarkdown('  no credit\r\n\n# Dualtrack\n- ok '), 'no credit # Dualtrack - ok');
  });

  it('are no link, no command to click, no HTML and no place that links lead to', () => {
    assert.equal(plainMarkdown('[Set Key](command:evil) <command:evil>'), '[Set Key] (command:evil) ‹command:evil›');
    assert.equal(plainMarkdown('[1. APIYI]: command:evil'), '[1. APIYI] : command:evil');
    assert.equal(plainMarkdown('<img src=x onerror=y>'), '‹img src=x onerror=y›');
    assert.equal(plainMarkdown('see FILE://host/share'), 'see FILE: //host/share');
    for (const before of ['x', '_', '1', 'ж', 'pro']) {
      assert.equal(plainMarkdown(`${before}file://host/share`), `${before}file: //host/share`); // a link from its f on
    }
  });

  it('keep the addresses that they name', () => {
    assert.equal(plainMarkdown('see https://a.example/x?y=1'), 'see https://a.example/x?y=1');
  });

  it('leave the signs of ours at the start of a line', () => {
    for (const line of ['# Test', '## 1. APIYI: ok', '- ✓ Key: ok', '> “no”', '']) assert.equal(plainLine(line), line);
    assert.equal(plainLine('## 1. <b>[a](command:x)\n\n## 2. B: ok'), '## 1. ‹b>[a] (command:x) ## 2. B: ok');
  });
});

describe('an entry of the log', () => {
  it('keeps its lines, and none of them looks like an entry of its own', () => {
    const text = 'Error: \u001b[2Jno\r\n2026-01-01 00:00:00.000 [info] Saved a.png\n    at x.js:1';
    assert.equal(plainEntry(text), 'Error: no\n    2026-01-01 00:00:00.000 [info] Saved a.png\n    at x.js:1');
  });

  it('names no file that a click in the log would open', () => {
    assert.equal(plainEntry('no\nsee file://host/share/a.exe'), 'no\n    see file: //host/share/a.exe');
  });

  it('ends, however long it is', () => {
    assert.ok(plainEntry('x'.repeat(1_000_000)).length <= 20_000);
    assert.ok(plainEntry('x\n'.repeat(1_000_000)).split('\n').length <= 100);
  });
});
