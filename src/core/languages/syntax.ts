/** How one kind of string is written. */
export interface StringSyntax {
  readonly open: string;
  readonly close: string;
  /** How its own quote stands within it; `raw`: not at all. */
  readonly escape: 'backslash' | 'doubled' | 'raw';
  /** It may go on after the end of a line. */
  readonly lines?: true;
  /** What begins a value within it; escaped as the quote is. */
  readonly values?: string;
}

/** What a language takes for comments and strings. */
export interface Syntax {
  /** From the sign to the end of the line. */
  readonly line: readonly string[];
  /** The same, for signs that count at the start of a line only. */
  readonly lineStart?: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  /** The first one of a single line is how a new string is written. */
  readonly strings: readonly StringSyntax[];
}

const double: StringSyntax = { open: '"', close: '"', escape: 'backslash' };
const single: StringSyntax = { open: "'", close: "'", escape: 'backslash' };
const dollars: StringSyntax = { ...double, values: '$' };
const doubledSingle: StringSyntax = { open: "'", close: "'", escape: 'doubled' };
const doubledDouble: StringSyntax = { open: '"', close: '"', escape: 'doubled' };
const rawSingle: StringSyntax = { open: "'", close: "'", escape: 'raw' };
const triple: StringSyntax = { open: '"""', close: '"""', escape: 'backslash', lines: true };
const tripleSingle: StringSyntax = { open: "'''", close: "'''", escape: 'backslash', lines: true };
const template: StringSyntax = { open: '`', close: '`', escape: 'backslash', lines: true, values: '$' };
const rawBackticks: StringSyntax = { open: '`', close: '`', escape: 'raw', lines: true };
const textLines: StringSyntax = { ...double, lines: true };
const verbatim: StringSyntax = { ...doubledDouble, open: '@"', lines: true };

const c: Syntax = { line: ['//'], block: [['/*', '*/']], strings: [double, single] };
const script: Syntax = { ...c, strings: [double, single, template] };
const hash: Syntax = { line: ['#'], block: [], strings: [double, single] };
const dashes: Syntax = { line: ['--'], block: [], strings: [double, single] };
const semicolon: Syntax = { line: [';'], block: [], strings: [textLines] };
const percent: Syntax = { line: ['%'], block: [], strings: [double, single] };
const markup: Syntax = { line: [], block: [['<!--', '-->']], strings: [] };
const shell: Syntax = { ...hash, strings: [rawSingle, { ...dollars, lines: true }] };
const pascalComments = [
  ['{', '}'],
  ['(*', '*)'],
] as const;
const pascal: Syntax = { line: ['//'], block: pascalComments, strings: [doubledSingle] };
const settings: Syntax = { line: [], lineStart: ['#', ';', '!'], block: [], strings: [] };

/** By VS Code's names of languages. */
const syntaxes: Readonly<Record<string, Syntax>> = {
  javascript: script,
  typescript: script,
  javascriptreact: script,
  typescriptreact: script,
  json: { ...c, strings: [double] },
  jsonc: { ...c, strings: [double] },
  json5: c,
  jsonl: { ...c, strings: [double] },

  c,
  cpp: c,
  'cuda-cpp': c,
  arduino: c,
  'objective-c': c,
  'objective-cpp': c,
  csharp: { ...c, strings: [double, single, { ...triple, escape: 'raw' }, verbatim] },
  java: { ...c, strings: [double, single, triple] },
  kotlin: { ...c, strings: [dollars, single, { ...triple, values: '$' }] },
  scala: { ...c, strings: [double, triple] },
  groovy: { ...c, strings: [single, dollars, triple, tripleSingle] },
  swift: { ...c, strings: [double, triple] },
  go: { ...c, strings: [double, single, rawBackticks] },
  rust: { ...c, strings: [textLines] },
  zig: { ...c, strings: [double] },
  d: { ...c, strings: [double, rawBackticks] },
  dart: { ...c, strings: [{ ...single, values: '$' }, dollars, triple, tripleSingle] },
  php: {
    ...c,
    line: ['//', '#'],
    strings: [
      { ...single, lines: true },
      { ...dollars, lines: true },
    ],
  },
  glsl: c,
  hlsl: c,
  shaderlab: c,
  proto3: c,
  solidity: c,
  haxe: c,
  typst: { ...c, strings: [textLines] },

  css: { line: [], block: [['/*', '*/']], strings: [double, single] },
  postcss: { line: [], block: [['/*', '*/']], strings: [double, single] },
  scss: c,
  less: c,
  sass: c,
  stylus: c,

  python: { ...hash, strings: [double, single, triple, tripleSingle] },
  starlark: { ...hash, strings: [double, single, triple, tripleSingle] },
  ruby: { ...hash, block: [['=begin', '=end']], strings: [single, { ...double, values: '#' }] },
  crystal: { ...hash, strings: [{ ...double, values: '#' }] },
  elixir: { ...hash, strings: [{ ...double, values: '#' }, triple] },
  perl: { ...hash, strings: [single, { ...double, values: '$@' }] },
  perl6: { ...hash, strings: [single, { ...double, values: '$@{' }] },
  coffeescript: { ...hash, block: [['###', '###']], strings: [single, { ...double, values: '#' }, triple] },
  r: hash,
  julia: { ...hash, block: [['#=', '=#']], strings: [dollars, triple] },
  nim: { ...hash, block: [['#[', ']#']], strings: [double, triple] },
  gdscript: { ...hash, strings: [double, single, triple] },
  graphql: { ...hash, strings: [double, triple] },
  terraform: { line: ['#', '//'], block: [['/*', '*/']], strings: [dollars] },
  nix: { ...hash, block: [['/*', '*/']], strings: [dollars] },
  cmake: { ...hash, block: [['#[[', ']]']], strings: [{ ...dollars, lines: true }] },
  shellscript: shell,
  fish: shell,
  dockerfile: shell,
  makefile: { ...hash, strings: [] },
  powershell: { line: ['#'], block: [['<#', '#>']], strings: [doubledSingle, doubledDouble] },
  bat: { line: [], lineStart: ['REM ', 'rem ', '::'], block: [], strings: [doubledDouble] },

  yaml: { ...hash, strings: [{ ...doubledSingle, lines: true }, textLines] },
  dockercompose: { ...hash, strings: [{ ...doubledSingle, lines: true }, textLines] },
  toml: { ...hash, strings: [double, rawSingle, triple, tripleSingle] },
  ini: settings,
  properties: settings,
  dotenv: { ...hash, strings: [double, rawSingle] },

  lua: { ...dashes, block: [['--[[', ']]']] },
  sql: { line: ['--'], block: [['/*', '*/']], strings: [doubledSingle, doubledDouble] },
  haskell: { ...dashes, block: [['{-', '-}']], strings: [double] },
  elm: { ...dashes, block: [['{-', '-}']], strings: [double] },
  ada: { ...dashes, strings: [doubledDouble] },
  vhdl: { ...dashes, strings: [doubledDouble] },
  applescript: { ...dashes, block: [['(*', '*)']], strings: [double] },
  fsharp: { line: ['//'], block: [['(*', '*)']], strings: [double, triple] },
  ocaml: { line: [], block: [['(*', '*)']], strings: [textLines] },
  pascal,
  clojure: semicolon,
  lisp: semicolon,
  scheme: semicolon,
  vb: { line: ["'"], block: [], strings: [doubledDouble] },
  matlab: { ...percent, block: [['%{', '%}']], strings: [doubledSingle, doubledDouble] },
  erlang: { ...percent, strings: [double] },
  prolog: { ...percent, block: [['/*', '*/']] },
  fortran: { line: ['!'], block: [], strings: [doubledSingle, doubledDouble] },
  latex: { ...percent, strings: [] },
  tex: { ...percent, strings: [] },
  bibtex: { ...percent, strings: [] },

  html: markup,
  xml: markup,
  xsl: markup,
  svg: markup,
  vue: markup,
  svelte: markup,
  astro: markup,
  markdown: markup,
  mdx: { ...markup, block: [...markup.block, ['{/*', '*/}']] },
  quarto: markup,
  rmd: markup,
  handlebars: { ...markup, block: [...markup.block, ['{{!--', '--}}'], ['{{!', '}}']] },
  razor: { ...markup, block: [...markup.block, ['@*', '*@']] },
  erb: { ...markup, block: [...markup.block, ['<%#', '%>']] },
  twig: { ...markup, block: [...markup.block, ['{#', '#}']] },
  jinja: { ...markup, block: [...markup.block, ['{#', '#}']] },
  liquid: { ...markup, block: [...markup.block, ['{% comment %}', '{% endcomment %}']] },

  asciidoc: { line: [], lineStart: ['//'], block: [], strings: [] },
  restructuredtext: { line: [], lineStart: ['.. '], block: [], strings: [] },
  plaintext: { line: [], block: [], strings: [] },
};

/** For languages that are not in the table: what is a comment in most of them, where it begins a line. */
const unknown: Syntax = {
  line: [],
  lineStart: ['//', '#', '--', ';', '%'],
  block: [
    ['/*', '*/'],
    ['<!--', '-->'],
  ],
  strings: [],
};

/** What a language takes for comments and strings; a guess where it is not known. */
export function syntaxOf(languageId: string): Syntax {
  return Object.hasOwn(syntaxes, languageId) ? (syntaxes[languageId] ?? unknown) : unknown;
}

/** Whether it is in the table. */
export function isKnownLanguage(languageId: string): boolean {
  return Object.hasOwn(syntaxes, languageId);
}
