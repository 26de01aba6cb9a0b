import { readFile, stat } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import { wordsOf } from '../../core/words/wordsOf';
import type { ImageMime } from '../../core/pictures/image';
import { isJpeg, isPng, isWebp } from '../../core/pictures/imageBytes';
import type { NotesAnswer, NotesJob } from './fileNotes';
import { mostPictureBytes } from './fileNotes';
import { notesOf } from './notesOf';

/** Answers each picture with what its file says. */
function serve(port: MessagePort): void {
  port.on('message', (job: NotesJob) => void answer(job).then((notes) => port.postMessage(notes)));
}

async function answer({ picture }: NotesJob): Promise<NotesAnswer> {
  try {
    const size = picture instanceof Uint8Array ? picture.byteLength : (await stat(picture.file)).size;
    if (size > mostPictureBytes) return { failed: 'tooLarge' };
    const bytes = picture instanceof Uint8Array ? picture : await readFile(picture.file);
    const mime = mimeOf(bytes);
    return mime ? { notes: notesOf(bytes, mime) } : { failed: 'noPicture' };
  } catch (error) {
    return { failed: 'unreadable', detail: wordsOf(error) };
  }
}

/** By its first bytes: what is broken behind them may still say something. */
function mimeOf(bytes: Uint8Array): ImageMime | undefined {
  if (isPng(bytes)) return 'image/png';
  if (isJpeg(bytes)) return 'image/jpeg';
  return isWebp(bytes) ? 'image/webp' : undefined;
}

if (parentPort) serve(parentPort);
