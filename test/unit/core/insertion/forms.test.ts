import assert from 'node:assert/strict';
import { linkText } from '../../../../src/core/insertion/forms';

describe('a link to a picture', () => {
  it('has the form of the document’s language', () => {
    assert.equal(
      linkText('markdown', '../assets/a fox.png', 'a [red] fox'),
      '![a \\[red\\] fox](<../assets/a fox.png>)',
    );
    assert.equal(
      linkText('html', 'assets/fox.png', '"<fox>"'),
      '<img src="assets/fox.png" alt="&quot;&lt;fox&gt;&quot;">',
    );
    assert.equal(linkText('typescriptreact', 'fox.png', 'fox'), '<img src="fox.png" alt="fox" />');
    assert.equal(linkText('css', 'assets/лиса.png', ''), 'url("assets/лиса.png")');
    assert.equal(linkText('python', 'assets/fox.png', 'fox'), '"assets/fox.png"');
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
    const address = 'a%29%22%3E%3Cb%3E%0A%5D%28c.png';
    assert.equal(linkText('markdown', name, 'x'), '![x](<a)%22%3E%3Cb%3E%0A%5D(c.png>)');
    assert.equal(linkText('html', name, 'x'), `<img src="${address}" alt="x">`);
    assert.equal(linkText('css', name, 'x'), `url("${address}")`);
    assert.equal(linkText('shellscript', 'a\nrm b.png', 'x'), "'a%0Arm b.png'");
    assert.equal(linkText('python', 'a\u202egnp.b.png', 'x'), '"a%E2%80%AEgnp.b.png"');
    assert.equal(linkText('markdown', '\ud800.png', 'x'), '![x](\ufffd.png)');
  });

  it('cuts the prompt to a sensible alternative text', () => {
    assert.ok(linkText('markdown', 'x.png', 'word '.repeat(500)).length < 140);
  });
});
