const markdown = new Set(['markdown', 'mdx', 'quarto', 'rmd']);
const jsx = new Set(['javascriptreact', 'typescriptreact']);
const html = new Set(['html', 'vue', 'svelte', 'astro', 'php', 'handlebars', 'razor', ...jsx]);
const css = new Set(['css', 'scss', 'less', 'sass', 'stylus']);

/** The text that shows a picture in a document of a language; a plain path where no form is known. */
export function linkText(languageId: string, relativePath: string, alt: string): string {
  const url = relativePath.split('/').map(encodeURIComponent).join('/');
  const line = shortAlt(alt);
  if (markdown.has(languageId))
    return `![${line.replace(/[\\[\]]/g, '\\$&')}](${url.replace(/[()]/g, encodeParenthesis)})`;
  if (html.has(languageId))
    return `<img src="${url}" alt="${escapeAttribute(line)}"${jsx.has(languageId) ? ' /' : ''}>`;
  if (css.has(languageId)) return `url("${url}")`;
  return relativePath;
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

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
