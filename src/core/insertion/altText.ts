/** An alternative text is one line, and screen readers cut long ones. */
export function altText(prompt: string): string {
  const line = prompt.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > 120 ? `${characters.slice(0, 119).join('').trimEnd()}…` : line;
}

/**
 * Escapes what ends the text or starts more than text. Site generators, MDX and Quarto run what stands in `<%`, `{%` or `{{`, some
 * of them before Markdown is read: there a backslash does not help, so these characters become entities. Editors take `](` for a
 * link even with a backslash before it.
 */
export function markdownText(text: string): string {
  return text
    .replaceAll('`', "'")
    .replace(/&(?=#?\w)/g, '&amp;')
    .replace(/[<>{}]|(?<=\])\(/g, entity)
    .replace(/[\\[\]$|]/g, '\\$&');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

/** Svelte and Handlebars run what stands in braces, Razor what follows an @, also within quotes. */
export function attributeText(text: string): string {
  return text.replace(/[&"<>{}@]/g, entity);
}

/** For a line of reStructuredText: what is a reference, a role or a substitution there. */
export function restructuredText(text: string): string {
  return text.replace(/[\\`*|_]/g, '\\$&');
}

/** For the quoted text of an AsciiDoc macro; braces name attributes. */
export function asciidocText(text: string): string {
  return text.replaceAll('"', "'").replaceAll('{', '\\{').replaceAll(']', '\\]');
}

function entity(sign: string): string {
  return entities[sign] ?? `&#${sign.charCodeAt(0)};`;
}
