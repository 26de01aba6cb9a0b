import { randomBytes } from 'node:crypto';

export interface PanelPageParts {
  /** BCP 47, as `vscode.env.language` has it. */
  readonly language: string;
  readonly title: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** Webview URIs. */
  readonly script: string;
  readonly styles: string;
  readonly codicons: string;
}

/** The page that the script fills. Only files of the webview's own origin and this one script can load. */
export function panelHtml({ language, title, cspSource, script, styles, codicons }: PanelPageParts): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    `default-src 'none'`,
    `img-src ${cspSource}`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <link id="vscode-codicon-stylesheet" rel="stylesheet" href="${escaped(codicons)}">
    <link rel="stylesheet" href="${escaped(styles)}">
  </head>
  <body>
    <main id="page"></main>
    <script nonce="${nonce}" src="${escaped(script)}"></script>
  </body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text and for attributes in double quotes. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
