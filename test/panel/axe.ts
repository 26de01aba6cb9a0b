import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe-core has against the page as it is now, each in a line: the rule, and where it is broken. */
export async function violations(page: Frame): Promise<string[]> {
  // what lies behind the page is VS Code's, which axe does not see
  await page.evaluate(
    `document.documentElement.style.backgroundColor = getComputedStyle(document.body).getPropertyValue('--vscode-editor-background')`,
  );
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) await page.evaluate(axe.source);
  const found = await page.evaluate<
    readonly { readonly id: string; readonly nodes: readonly { readonly html: string; readonly why: string }[] }[]
  >(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => ({ html: html.slice(0, 200), why: failureSummary ?? '' })),
  })))`);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, why }) => `${id}: ${html.replace(/\s+/g, ' ')} (${why.replace(/\s+/g, ' ').slice(0, 300)})`),
  );
}
