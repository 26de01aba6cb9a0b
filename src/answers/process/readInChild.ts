import { closeSync, fstatSync, openSync } from 'node:fs';
import type { FailureFacts } from '../../core/failures/failure';
import { GenerationFailure } from '../../core/failures/failure';
import type { PictureFacts, ProviderAnswer } from '../../core/pictures/image';
import { isInFile } from '../../core/pictures/image';
import type { ArrivedBody } from '../arrived';
import { decodeBody, isCoded } from '../coding/decodeBody';
import { FileBytes } from '../files/fileBytes';
import { Staging } from '../files/staging';
import type { ByteSource } from '../pictures/byteSource';
import { HeldBytes } from '../pictures/byteSource';
import type { Download } from '../pictures/pictureLoader';
import { withoutLongRuns } from '../reading/longRuns';
import { Marks } from '../reading/marks';
import { understand, unreadable } from '../understand';
import { FileStager, pictureOfBody } from './fileStager';
import type { ReadJob } from './messages';
import { hashedLook } from './hashedLook';

/** Reads one answer: what is not of its pictures is all that is ever held of it. Throws only `GenerationFailure`. */
export async function readInChild(job: ReadJob, download: Download): Promise<ProviderAnswer> {
  const staging = new Staging(job.folders, job.prefix);
  const marks = new Marks();
  try {
    const answer = withoutMarks(await read(job, staging, marks, download), marks);
    staging.keepOnly(answer.images.flatMap((image) => (isInFile(image) ? [image.path] : [])));
    return answer;
  } catch (error) {
    staging.keepOnly([]);
    throw failureWithoutMarks(unreadable(error, job.status, job.context.modelId), marks);
  }
}

async function read(job: ReadJob, staging: Staging, marks: Marks, download: Download): Promise<ProviderAnswer> {
  const headers = new Headers(job.headers.map(([name, value]) => [name, value]));
  return withSource(job.body, async (source) => {
    const isPlain = !isCoded(source.slice(0, 2), headers);
    const plain = isPlain ? source : new HeldBytes(await decodeBody(wholeOf(source), headers, job));
    const picture = pictureOfBody(plain, staging);
    const body = picture ? Buffer.alloc(0) : withoutLongRuns(plain, marks, (fill) => staging.stage(fill), job.sizes);
    const stager = new FileStager(staging, marks, picture);
    const { status, msToHeaders, context } = job;
    return understand({ status, headers, msToHeaders, body }, { ...context, download, stager });
  });
}

function wholeOf(source: ByteSource): Buffer {
  return source.slice(0, source.length);
}

/** Gives the body's bytes to `use`, wherever they lie. */
async function withSource<T>(body: ArrivedBody, use: (source: ByteSource) => Promise<T>): Promise<T> {
  if ('bytes' in body) return use(new HeldBytes(body.bytes));
  const fd = openSync(body.file, 'r');
  try {
    return await use(new FileBytes(fd, fstatSync(fd).size));
  } finally {
    closeSync(fd);
  }
}

function withoutMarks(answer: ProviderAnswer, marks: Marks): ProviderAnswer {
  const { text, warnings, requestId } = answer;
  return {
    ...answer,
    text: marks.without(text),
    warnings: warnings.map((warning) => marks.without(warning)),
    ...(requestId === undefined ? {} : { requestId: marks.without(requestId) }),
  };
}

const texts = ['providerMessage', 'localMessage', 'helpUrl', 'requestId', 'pictureUrl'] as const;

function failureWithoutMarks(failure: GenerationFailure, marks: Marks): GenerationFailure {
  const clean: Partial<Record<(typeof texts)[number], string>> = {};
  for (const name of texts) {
    const text = failure.facts[name];
    if (text !== undefined) clean[name] = marks.without(text);
  }
  const facts: FailureFacts = { ...failure.facts, ...clean };
  return new GenerationFailure(facts);
}

/** Whether a file is a whole picture. Throws what the file system throws. */
export function checkInChild(file: string): PictureFacts | 'cut' | undefined {
  const fd = openSync(file, 'r');
  try {
    return hashedLook(new FileBytes(fd, fstatSync(fd).size));
  } finally {
    closeSync(fd);
  }
}
