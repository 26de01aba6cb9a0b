import { answerTo, startThread } from '../inWorker';
import type { NotesAnswer, NotesJob } from './fileNotes';

/** Milliseconds. Nothing sound takes so long. */
const longest = 10_000;

/**
 * Reads what a picture's file says, in a thread of its own, which a hostile file may keep busy for some seconds and may end.
 * `workerFile`: the absolute path of the bundle of worker.ts. Never rejects.
 */
export async function readNotes(workerFile: string, picture: NotesJob['picture']): Promise<NotesAnswer> {
  let worker: ReturnType<typeof startThread> | undefined;
  try {
    worker = startThread(workerFile);
    return await answerTo<NotesAnswer>(worker, { picture }, AbortSignal.timeout(longest));
  } catch {
    return { failed: 'unreadable', detail: '' };
  } finally {
    await worker?.terminate();
  }
}
