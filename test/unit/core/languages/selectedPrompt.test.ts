import assert from 'node:assert/strict';
import { selectedPrompt } from '../../../../src/core/languages/selectedPrompt';

/** A language, what is selected, and the prompt that is proposed. */
type Row = readonly [languageId: string, selected: string, prompt: string];

function rows(title: string, ...all: readonly Row[]): void {
  describe(title, () => {
    for (const [languageId, selected, prompt] of all) {
      it(`${languageId}: ${JSON.stringify(selected.slice(0, 80))}`, () => {
        assert.equal(selectedPrompt(selected, languageId), prompt);
      });
    }
  });
}

const boat = 'a small red boat';

describe('the prompt that a selection proposes', () => {
  rows(
    'is what a comment says, without its signs',
    ['javascript', '// a small red boat', boat],
    ['typescript', '/* a small red boat */', boat],
    ['typescript', '/**\n * a small red boat\n * on a lake\n */', 'a small red boat\non a lake'],
    ['typescriptreact', '{/* a small red boat */}', boat],
    ['javascriptreact', '{/* TODO: a small red boat */}', boat],
    ['rust', '/// a small red boat', boat],
    ['rust', '//! a small red boat', boat],
    ['csharp', '/// a small red boat', boat],
    ['python', '# a small red boat', boat],
    ['python', '#: a small red boat', boat],
    ['shellscript', '## a small red boat ##', boat],
    ['ruby', '=begin\na small red boat\n=end', boat],
    ['yaml', 'hero: x # a small red boat', boat],
    ['toml', '# a small red boat\nhero = "x.png"', boat],
    ['dockerfile', '# a small red boat', boat],
    ['makefile', '# a small red boat', boat],
    ['ini', '; a small red boat', boat],
    ['properties', '# a small red boat', boat],
    ['powershell', '<# a small red boat #>', boat],
    ['bat', 'REM a small red boat', boat],
    ['bat', ':: a small red boat', boat],
    ['lua', '-- a small red boat', boat],
    ['lua', '--[[ a small red boat ]]', boat],
    ['sql', '-- a small red boat', boat],
    ['haskell', '{- a small red boat -}', boat],
    ['elm', '-- a small red boat', boat],
    ['clojure', ';; a small red boat', boat],
    ['latex', '% a small red boat', boat],
    ['matlab', '% a small red boat', boat],
    ['erlang', '%% a small red boat', boat],
    ['vb', "' a small red boat", boat],
    ['fortran', '! a small red boat', boat],
    ['fsharp', '(* a small red boat *)', boat],
    ['pascal', '{ a small red boat }', boat],
    ['css', '/* a small red boat */', boat],
    ['scss', '// a small red boat', boat],
    ['html', '<!-- a small red boat -->', boat],
    ['xml', '<!-- a small red boat -->', boat],
    ['vue', '<!-- a small red boat -->', boat],
    ['svelte', '<!-- a small red boat -->', boat],
    ['markdown', '<!-- a small red boat -->', boat],
    ['mdx', '{/* a small red boat */}', boat],
    ['handlebars', '{{!-- a small red boat --}}', boat],
    ['razor', '@* a small red boat *@', boat],
    ['php', '# a small red boat', boat],
    ['jsonc', '// a small red boat', boat],
    ['graphql', '# a small red boat', boat],
    ['terraform', '# a small red boat', boat],
    ['asciidoc', '// a small red boat', boat],
    ['restructuredtext', '.. a small red boat', boat],
    ['a language of tomorrow', '// a small red boat', boat],
    ['a language of tomorrow', '# a small red boat', boat],
  );

  rows(
    'has no code beside a comment',
    ['javascript', 'const hero = load("x.png"); // a small red boat', boat],
    ['typescript', '// a small red boat\nexport function hero(): string {\n  return "x";\n}', boat],
    ['python', '# a small red boat\nhero = load("x.png")', boat],
    ['python', 'import hero  # a small red boat', boat],
    ['css', '.hero {\n  /* a small red boat */\n  background: none;\n}', boat],
    ['html', '<div>\n  <!-- a small red boat -->\n  <img src="x.png">\n</div>', boat],
    ['typescriptreact', '<div>\n  {/* a small red boat */}\n  <img src={hero} />\n</div>', boat],
    ['go', '// a small red boat\nvar hero = "https://example.com/x"', boat],
    ['javascript', '// eslint-disable-next-line no-console\n// a small red boat\nlog();', boat],
  );

  rows(
    'has none of what is written before a wish',
    ['javascript', '// TODO: a small red boat', boat],
    ['javascript', '// TODO(anna): a small red boat', boat],
    ['javascript', '// FIXME a small red boat', boat],
    ['javascript', '// image: a small red boat', boat],
    ['javascript', '// TODO image: a small red boat', boat],
    ['python', '# Illustration: a small red boat', boat],
    ['python', '# 图片：一只红色的小船', '一只红色的小船'],
    ['markdown', '<!-- image: a small red boat -->', boat],
    ['plaintext', 'a small red boat', boat],
  );

  rows(
    'is what is said of the picture, where other comments stand beside it',
    [
      'javascript',
      '// counts the visits\ncount();\n// image: a small red boat\n// on a lake\nshow();',
      'a small red boat\non a lake',
    ],
    ['markdown', 'Some words about boats.\n\n<!-- image: a small red boat -->', boat],
    ['python', '# Copyright\n\n# image: a small red boat\nx = 1', boat],
  );

  rows(
    'is whole, where it begins or ends within a comment',
    ['javascript', 'a small red boat\n// on a lake', 'a small red boat\non a lake'],
    ['typescript', 'a small red boat\n * on a lake', 'a small red boat\non a lake'],
    ['typescript', 'a small red boat\n * on a lake\n */', 'a small red boat\non a lake'],
    ['css', 'a small red boat */', boat],
    ['html', 'a small red boat -->', boat],
    ['javascript', 'a sign that says "Open All Day"', 'a sign that says "Open All Day"'],
    ['python', "a boat that doesn't float", "a boat that doesn't float"],
    ['python', boat, boat],
    ['typescript', '一只红色的小船', '一只红色的小船'],
  );

  rows(
    'is what a string says, without its quotes',
    ['javascript', "'a small red boat'", boat],
    ['typescript', '`a small red boat`', boat],
    ['python', '"""\nA small red boat.\n"""', 'A small red boat.'],
    ['python', 'prompt = f"a small red boat"', boat],
    ['python', 'def hero():\n    """A small red boat."""\n    return load(x)', 'A small red boat.'],
    ['javascript', 'const prompt = "a \\"small\\" boat";', 'a "small" boat'],
    ['json', '"prompt": "a small red boat",', boat],
    ['json', '{ "alt text": "a small red boat", "file": "x.png" }', boat],
    ['json', '"title": "Lighthouse"', 'Lighthouse'],
    ['json', '"\\u4e00\\u53ea\\u8239"', '一只船'],
    ['yaml', 'prompt: a small red boat', boat],
    ['yaml', "- title: 'a small red boat'", boat],
    ['yaml', 'prompt: |\n  a small red boat\n  on a lake', 'a small red boat\non a lake'],
    ['toml', 'alt = "a small red boat"', boat],
    ['properties', 'hero.alt=a small red boat', boat],
    ['sql', "INSERT INTO p VALUES ('a small red boat')", boat],
    ['go', 'prompt := "a small red boat"', boat],
    ['rust', 'let prompt: &\'static str = "a small red boat";', boat],
    ['php', "$prompt = 'a small red boat';", boat],
  );

  rows(
    'is what a page says, without its tags',
    ['html', '<p>a small <b>red</b> boat</p>', boat],
    ['html', '<img src="x.png" alt="a small red boat">', boat],
    ['html', "<img alt='a small red boat' src=x.png>", boat],
    ['html', '<p>Tom &amp; Jerry in a boat</p>', 'Tom & Jerry in a boat'],
    ['html', '<style>p { color: red }</style><p>a small red boat</p>', boat],
    ['typescriptreact', '<img src={hero} alt="a small red boat" />', boat],
    ['typescriptreact', '<Hero>a small red boat</Hero>', boat],
    ['javascriptreact', 'return <img src={hero} alt={"a small red boat"} />;', boat],
    ['vue', '<h1>a small red boat {{ name }}</h1>', boat],
    ['svelte', '<h1 class="x">a small red boat</h1>', boat],
    ['php', '<h1>a small red boat</h1>', boat],
  );

  rows(
    'is what a document shows, without its signs',
    ['markdown', '## a small red boat', boat],
    ['markdown', '- a small **red** boat\n- on a _lake_', 'a small red boat\non a lake'],
    ['markdown', '> a small red boat', boat],
    ['markdown', '1. [ ] a small red boat', boat],
    ['markdown', '[a small red boat](https://example.com)', boat],
    ['markdown', '![a small red boat](x.png)', boat],
    ['markdown', '```\na small red boat\n```', boat],
    ['markdown', '| a small | red boat |\n|---|---|', boat],
    ['markdown', 'A boat\n======\n\na small red boat', 'A boat\na small red boat'],
    ['markdown', '<p align="center">a small red boat</p>', boat],
    ['markdown', 'a boat, 5 * 3 metres, snake_case', 'a boat, 5 * 3 metres, snake_case'],
    ['latex', '\\textbf{a small red} boat', boat],
    ['plaintext', '# no comment here', '# no comment here'],
    ['plaintext', 'a boat\n\non a lake', 'a boat\n\non a lake'],
  );

  it('is the code itself where it says nothing', () => {
    for (const code of ['const x = 1;', 'x', '//', '/* */', '"x"', '<br>', '{}', '// eslint-disable-line']) {
      for (const language of ['typescript', 'typescriptreact', 'html', 'json', 'markdown']) {
        assert.notEqual(selectedPrompt(code, language).trim(), '', `${language}: ${code}`);
      }
    }
    assert.equal(selectedPrompt('  const x = 1;\n', 'typescript'), 'const x = 1;');
    assert.equal(selectedPrompt('   ', 'typescript'), '');
  });

  it('takes time by the length of a selection, whatever it holds', function () {
    this.timeout(60_000);
    const signs = [
      '"',
      "'",
      '`',
      '//',
      '/*',
      '*/',
      '<!--',
      '<',
      '<a',
      '>',
      '#',
      '--',
      '`"',
      '[',
      '](',
      '![',
      'alt="',
      '&#',
      '{',
      '*',
      '_',
    ];
    const texts = [
      ...signs,
      ' ',
      '\n',
      '\\',
      '|',
      '=',
      '"""',
      'a: ',
      "'''",
      '\t*',
      '// a\n',
      '<p>a',
      '- ',
      '* ',
      '> ',
      '#*',
      '::',
      '&a',
    ];
    for (const language of ['typescriptreact', 'markdown', 'html', 'yaml', 'a new one']) {
      for (const sign of texts) {
        const text = `x${sign.repeat(Math.ceil(60_000 / sign.length))}`;
        assert.ok(selectedPrompt(text, language).length <= text.length, `${language}: ${sign}`);
      }
      const large = '// a small red boat "on" <b>a</b> lake\n'.repeat(26_000);
      assert.ok(selectedPrompt(large, language).length <= large.length);
    }
  });
});
