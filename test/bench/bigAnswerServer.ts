import { createServer } from 'node:http';
import { parentPort } from 'node:worker_threads';
import { padPng, pngPicture } from '../emulator/pngPicture';

/** Started as a worker thread, so that its own work is no stall of the reader's: a service whose answers have 50 MB. */
const answerBytes = 50_000_000;

const noise = Buffer.alloc(
  (answerBytes / 4) * 3,
  Buffer.from(Array.from({ length: 65_521 }, (_, i) => (i * 31 + (i >> 5)) & 255)),
);
const data = padPng(pngPicture(4096, 4096, [90, 170, 230]), noise).toString('base64');
const bodies = {
  gemini: {
    candidates: [
      { content: { role: 'model', parts: [{ inlineData: { mimeType: 'image/png', data } }] }, finishReason: 'STOP' },
    ],
  },
  chat: {
    ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'gemini-3.1-flash-image' },
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: `![image](data:image/png;base64,${data})` },
        finish_reason: 'stop',
      },
    ],
  },
};
const gemini = Buffer.from(JSON.stringify(bodies.gemini));
const chat = Buffer.from(JSON.stringify(bodies.chat));

const server = createServer((request, response) => {
  const body = request.url?.includes('/chat/') ? chat : gemini;
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === 'object' ? address?.port : undefined);
});
