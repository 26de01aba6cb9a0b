import assert from 'node:assert/strict';
import type { PanelPageParts } from '../../../../src/host/panel/panelHtml';
import { panelHtml } from '../../../../src/host/panel/panelHtml';

const parts: PanelPageParts = {
  language: 'de',
  title: 'Dualtrack',
  cspSource: "'self' https://webview.example",
  script: 'https://webview.example/page.js',
  styles: 'https://webview.example/page.css',
  codicons: 'https://webview.example/codicon.css',
};

function nonceOf(html: string): string {
  return /<script nonce="([^"]+)"/.exec(html)?.[1] ?? '';
}

describe('panelHtml', () => {
  it('allows the files of the webview, its one script, and nothing else', () => {
    const html = panelHtml(parts);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; img-src 'self' https://webview.example; style-src 'self' https://webview.example; " +
        `font-src 'self' https://webview.example; script-src 'nonce-${nonceOf(html)}'`,
    );
  });

  it('has another nonce of 16 random bytes each time', () => {
    const nonces = Array.from({ length: 20 }, () => nonceOf(panelHtml(parts)));
    assert.equal(new Set(nonces).size, 20);
    for (const nonce of nonces) assert.equal(Buffer.from(nonce, 'base64').length, 16);
  });

  it('has one script and no inline script, style or handler', () => {
    const html = panelHtml(parts);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /<script nonce="[^"]+" src="https:\/\/webview\.example\/page\.js"><\/script>/);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/);
  });

  it('says which language the page speaks', () => {
    assert.match(panelHtml({ ...parts, language: 'zh-cn' }), /<html lang="zh-cn">/);
  });

  it('links the icons under the id where the elements look for them', () => {
    assert.match(panelHtml(parts), /<link id="vscode-codicon-stylesheet" rel="stylesheet" href="[^"]*codicon\.css">/);
  });

  for (const part of ['language', 'title', 'cspSource', 'script', 'styles', 'codicons'] as const) {
    it(`lets no markup in through ${part}`, () => {
      const html = panelHtml({ ...parts, [part]: '"><img src=x>&' });
      assert.doesNotMatch(html, /<img/);
      assert(html.includes('&quot;&gt;&lt;img src=x&gt;&amp;'));
    });
  }
});
