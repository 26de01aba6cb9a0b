import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import { padPng, pngPicture } from '../../emulator/pictures/pngPicture';
import { answerQuestions } from '../aside';
import { hostileBodies } from '../hostileBodies';

/** A service in a process of its own, so that its work is no stall and its memory none of the reader's: see answerPaths.ts. */
const wires = {
  gemini: (data: string) => ({
    candidates: [
      { content: { role: 'model', parts: [{ inlineData: { mimeType: 'image/png', data } }] }, finishReason: 'STOP' },
    ],
  }),
  chat: (data: string) => ({
    ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'gemini-3.1-flash-image' },
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: `![image](data:image/png;base64,${data})` },
        finish_reason: 'stop',
      },
    ],
  }),
  images: (data: string) => ({ created: 1, data: [{ b64_json: data }] }),
};
type Wire = keyof typeof wires;

const made = new Map<string, Buffer>();

/** Made once; a hostile body each time, since there are hundreds. */
function bodyFor(url: string): Buffer {
  const [, kind, index, size] = url.split('/');
  if (kind === 'hostile') return hostileBodies[Number(index)]?.make(Number(size)) ?? Buffer.of();
  const wire = wireOf(url);
  const name = `${wire} ${kind} ${index}`;
  const body = made.get(name) ?? pictureBody(wire, kind === 'mb' ? Number(index) * 1_000_000 : 0);
  made.set(name, body);
  return body;
}

function wireOf(url: string): Wire {
  if (url.includes('/chat/')) return 'chat';
  return url.includes('/images/') ? 'images' : 'gemini';
}

/** `base64`: about how many signs of it. */
function pictureBody(wire: Wire, base64: number): Buffer {
  const noise = Buffer.from(Array.from({ length: 65_521 }, (_, i) => (i * 31 + (i >> 5)) & 255));
  const padding = Buffer.alloc((base64 / 4) * 3, noise);
  const picture = base64 > 0 ? padPng(pngPicture(4096, 4096, [90, 170, 230]), padding) : pngPicture(16, 16, [9, 1, 2]);
  return Buffer.from(JSON.stringify(wires[wire](picture.toString('base64'))));
}

const server = createServer((request: IncomingMessage, response) => {
  const body = bodyFor(request.url ?? '');
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});

/** The port on which it listens. */
async function listen(at: Server): Promise<number> {
  if (!at.listening) await new Promise<void>((resolve) => at.listen(0, '127.0.0.1', resolve));
  const address = at.address();
  if (typeof address !== 'object' || address === null) throw new Error('there is no port');
  return address.port;
}

answerQuestions(() => listen(server));
