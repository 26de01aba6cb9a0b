import type { Token } from '../languages/scan';
import { tokensIn } from '../languages/scan';
import { syntaxOf } from '../languages/syntax';
import { dotted } from './forms';
import type { Bundler, Insertion } from './insertion';
import { quoteOf, withinString } from './literals';

/** What a picture is called in code, and the import that it needs; none where the document has it already. */
export interface Imported {
  readonly name: string;
  readonly insertion?: Insertion | undefined;
}

/** Imports a picture into a script of the language `typescriptreact` or its kin. */
export function importPicture(text: string, path: string, { prefix = '' }: Bundler): Imported {
  const head = headOf(text);
  const wanted = prefix + dotted(path);
  const known = head.imports.find(({ from, name }) => from === wanted && name !== undefined)?.name;
  if (known !== undefined) return { name: known };
  const name = unusedName(nameOf(path), text);
  const quote = head.imports.at(-1)?.quote ?? quoteOf(text, 'typescriptreact');
  const from = withinString(wanted, { open: quote, close: quote, escape: 'backslash' });
  const statement = `import ${name} from ${quote}${from}${quote}${head.hasSemicolons ? ';' : ''}`;
  return { name, insertion: { at: head.end, text: placed(statement, head, text) } };
}

function placed(statement: string, { imports, end }: Head, text: string): string {
  if (imports.length > 0) return `\n${statement}`;
  return end === 0 ? `${statement}\n${/^\s*(?:\n|$)/.test(text) ? '' : '\n'}` : `\n\n${statement}`;
}

interface Import {
  readonly from: string;
  readonly quote: string;
  readonly name: string | undefined;
}

/** The imports at a script's beginning, and the end of the last of them; else of what must come before an import. */
interface Head {
  readonly imports: readonly Import[];
  readonly end: number;
  readonly hasSemicolons: boolean;
}

function headOf(text: string): Head {
  const imports: Import[] = [];
  const shebang = /^#![^\r\n]*/.exec(text)?.[0].length ?? 0;
  let end = shebang;
  let at = shebang;
  let hasSemicolons = true;
  for (const token of tokensIn(text.slice(0, 200_000), syntaxOf('typescriptreact'))) {
    if (token.end <= at) continue;
    const code = text.slice(at, token.start).replace(/^[\s;]+/, '');
    if (!token.string) {
      if (code !== '') continue; // within a statement
      at = token.end;
      continue;
    }
    const isDirective = code === '' && imports.length === 0;
    if (!isDirective && !/^import\b(?!\s*[(.])/.test(code)) break;
    const after = statementEnd(text, token);
    if (isDirective && !after.isWhole) break;
    if (!isDirective) {
      const name = /^import\s+(?!type\b)([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:,|from\b)/u.exec(code)?.[1];
      imports.push({ from: text.slice(token.from, token.to), quote: token.string.open, name });
    }
    hasSemicolons = after.hasSemicolon;
    end = at = after.end;
  }
  return {
    imports,
    end,
    hasSemicolons: imports.length > 0 ? hasSemicolons : hasSemicolons || /;\s*$/m.test(text.slice(end, end + 5_000)),
  };
}

interface StatementEnd {
  readonly end: number;
  readonly hasSemicolon: boolean;
  /** Nothing but a comment follows on its line. */
  readonly isWhole: boolean;
}

function statementEnd(text: string, { end }: Token): StatementEnd {
  const after = /^(?:\s*(?:with|assert)\s*\{[^{}]*\})?[ \t]*(;?)/.exec(text.slice(end, end + 500));
  const stop = end + (after?.[0] ?? '').trimEnd().length;
  const rest = /^[^\r\n]*/.exec(text.slice(stop, stop + 500))?.[0] ?? '';
  const isWhole = /^\s*(?:\/\/|\/\*.*\*\/\s*$|$)/.test(rest);
  return { end: isWhole ? stop + rest.trimEnd().length : stop, hasSemicolon: after?.[1] === ';', isWhole };
}

const reserved = new Set(
  'arguments as async await break case catch class const continue debugger default delete do else enum eval export extends false finally for from function get if implements import in instanceof interface let new null of package private protected public return set static super switch this throw true try type typeof undefined var void while with yield'.split(
    ' ',
  ),
);

/** A name for a picture in code, from its file's name, in whatever script that is. */
export function nameOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const words = file
    .normalize('NFC')
    .split(/[^\p{ID_Continue}]+/u)
    .filter(Boolean);
  const name = words.map((word, index) => (index === 0 ? lowered(word) : raised(word))).join('');
  return /^\p{ID_Start}/u.test(name) && !reserved.has(name) ? name : `image${raised(name)}`;
}

function unusedName(name: string, text: string): string {
  const used = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
  let unused = name;
  for (let n = 2; used.has(unused); n += 1) unused = `${name}${n}`;
  return unused;
}

function lowered(word: string): string {
  const [first = ''] = word;
  return first.toLowerCase() + word.slice(first.length);
}

function raised(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}
