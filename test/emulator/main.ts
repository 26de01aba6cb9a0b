import { startEmulator } from './emulator';
import { startTokenProxy } from './tokens/tokenProxy';

/** Starts one service of each kind and the token proxy, prints where they are as JSON, and runs until it is interrupted. */
async function main(): Promise<void> {
  const [studio, vertex, relay] = await Promise.all([
    startEmulator({ kind: 'ai-studio' }),
    startEmulator({ kind: 'vertex' }),
    startEmulator({ kind: 'relay' }),
  ]);
  const proxy = await startTokenProxy({
    hosts: {
      'generativelanguage.googleapis.com': studio.url,
      'aiplatform.googleapis.com': vertex.url,
      'vip.apiyi.com': relay.url,
    },
  });
  const services = [studio, vertex, relay].map(({ kind, url, key }) => ({ kind, url, key }));
  console.log(JSON.stringify({ services, proxy: proxy.proxyUrl, ca: proxy.caFile }, undefined, 2));
  process.once('SIGINT', () => void Promise.all([studio, vertex, relay, proxy].map((running) => running.close())));
}

void main();
