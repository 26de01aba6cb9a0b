import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { clearToasts, eachAfresh, explainFailures, generate, relayKey, setKey } from '../world';

/** OpenRouter as far as it answers with words, at an unknown price, and tells that and the credit of its key later. */
const answers: Readonly<Record<string, object>> = {
  '/v1/chat/completions': {
    id: 'gen-e2e-1',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Which colour?' }, finish_reason: 'stop' }],
  },
  '/v1/generation': { data: { id: 'gen-e2e-1', total_cost: 0.02, is_byok: true, upstream_inference_cost: 0.4 } },
  '/v1/key': { data: { limit: 10, limit_remaining: 7.5, usage: 2.5 } },
};

describe('What was charged, and the credit that is left', () => {
  let vscode: VsCode;
  const asked: string[] = [];
  const service = http.createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    request.resume();
    asked.push(`${url.pathname}${url.search} ${request.headers.authorization ?? ''}`);
    const answer = answers[url.pathname];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { error: 'no such address' }));
  });

  before(async () => {
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const { port } = service.address() as AddressInfo;
    const route = { id: 'router', preset: 'openrouter', baseUrl: `http://127.0.0.1:${port}` };
    vscode = await openVsCode({ settings: { 'dualtrack.timeBudget': 10, 'dualtrack.routes': [route] } });
    await setKey(vscode, 'OpenRouter', relayKey);
  });
  after(async () => {
    await vscode.close();
    service.close();
  });
  explainFailures(() => ({ vscode }));
  eachAfresh(() => ({ vscode, services: [] }));

  const showRoute = async (): Promise<void> => {
    await vscode.runCommand('Dualtrack: Show Routes');
    await vscode.chooseItem('Routes', 'OpenRouter');
  };

  it('is asked of OpenRouter by the id of its answer, with the key of the route', async () => {
    await generate(vscode, 'a stone bridge');
    await vscode.toast('Which colour?');
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Settle Uncertain Charges…');
    await vscode.chooseItem('Uncertain Charges', 'a stone bridge');
    await vscode.chooseItem('Uncertain Charges', 'Ask OpenRouter');
    await vscode.toast('Every charge is known.');
    assert.equal(asked.at(-1), `/v1/generation?id=gen-e2e-1 Bearer ${relayKey}`);
    await vscode.runCommand('Dualtrack: Show Routes');
    await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: '$0.42 today' }).waitFor();
    await vscode.press('Escape');
  });

  it('is told by the key, and counted down from what the user enters', async () => {
    await showRoute();
    await vscode.chooseItem('OpenRouter', 'Check Credit');
    await vscode.toast('The key of OpenRouter may still spend $7.50. It has spent $2.50 so far.');
    await showRoute();
    await vscode.chooseItem('OpenRouter', 'Enter Credit');
    await vscode.answerInput('12.50', 'Credit at OpenRouter');
    await vscode.runCommand('Dualtrack: Show Routes');
    const row = vscode.page.locator('.quick-input-list .monaco-list-row');
    await row.filter({ hasText: 'about $12.50 credit left (reckoned)' }).waitFor();
    await vscode.screenshot('credit-left');
    await vscode.press('Escape');
  });
});
