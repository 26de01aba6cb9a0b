import { createWriteStream, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Contestant } from '../contestant';

/** The least that can be done with an answer that is to be kept: it goes into a file as it comes, and nobody looks at it. */
export function startBarePipe(): Contestant {
  const folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-bench-'));
  const file = path.join(folder, 'answer');
  return {
    name: 'a bare pipe into a file',
    create: ({ officialUrl, modelId }) => ({
      async generate() {
        const response = await post(`${officialUrl}/v1beta/models/${modelId}:generateContent`);
        await pipeline(response, createWriteStream(file));
        return 'picture';
      },
      settled: () => rm(file),
    }),
    close: () => rm(folder, { recursive: true }),
  };
}

function post(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST' }, resolve).on('error', reject).end('{}');
  });
}
