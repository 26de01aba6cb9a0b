import assert from 'node:assert/strict';
import { bundlerIn } from '../../../../src/core/insertion/bundlers';
import type { Shown } from '../../../../src/core/insertion/insertion';
import { insertionsOf } from '../../../../src/core/insertion/insertionsOf';

const fox: Shown = { path: '../assets/a-fox.jpg', prompt: 'a fox' };
const chinese: Shown = { path: 'assets/一只狐狸.jpg', prompt: '一只狐狸' };

/** A document after the insertion. `¦` is its cursor, `«…»` around words that are selected. */
function after(languageId: string, document: string, shown: Shown = fox): string {
  const isSelection = document.includes('»');
  const text = document.replace(/[«»¦]/g, '');
  const offset = document.replace('«', '').search(/[»¦]/);
  assert.ok(offset >= 0, 'the document has a cursor');
  const from = isSelection ? document.indexOf('«') : undefined;
  const insertions = insertionsOf({ languageId, text, from, offset, isSelection }, shown);
  return insertions
    .toReversed() // of two at the same place the first one comes first, as VS Code has it
    .toSorted((one, other) => other.at - one.at)
    .reduce((changed, one) => changed.slice(0, one.at) + one.text + changed.slice(one.at + (one.replaces ?? 0)), text);
}

type Row = readonly [languageId: string, before: string, after: string, shown?: Shown];

function rows(title: string, ...all: readonly Row[]): void {
  describe(title, () => {
    for (const [languageId, before, expected, shown] of all) {
      it(`${languageId}: ${JSON.stringify(before)}`, () => assert.equal(after(languageId, before, shown), expected));
    }
  });
}

const path = '../assets/a-fox.jpg';
const link = `![a fox](${path})`;

describe('a picture at the cursor', () => {
  rows(
    'of Markdown is a paragraph of its own',
    ['markdown', '¦', link],
    ['markdown', 'Foxes are ¦red.\n', `Foxes are red.\n\n${link}\n`],
    ['markdown', 'Foxes are red.¦', `Foxes are red.\n\n${link}`],
    ['markdown', '¦Foxes are red.', `${link}\n\nFoxes are red.`],
    ['markdown', 'Foxes are\n¦red and\nquick.\n\nBears.', `Foxes are\nred and\nquick.\n\n${link}\n\nBears.`],
    ['markdown', 'Foxes.\n¦\nBears.', `Foxes.\n\n${link}\n\nBears.`],
    ['markdown', 'Foxes.\n\n¦\n\nBears.', `Foxes.\n\n${link}\n\nBears.`],
    ['markdown', 'Foxes.\n¦', `Foxes.\n\n${link}`],
    ['markdown', '# Foxes¦\nThey are red.', `# Foxes\n\n${link}\n\nThey are red.`],
    ['markdown', 'Foxes\n=====¦\n', `Foxes\n=====\n\n${link}\n`],
    ['markdown', '«a fox»\n', `a fox\n\n${link}\n`],
    ['markdown', 'Foxes are ¦red.\r\n\r\nBears.', `Foxes are red.\n\n${link}\r\n\r\nBears.`],
    ['mdx', 'Foxes are ¦red.', `Foxes are red.\n\n${link}`],
    ['quarto', 'Foxes are ¦red.', `Foxes are red.\n\n${link}`],
    ['markdown', 'Foxes.\n<!-- «a fox» -->\n', `Foxes.\n<!-- a fox -->\n\n${link}\n`],
  );

  rows(
    'of Markdown breaks no list, quote, table or code',
    ['markdown', '- fo¦xes\n- bears\n', `- foxes\n\n  ${link}\n\n- bears\n`],
    ['markdown', '1. foxes\n2. be¦ars\n', `1. foxes\n2. bears\n\n   ${link}\n`],
    ['markdown', '- foxes\n  are re¦d\n', `- foxes\n  are red\n\n  ${link}\n`],
    ['markdown', '- ¦foxes\n', `- ${link}\n\n  foxes\n`],
    ['markdown', '- [ ] fo¦xes\n', `- [ ] foxes\n\n  ${link}\n`],
    ['markdown', '> Foxes are ¦red.\n', `> Foxes are red.\n>\n> ${link}\n`],
    ['markdown', '> - fo¦xes\n> - bears\n', `> - foxes\n>\n>   ${link}\n>\n> - bears\n`],
    ['markdown', '| a | b |\n|---|---|\n| fox ¦ | x |\n', `| a | b |\n|---|---|\n| fox ${link} | x |\n`],
    ['markdown', '```html\n¦\n```\n', `\`\`\`html\n<img src="${path}" alt="a fox">\n\`\`\`\n`],
    ['markdown', '```js\nconst fox = ¦;\n```\n', `\`\`\`js\nconst fox = "${path}";\n\`\`\`\n`],
    ['markdown', '```\n¦\n```\n', `\`\`\`\n${path}\n\`\`\`\n`],
    ['markdown', '```\nx\n```\n¦\n', `\`\`\`\nx\n\`\`\`\n\n${link}\n`],
    ['markdown', '---\ncover: ¦\n---\n\nFoxes.', `---\ncover: ${path}\n---\n\nFoxes.`],
    ['markdown', '---\ncover: "¦"\n---\n\nFoxes.', `---\ncover: "${path}"\n---\n\nFoxes.`],
    ['markdown', 'See ![a fox](¦) here.', `See ![a fox](${path}) here.`],
    ['markdown', 'See <img src="¦"> here.', `See <img src="${path}"> here.`],
    ['markdown', '<!-- ¦ -->', `<!-- ${path} -->`],
  );

  rows(
    'has a name that people can read',
    ['markdown', '¦', '![一只狐狸](assets/一只狐狸.jpg)', chinese],
    ['html', '¦', '<img src="assets/一只狐狸.jpg" alt="一只狐狸">', chinese],
    ['css', 'a { background: ¦ }', 'a { background: url("assets/一只狐狸.jpg") }', chinese],
    ['python', 'x = ¦', 'x = "assets/一只狐狸.jpg"', chinese],
    ['yaml', 'x: ¦', 'x: assets/一只狐狸.jpg', chinese],
    ['markdown', '¦', '![x](<my assets/a fox (1).jpg>)', { path: 'my assets/a fox (1).jpg', prompt: 'x' }],
    ['markdown', '¦', '![x](100%25/a%23b%3Fc.jpg)', { path: '100%/a#b?c.jpg', prompt: 'x' }],
    [
      'html',
      '¦',
      '<img src="my%20assets/a%20fox%20%281%29.jpg" alt="x">',
      { path: 'my assets/a fox (1).jpg', prompt: 'x' },
    ],
  );

  rows(
    'of a page is an element, and within a tag its attribute',
    ['html', '<p>¦</p>', `<p><img src="${path}" alt="a fox"></p>`],
    ['html', '<img src="¦" alt="">', `<img src="${path}" alt="">`],
    ['html', '<img src=¦>', `<img src="${path}">`],
    ['html', '<img ¦>', `<img src="${path}" alt="a fox">`],
    ['html', '<video poster="¦">', `<video poster="${path}">`],
    ['html', '<script>\nconst fox = ¦;\n</script>', `<script>\nconst fox = "${path}";\n</script>`],
    ['html', '<style>\n.a {\n  ¦\n}\n</style>', `<style>\n.a {\n  background-image: url("${path}");\n}\n</style>`],
    ['html', '<div>\n  <!-- «a fox» -->\n</div>', `<div>\n  <!-- a fox -->\n  <img src="${path}" alt="a fox">\n</div>`],
    ['html', '<!-- ¦ -->', `<!-- ${path} -->`],
    ['vue', '<template>¦</template>', '<template><img src="./assets/一只狐狸.jpg" alt="一只狐狸"></template>', chinese],
    ['svelte', '<p>¦</p>', `<p><img src="${path}" alt="a fox"></p>`],
    ['astro', '---\nconst fox = ¦;\n---\n<p></p>', `---\nconst fox = "${path}";\n---\n<p></p>`],
    ['astro', '---\nconst x = 1;\n---\n<p>¦</p>', `---\nconst x = 1;\n---\n<p><img src="${path}" alt="a fox"></p>`],
    ['php', '<p>¦</p>', `<p><img src="${path}" alt="a fox"></p>`],
    ['php', '<?php\n$fox = ¦;', `<?php\n$fox = '${path}';`],
    ['handlebars', '{{!-- «a fox» --}}', `{{!-- a fox --}}\n<img src="${path}" alt="a fox">`],
  );

  rows(
    'of a style sheet is a value, or a declaration where one begins',
    ['css', '.a { background: ¦; }', `.a { background: url("${path}"); }`],
    ['css', '.a { background: url(¦); }', `.a { background: url("${path}"); }`],
    ['css', '.a { background: url("¦"); }', `.a { background: url("${path}"); }`],
    ['css', '.a {\n  ¦\n}', `.a {\n  background-image: url("${path}");\n}`],
    ['scss', '.a {\n  color: red;\n  ¦\n}', `.a {\n  color: red;\n  background-image: url("${path}");\n}`],
    ['less', '@fox: ¦;', `@fox: url("${path}");`],
    ['sass', '.a\n  background: ¦', `.a\n  background: url("${path}")`],
    ['css', '.a {\n  /* «a fox» */\n}', `.a {\n  /* a fox */\n  background-image: url("${path}");\n}`],
  );

  rows(
    'of code is a string, or a path where one is written already',
    ['python', 'fox = ¦', `fox = "${path}"`],
    ['python', "a = 'b'\nfox = ¦", `a = 'b'\nfox = '${path}'`],
    ['python', "fox = load('¦')", `fox = load('${path}')`],
    ['python', 'fox = r"¦"', `fox = r"${path}"`],
    ['python', '"""\n¦\n"""', `"""\n${path}\n"""`],
    ['javascript', 'load(¦);', `load("${path}");`],
    ['typescript', "import a from 'b';\nload(¦);", `import a from 'b';\nload('${path}');`],
    ['typescript', 'const fox = `¦`;', `const fox = \`${path}\`;`],
    ['json', '{ "fox": ¦ }', `{ "fox": "${path}" }`],
    ['json', '{ "fox": "¦" }', `{ "fox": "${path}" }`],
    ['jsonc', '{ "fox": ¦ } // x', `{ "fox": "${path}" } // x`],
    ['java', 'load(¦);', `load("${path}");`],
    ['c', 'load(¦);', `load("${path}");`],
    ['csharp', 'Load(@"¦");', `Load(@"${path}");`],
    ['go', 'load(¦)', `load("${path}")`],
    ['rust', "fn a<'b>() { load(¦) }", `fn a<'b>() { load("${path}") }`],
    ['swift', 'load(¦)', `load("${path}")`],
    ['kotlin', 'load(¦)', `load("${path}")`],
    ['dart', 'load(¦);', `load('${path}');`],
    ['ruby', 'load ¦', `load '${path}'`],
    ['lua', 'load(¦)', `load("${path}")`],
    ['sql', 'INSERT INTO a VALUES (¦)', `INSERT INTO a VALUES ('${path}')`],
    ['haskell', 'load ¦', `load "${path}"`],
    ['clojure', '(load ¦)', `(load "${path}")`],
    ['r', 'load(¦)', `load("${path}")`],
    ['shellscript', 'open ¦', `open ${path}`],
    ['yaml', 'fox: ¦', `fox: ${path}`],
    ['yaml', "fox: '¦'", `fox: '${path}'`],
    ['toml', 'fox = ¦', `fox = "${path}"`],
    ['ini', 'fox=¦', `fox=${path}`],
    ['properties', 'fox=¦', `fox=${path}`],
    ['makefile', 'FOX = ¦', `FOX = ${path}`],
    ['powershell', 'Open ¦', `Open ${path}`],
    ['plaintext', 'a fox: ¦', `a fox: ${path}`],
    ['plaintext', '«a fox»', `a fox ${path}`],
    ['a language of tomorrow', 'fox ¦', `fox ${path}`],
    ['a language of tomorrow', '¦', '"my fox.jpg"', { path: 'my fox.jpg', prompt: 'x' }],
  );

  const odd = { path: `a "b" 'c' $d\\e/#{f}.jpg`, prompt: 'x' };
  rows(
    'of code ends no string, whatever its folders are called',
    ['python', 'x = ¦', `x = "a \\"b\\" 'c' $d\\\\e/#{f}.jpg"`, odd],
    ['json', '"¦"', `"a \\"b\\" 'c' $d\\\\e/#{f}.jpg"`, odd],
    ['javascript', '`¦`', '`a "b" \'c\' \\$d\\\\e/#{f}.jpg`', odd],
    ['kotlin', 'x = ¦', `x = "a \\"b\\" 'c' \\$d\\\\e/#{f}.jpg"`, odd],
    ['ruby', 'x = "¦"', `x = "a \\"b\\" 'c' $d\\\\e/\\#{f}.jpg"`, odd],
    ['sql', 'x = ¦', `x = 'a "b" ''c'' $d\\e/#{f}.jpg'`, odd],
    ['csharp', 'x = @"¦"', `x = @"a ""b"" 'c' $d\\e/#{f}.jpg"`, odd],
    ['powershell', 'x ¦', `x 'a "b" ''c'' $d\\e/#{f}.jpg'`, odd],
    ['shellscript', 'x ¦', `x 'a "b" %27c%27 $d\\e/#{f}.jpg'`, odd],
    ['toml', 'x = ¦', `x = "a \\"b\\" 'c' $d\\\\e/#{f}.jpg"`, odd],
    ['yaml', 'x: ¦', `x: 'a "b" ''c'' $d\\e/#{f}.jpg'`, odd],
    ['typescript', '/* ¦ */', `/* a/%2A/b.jpg */`, { path: 'a/*/b.jpg', prompt: 'x' }],
  );

  rows(
    'of code stands behind the comment that it was made from',
    ['python', '    # «a fox»\n    show()', `    # a fox\n    "${path}"\n    show()`],
    ['python', '«# a fox»\n', `# a fox\n"${path}"\n`],
    ['javascript', '/* «a fox» */ show();', `/* a fox */ "${path}" show();`],
    ['javascript', '// see ¦', `// see ${path}`],
    ['python', 'x = "see «a fox»"', `x = "see a fox ${path}"`],
    ['python', '"""«a fox»"""', `"""a fox ${path}"""`],
    [
      'typescriptreact',
      '<p>\n  {/* «a fox» */}\n</p>',
      `<p>\n  {/* a fox */}\n  <img src="${path}" alt="a fox" />\n</p>`,
    ],
  );

  rows(
    'takes the place of a string that is selected as a whole',
    ['typescript', 'const a = "«X»";', `const a = "${path}";`],
    ['typescript', 'const a = «"X"»;', `const a = "${path}";`],
    ['typescript', "const a = ['b', «'X'», 'c'];", `const a = ['b', '${path}', 'c'];`],
    ['json', '{ "a": «"X"» }', `{ "a": "${path}" }`],
    ['typescript', 'const a = "«X» y";', `const a = "X ${path} y";`],
    ['typescriptreact', '<img src="«X»" />', `<img src="${path}" />`],
    ['typescriptreact', '<img src=«"X"» />', `<img src="${path}" />`],
    ['css', '.a { b: url("«X»"); }', `.a { b: url("${path}"); }`],
    ['css', '.a { b: url(«"X"»); }', `.a { b: url("${path}"); }`],
    ['html', '<img src="«X»">', `<img src="${path}">`],
    ['html', "<img src=«'X'»>", `<img src='${path}'>`],
    ['html', '<script>\n  const a = "«X»";\n</script>', `<script>\n  const a = "${path}";\n</script>`],
  );

  rows(
    'of other documents has their syntax',
    ['restructuredtext', 'Foxes are ¦red.\n', `Foxes are red.\n\n.. image:: ${path}\n   :alt: a fox\n`],
    ['asciidoc', 'Foxes are ¦red.\n', `Foxes are red.\n\nimage::${path}["a fox"]\n`],
    ['latex', '\\begin{figure}\n¦\n\\end{figure}', `\\begin{figure}\n\\includegraphics{${path}}\n\\end{figure}`],
    ['typst', '¦', `#image("${path}", alt: "a fox")`],
    ['org', '¦', `[[file:${path}]]`],
  );

  describe('of JSX', () => {
    const vite: Shown = {
      path: 'assets/a-fox.jpg',
      prompt: 'a fox',
      bundler: bundlerIn('{"devDependencies":{"vite":"8"}}'),
    };
    const next: Shown = { ...vite, bundler: bundlerIn('{"dependencies":{"next":"16","webpack":"5"}}') };
    const parcel: Shown = { ...vite, bundler: bundlerIn('{"devDependencies":{"parcel":"2"}}') };
    const image = '<img src={aFox} alt="a fox" />';
    const page = (name = 'aFox', from = './assets/a-fox.jpg'): string => `import ${name} from '${from}';`;

    rows(
      'is an element',
      ['typescriptreact', 'return <p>¦</p>;', `return <p><img src="${path}" alt="a fox" /></p>;`],
      ['typescriptreact', 'return <img src="¦" />;', `return <img src="${path}" />;`],
      ['typescriptreact', "return <p>Don't ¦</p>;", `return <p>Don't <img src="${path}" alt="a fox" /></p>;`],
      [
        'typescriptreact',
        'const a = (b: Array<string>) => ¦;',
        `const a = (b: Array<string>) => <img src="${path}" alt="a fox" />;`,
      ],
    );

    rows(
      'is imported where something builds the project',
      [
        'typescriptreact',
        'return <p>¦</p>;',
        `import aFox from "./assets/a-fox.jpg";\n\nreturn <p>${image}</p>;`,
        vite,
      ],
      [
        'typescriptreact',
        "import a from 'a';\n\nreturn <p>¦</p>;",
        `import a from 'a';\n${page()}\n\nreturn <p>${image}</p>;`,
        vite,
      ],
      [
        'javascriptreact',
        "import {\n  a,\n} from 'a'\nimport './b.css'\n\nreturn <p>¦</p>",
        `import {\n  a,\n} from 'a'\nimport './b.css'\nimport aFox from './assets/a-fox.jpg'\n\nreturn <p>${image}</p>`,
        vite,
      ],
      [
        'typescriptreact',
        "'use client';\n\nimport a from 'a'; // x\n<p>¦</p>",
        `'use client';\n\nimport a from 'a'; // x\n${page()}\n<p>${image}</p>`,
        vite,
      ],
      [
        'typescriptreact',
        "'use client';\n\nconst a = <p>¦</p>",
        `'use client';\n\n${page()}\n\nconst a = <p>${image}</p>`,
        vite,
      ],
      [
        'typescriptreact',
        '// a page\nimport a from "a";\nimport("b");\n<p>¦</p>',
        `// a page\nimport a from "a";\nimport aFox from "./assets/a-fox.jpg";\nimport("b");\n<p>${image}</p>`,
        vite,
      ],
      ['typescriptreact', `${page('fox')}\n<p>¦</p>`, `${page('fox')}\n<p><img src={fox} alt="a fox" /></p>`, vite],
      [
        'typescriptreact',
        "import a from 'a';\nconst aFox = 1, aFox2 = 2;\n<p>¦</p>",
        `import a from 'a';\n${page('aFox3')}\nconst aFox = 1, aFox2 = 2;\n<p><img src={aFox3} alt="a fox" /></p>`,
        vite,
      ],
      [
        'typescriptreact',
        "import a from 'a';\n<img src={¦} />",
        `import a from 'a';\n${page()}\n<img src={aFox} />`,
        vite,
      ],
      [
        'typescriptreact',
        "import a from 'a';\n<img src=¦ />",
        `import a from 'a';\n${page()}\n<img src={aFox} />`,
        vite,
      ],
      [
        'typescriptreact',
        "import a from 'a';\n<p>\n  {/* «a fox» */}\n</p>",
        `import a from 'a';\n${page()}\n<p>\n  {/* a fox */}\n  ${image}\n</p>`,
        vite,
      ],
      [
        'typescriptreact',
        'import a from "a";\n<p>¦</p>',
        `import a from "a";\nimport aFox from "./assets/a-fox.jpg";\n<p><img src={aFox.src} alt="a fox" /></p>`,
        next,
      ],
      [
        'typescriptreact',
        'import a from "a";\n<p>¦</p>',
        `import a from "a";\nimport aFox from "url:./assets/a-fox.jpg";\n<p>${image}</p>`,
        parcel,
      ],
      [
        'typescriptreact',
        'import a from "a";\n<p>¦</p>',
        'import a from "a";\n<p><img src="/a-fox.jpg" alt="a fox" /></p>',
        { ...vite, servedPath: '/a-fox.jpg' },
      ],
      [
        'typescriptreact',
        'import a from "a";\n<p>¦</p>',
        'import a from "a";\nimport 一只狐狸 from "./assets/一只狐狸.jpg";\n<p><img src={一只狐狸} alt="一只狐狸" /></p>',
        { ...vite, ...chinese },
      ],
    );

    it('has a name that code can have', () => {
      const nameIn = (file: string): string | undefined => {
        const changed = after('typescriptreact', '¦', { ...vite, path: `assets/${file}` });
        return /^import (\S+) from/.exec(changed)?.[1];
      };
      assert.deepEqual(
        ['3-cats.jpg', 'class.jpg', '🦊.jpg', 'a-🦊-b.jpg', 'Größe-x.jpg', 'é.jpg', 'लोमड़ी.jpg', 'a fox (1).jpg'].map(
          nameIn,
        ),
        ['image3Cats', 'imageClass', 'image', 'aB', 'größeX', 'é', 'लोमड़ी', 'aFox1'],
      );
    });
  });

  it('is served from the root in pages and style sheets of a project that serves its folder', () => {
    const served = { ...fox, servedPath: '/fox.jpg' };
    assert.equal(after('html', '¦', served), '<img src="/fox.jpg" alt="a fox">');
    assert.equal(after('css', 'a { b: ¦ }', served), 'a { b: url("/fox.jpg") }');
    assert.equal(after('markdown', '¦', served), link);
  });

  it('knows what builds a project from its dependencies only', () => {
    assert.equal(bundlerIn('{"name":"vite"}'), undefined);
    assert.equal(bundlerIn('{"dependencies":{"react":"19"}}'), undefined);
    for (const wrong of ['', '[]', 'null', '1', '"vite"', '{"dependencies":"vite"}', '{"dependencies":null}']) {
      assert.equal(bundlerIn(wrong), undefined, wrong);
    }
    assert.equal(bundlerIn('{"devDependencies":{"@sveltejs/kit":"2","vite":"8"}}')?.served, 'static');
  });

  const languages = [
    ...['markdown', 'mdx', 'html', 'vue', 'svelte', 'astro', 'php', 'typescriptreact', 'css', 'sass', 'python', 'json'],
    ...['yaml', 'toml', 'rust', 'shellscript', 'restructuredtext', 'asciidoc', 'latex', 'typst', 'plaintext', 'new'],
  ];

  it('has a place wherever the cursor is, and takes nothing away', () => {
    const documents = [
      '',
      '---\na: "b"\n---\n\n# c\n\n- d\n  > e\n\n| f | g |\n|-|-|\n| h | i |\n\n```js\nj("k")\n```\n<!-- l --> ![m](n)\n',
      '<script>const a = "b" // c\n</script>\n<style>d { e: url(f) }</style>\n<p title="g" h=i>{/* j */}</p>\n<?php k ?>',
      "'use strict'\nimport a, { b } from './c' // d\nconst e = `f${g}` /* h */\nreturn <i j={k} l='m'>n</i>\r\n",
    ];
    const bundler = bundlerIn('{"dependencies":{"next":"1"}}');
    for (const languageId of languages) {
      for (const text of documents) {
        for (let offset = 0; offset <= text.length; offset += 1) {
          for (const isSelection of [false, true]) {
            const insertions = insertionsOf({ languageId, text, offset, isSelection }, { ...fox, bundler });
            const where = `${languageId} ${offset} ${text}`;
            assert.ok(insertions.length > 0 && insertions.every(({ at }) => at >= 0 && at <= text.length), where);
            assert.ok(
              insertions.some((one) => one.text.includes('a-fox.jpg') || one.text.includes('{fox')),
              where,
            );
          }
        }
      }
    }
  });

  it('is found in time by the length of the document, whatever it holds', function () {
    this.timeout(60_000);
    const signs = [
      '"',
      "'",
      '`',
      '/*',
      '//',
      '<',
      '<a ',
      '>',
      '{',
      '|',
      '|-',
      '- ',
      '> ',
      '#',
      ' ',
      '\n',
      '\n- ',
      '---\n',
      '```\n',
    ];
    for (const languageId of ['markdown', 'html', 'typescriptreact', 'css', 'python', 'yaml']) {
      for (const sign of [...signs, "import a from 'b'\n", '\\', '(', '](', '<script>', '/* a */\n']) {
        const text = sign.repeat(Math.ceil(60_000 / sign.length));
        const place = { languageId, text, offset: text.length, isSelection: false };
        assert.ok(insertionsOf(place, { ...fox, bundler: {} }).length > 0, `${languageId}: ${sign}`);
      }
    }
  });
});
