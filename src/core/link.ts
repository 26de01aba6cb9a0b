const markdown = new Set(['markdown', 'mdx', 'quarto', 'rmd']);
const jsx = new Set(['javascriptreact', 'typescriptreact']);
const html = new Set(['html', 'vue', 'svelte', 'astro', 'php', 'handlebars', 'razor', ...jsx]);
const css = new Set(['css', 'scss', 'less', 'sass', 'stylus']);

/**
 * The text that shows a picture in a document of a language; a plain path where no form is known. Whatever the words and names
 * hold, they stay words and names: nothing in them ends the form, or is run by what reads the document.
 */
export function linkText(languageId: string, relativePath: string, alt: string): string {
  const url = relativePath.toWellFormed().split('/').map(encodeURIComponent).join('/');
  const line = shortAlt(alt);
  if (markdown.has(languageId)) return `![${escapeMarkdown(line)}](${url.replace(/[()]/g, encodeParenthesis)})`;
  if (html.has(languageId))
    return `<img src="${url}" alt="${escapeAttribute(line)}"${jsx.has(languageId) ? ' /' : ''}>`;
  if (css.has(languageId)) return `url("${url}")`;
  return relativePath.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, encodeURIComponent);
}

/** Alternative texts are one line, and screen readers cut long ones. */
function shortAlt(prompt: string): string {
  const line = prompt.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > 120 ? `${characters.slice(0, 119).join('').trimEnd()}…` : line;
}

function encodeParenthesis(character: string): string {
  return character === '(' ? '%28' : '%29';
}

/**
 * What ends the words or starts more than words. Site generators, MDX and Quarto run what stands in `<%`, `{%` or `{{`, in some
 * of them before Markdown is read: there a backslash is nothing, so entities stand for those signs. `](`, even with a backslash
 * before it, passes for a link in editors.
 */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll('`', "'")
    .replace(/&(?=#?\w)/g, '&amp;')
    .replace(/[<>{}]|(?<=\])\(/g, entity)
    .replace(/[\\[\]$|]/g, '\\$&');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

/** Svelte and Handlebars run what stands in braces, Razor what follows an @, also within quotes. */
function escapeAttribute(text: string): string {
  return text.replace(/[&"<>{}@]/g, entity);
}

function entity(sign: string): string {
  return entities[sign] ?? `&#${sign.charCodeAt(0)};`;
}
