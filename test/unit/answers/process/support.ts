import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ArrivedBody } from '../../../../src/answers/arrived';
import type { AnswerReader, ReadContext } from '../../../../src/answers/answerReader';
import { createAnswerReader } from '../../../../src/answers/answerReader';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import type { ArrivedImage, ProviderAnswer } from '../../../../src/core/pictures/image';
import { isInFile } from '../../../../src/core/pictures/image';
import { pngOf, secret } from '../support';

/** The bundle of src/answers/process/worker.ts. */
export const workerFile = path.join(process.cwd(), 'dist', 'workers', 'answers.js');

type Limits = NonNullable<Parameters<typeof createAnswerReader>[0]['limits']>;

/** A PNG of so many bytes of noise, the same for the same seed. */
export function largePng(bytes: number, seed = 1): Buffer {
  let state = seed;
  const noise = Array.from({ length: Math.ceil(bytes / 4) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  });
  return pngOf(Buffer.from(Uint32Array.from(noise).buffer).toString('latin1').slice(0, bytes));
}

/** A folder, a reader, and what is asked of both. To be ended. */
export class ReadingRoom {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-answers-'));
  readonly staging = path.join(this.folder, 'staging');
  readonly reader: AnswerReader;
  #written = 0;

  /** `worker`: makes another worker's file in the room's folder. */
  constructor(limits: Limits = {}, worker: (folder: string) => string = () => workerFile) {
    this.reader = createAnswerReader({ workerFile: worker(this.folder), limits });
  }

  /** The body as it lies in the inbox. */
  inFile(body: string | Uint8Array): ArrivedBody {
    const file = path.join(this.folder, `body-${this.#written++}`);
    writeFileSync(file, body);
    return { file, size: Buffer.byteLength(body) };
  }

  read(
    body: ArrivedBody,
    {
      status = 200,
      headers = {},
      ...context
    }: Partial<ReadContext> & { readonly status?: number; readonly headers?: Record<string, string> } = {},
  ): Promise<ProviderAnswer> {
    return this.reader.read(
      { status, headers: new Headers(headers), msToHeaders: 5000, body },
      {
        wire: 'gemini',
        modelId: 'model-x',
        secrets: [secret],
        stagingFolders: [this.staging],
        fetch: (url) => Promise.reject(new Error(`nothing at ${url}`)),
        ...context,
      },
    );
  }

  async failureOf(...given: Parameters<ReadingRoom['read']>): Promise<FailureFacts> {
    try {
      const { images } = await this.read(...given);
      assert.fail(`it came to ${images.length} pictures`);
    } catch (error) {
      if (error instanceof GenerationFailure) return error.facts;
      throw error;
    }
  }

  /** The names of the files that wait to be moved to their place. */
  get staged(): string[] {
    try {
      return readdirSync(this.staging);
    } catch {
      return [];
    }
  }

  async end(): Promise<void> {
    await this.reader.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A picture's bytes, wherever they lie. */
export function bytesOf(image: ArrivedImage): Buffer {
  return isInFile(image) ? readFileSync(image.path) : Buffer.from(image.bytes);
}
