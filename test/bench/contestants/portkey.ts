import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import OpenAI from 'openai';
import type { Contestant, Places } from '../contestant';
import { prompt } from '../contestant';

/** `@portkey-ai/gateway` as a process of its own on loopback, asked by the OpenAI SDK. Rejects when it does not start. */
export async function startPortkey(root: string): Promise<Contestant> {
  const program = path.join(root, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  const port = await freePort();
  const gateway = spawn(process.execPath, [program, `--port=${port}`, '--headless'], { stdio: 'ignore' });
  const baseURL = `http://127.0.0.1:${port}/v1`;
  await reachable(`http://127.0.0.1:${port}/`, gateway);
  return {
    name: '@portkey-ai/gateway',
    create(places) {
      const headers = {
        'x-portkey-config': JSON.stringify(configOf(places)),
        'x-portkey-strict-open-ai-compliance': 'false', // or pictures are left out
        'x-goog-api-key': places.officialKey,
      };
      const client = new OpenAI({ apiKey: 'test-key-not-real', baseURL, maxRetries: 0, defaultHeaders: headers });
      return {
        async generate() {
          const messages = [{ role: 'user' as const, content: prompt }];
          const answer = await client.chat.completions.create({ model: places.modelId, messages });
          return /data:image\/\w+;base64,[A-Za-z0-9+/=]+/.test(JSON.stringify(answer)) ? 'picture' : 'nothing';
        },
      };
    },
    close: async () => void gateway.kill(),
  };
}

/** Fallback from one target to the next, as its documentation shows it. It has its key for Google in the address only. */
function configOf({ relayUrl, relayKey, officialUrl, officialKey, modelId, patienceMs }: Places): object {
  const common = { request_timeout: patienceMs, override_params: { model: modelId } };
  return {
    strategy: { mode: 'fallback' },
    targets: [
      { ...common, provider: 'openai', api_key: relayKey, custom_host: `${relayUrl}/v1` },
      {
        ...{ ...common, provider: 'google', api_key: officialKey, custom_host: officialUrl },
        forward_headers: ['x-goog-api-key'],
      },
    ],
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}

async function reachable(url: string, gateway: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if (gateway.exitCode !== null) break;
    const answered = await fetch(url).then(
      (response) => response.body?.cancel().then(() => true),
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  gateway.kill();
  throw new Error('@portkey-ai/gateway did not start');
}
