import assert from 'node:assert/strict';
import { assetsFolderParts } from '../../../src/core/assetsFolder';
import { linkText } from '../../../src/core/link';
import { actualUsd, formatUsd } from '../../../src/core/price';
import { findModel } from '../../../src/core/models';
import type { PresetId } from '../../../src/core/presets';
import { presets } from '../../../src/core/presets';

describe('the folder for pictures', () => {
  it('stays inside the workspace folder', () => {
    assert.deepEqual(assetsFolderParts('docs/./images/'), ['docs', 'images']);
    assert.deepEqual(assetsFolderParts('docs\\images'), ['docs', 'images']);
    assert.equal(assetsFolderParts('../other'), 'outside');
    assert.equal(assetsFolderParts('/etc'), 'absolute');
    assert.equal(assetsFolderParts('C:\\pictures'), 'absolute');
    assert.equal(assetsFolderParts('.git/hooks'), 'hidden');
    assert.equal(assetsFolderParts('a\u0000b'), 'invalid');
    assert.equal(assetsFolderParts('nul.x/a'), 'invalid');
    assert.equal(assetsFolderParts('  '), 'empty');
  });

  it('is none that Windows has for a device, ends otherwise, or calls by a short name', () => {
    for (const name of [
      'COM¹',
      'lpt².old',
      'Com0',
      'LPT9',
      'CON',
      'nul .txt',
      'aux. x',
      'CONIN$',
      'conout$.a',
      'CLOCK$',
    ]) {
      assert.equal(assetsFolderParts(name), 'invalid', name);
      assert.equal(assetsFolderParts(`docs/${name}/images`), 'invalid', name);
    }
    for (const name of ['docs. /a', 'docs /a', 'docs./a', 'GIT~1/hooks', 'docs/vscode~1', 'ABC~12.x']) {
      assert.equal(assetsFolderParts(name), 'invalid', name);
    }
    for (const name of ['com', 'COM10', 'console', 'lpt¹²', 'com⁴', 'nulls', 'con-x', 'aux_', 'a~b', 'images~']) {
      assert.deepEqual(assetsFolderParts(name), [name]);
    }
  });
});

describe('a link to a picture', () => {
  it('has the form of the document’s language', () => {
    assert.equal(
      linkText('markdown', '../assets/a fox.png', 'a [red] fox'),
      '![a \\[red\\] fox](../assets/a%20fox.png)',
    );
    assert.equal(
      linkText('html', 'assets/fox.png', '"<fox>"'),
      '<img src="assets/fox.png" alt="&quot;&lt;fox&gt;&quot;">',
    );
    assert.equal(linkText('typescriptreact', 'fox.png', 'fox'), '<img src="fox.png" alt="fox" />');
    assert.equal(linkText('css', 'assets/лиса.png', ''), 'url("assets/%D0%BB%D0%B8%D1%81%D0%B0.png")');
    assert.equal(linkText('python', 'assets/fox.png', 'fox'), 'assets/fox.png');
  });

  it('lets no words end it, or be more than words to what reads the document', () => {
    const hostile = 'a](x) <b title="> `r system("id")` {{< include y >}} $x$ | @(1+1) \\';
    assert.equal(
      linkText('markdown', 'x.png', hostile),
      `![a\\]&#40;x) &lt;b title="&gt; 'r system("id")' &#123;&#123;&lt; include y &gt;&#125;&#125; \\$x\\$ \\| @(1+1) \\\\](x.png)`,
    );
    assert.equal(
      linkText('svelte', 'x.png', '"{alert(1)}" @Model'),
      '<img src="x.png" alt="&quot;&#123;alert(1)&#125;&quot; &#64;Model">',
    );
  });

  it('holds no code of site generators, which run it before they read Markdown', () => {
    for (const code of [
      '{% include x %}',
      '{{ x }}',
      '{# x #}',
      '<%= x %>',
      '<? x ?>',
      '{@html x}',
      '${x}',
      '#{x}',
      '${{ x }}',
    ]) {
      for (const language of ['markdown', 'mdx', 'html', 'svelte', 'typescriptreact']) {
        assert.doesNotMatch(
          linkText(language, 'x.png', `a ${code} b`).replace(/^<|>$/g, ''),
          /[{}<>]/,
          `${language}: ${code}`,
        );
      }
    }
  });

  it('holds the words as they were, for those who read the document', () => {
    const honest = [
      'Tom & Jerry, R&B',
      'ein Fuchs (rot) – größer!',
      '一只狐狸（红色）',
      '¡Hola! ¿Qué?',
      'שועל (1)',
      'family 👨‍👩‍👧',
    ];
    for (const words of honest)
      assert.ok(linkText('markdown', 'x.png', words).startsWith(`![${words.replace('&B', '&amp;B')}]`));
    assert.equal(linkText('markdown', 'x.png', 'f(a[0]) &lt; $(y)'), '![f(a\\[0\\]) &amp;lt; \\$(y)](x.png)');
    assert.equal(linkText('html', 'x.png', 'f(a[0]) &lt; $(y)'), '<img src="x.png" alt="f(a[0]) &amp;lt; $(y)">');
  });

  it('lets no name end it, whatever a file system takes for one', () => {
    const name = 'a)"><b>\n](c.png';
    const address = 'a)%22%3E%3Cb%3E%0A%5D(c.png';
    assert.equal(linkText('markdown', name, 'x'), '![x](a%29%22%3E%3Cb%3E%0A%5D%28c.png)');
    assert.equal(linkText('html', name, 'x'), `<img src="${address}" alt="x">`);
    assert.equal(linkText('css', name, 'x'), `url("${address}")`);
    assert.equal(linkText('shellscript', 'a\nrm b.png', 'x'), 'a%0Arm b.png');
    assert.equal(linkText('python', 'a\u202egnp.b.png', 'x'), 'a%E2%80%AEgnp.b.png');
    assert.equal(linkText('markdown', '\ud800.png', 'x'), '![x](%EF%BF%BD.png)');
  });

  it('cuts the prompt to a sensible alternative text', () => {
    assert.ok(linkText('markdown', 'x.png', 'word '.repeat(500)).length < 140);
  });
});

describe('prices', () => {
  const model = findModel('nano-banana-2') ?? assert.fail();

  it('come from the answer, else from its tokens, else from the list', () => {
    const on = (preset: PresetId) => ({ id: 'r', preset: presets[preset], wire: presets[preset].wires[0] ?? 'gemini' });
    const google = on('google-ai-studio');
    assert.equal(actualUsd(google, model, '1K', { costUsd: 0.04 }), 0.04);
    assert.equal(actualUsd(google, model, '1K', { imageTokens: 1120, inputTokens: 10, textTokens: 100 }), 0.067505);
    assert.equal(actualUsd(google, model, '2K', undefined), 0.101);
    assert.equal(actualUsd(on('apiyi'), model, '4K', { imageTokens: 2520 }), 0.055);
    assert.equal(actualUsd(on('openai-compatible'), model, '1K', undefined), undefined);
    assert.equal(actualUsd(google, model, '1K', { imageTokens: 1e15 }), 0.067, 'nobody believes such a count');
  });

  it('are never rounded down to nothing', () => {
    assert.deepEqual([0, 0.0336, 0.067, 0.1, 12.345].map(formatUsd), ['$0', '$0.034', '$0.067', '$0.10', '$12.35']);
  });
});
