import { readFile, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { pictureOf } from '../answers/pictures/pictureBytes';
import { finish } from '../core/run/finish';
import type { PictureRecord } from '../core/run/picture';
import { factsOf } from '../store/pictures/pictureFile';
import type { Store } from '../store/store';
import type { SavedPicture } from './job';

/**
 * Saves a kept picture, and writes its new place into the history. `move` asks where, and moves the file; undefined: the user did not
 * want to. Rejects with what `move` does.
 */
export async function saveKept(
  kept: string,
  move: () => Promise<SavedPicture | undefined>,
  store: Pick<Store, 'history' | 'records'>,
): Promise<SavedPicture | undefined> {
  const record = (await known(kept, store)) ?? (await unknown(kept).catch(() => undefined));
  const saved = await move();
  if (!saved || !record) return saved;
  const finished = await finish(
    { record, file: kept, settled: true },
    { save: async () => saved, records: store.records },
  );
  await finished.recorded;
  return saved;
}

async function known(uri: string, { history }: Pick<Store, 'history'>): Promise<PictureRecord | undefined> {
  return history.at(uri).catch(() => undefined);
}

/** A picture that an earlier version kept and did not put into the history: all that is known is in its file. */
async function unknown(uri: string): Promise<PictureRecord | undefined> {
  const file = fileURLToPath(uri);
  const image = pictureOf(await readFile(file));
  if (!image) return undefined;
  const { width, height, mime, sha256 } = factsOf(image);
  const id = randomUUID();
  const words = { prompt: '', model: '', modelId: '', route: '', size: '', ratio: '' };
  const { mtimeMs } = await stat(file);
  const createdAt = Math.round(mtimeMs);
  return { id, job: id, ...words, width, height, mime, sha256, createdAt, placeholder: false, attempts: [] };
}
