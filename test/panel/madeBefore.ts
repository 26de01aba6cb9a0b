import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PictureRecord } from '../../src/core/run/picture';
import { Database } from '../../src/store/database/database';
import { History } from '../../src/store/pictures/history';
import { hills } from './hills';

interface MadeBefore {
  readonly prompt: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly daysAgo: number;
  readonly route: string;
  readonly costUsd: number | undefined;
  readonly size: string;
  readonly ratio: string;
  readonly isFavourite?: boolean;
  /** Its file was deleted. */
  readonly isGone?: boolean;
}

const wide = { width: 1376, height: 768, ratio: '16:9', size: '1K' };
const square = { width: 1024, height: 1024, ratio: '1:1', size: '1K' };
const tall = { width: 768, height: 1376, ratio: '9:16', size: '1K' };
const photo = { width: 1200, height: 896, ratio: '4:3', size: '1K' };
const apiyi = { route: 'apiyi', costUsd: 0.055 };
const studio = { route: 'studio', costUsd: 0.0672 };

/** The pictures of a small site, newest first. */
const pictures: readonly MadeBefore[] = [
  {
    ...wide,
    ...studio,
    prompt: 'A quiet harbour at blue hour, wooden boats',
    name: 'harbour-at-blue-hour',
    daysAgo: 0,
  },
  { ...photo, ...apiyi, prompt: 'A meadow with poppies', name: 'hero-meadow', daysAgo: 0, isFavourite: true },
  { ...square, ...apiyi, prompt: 'An icon of the desert sun', name: 'icon-desert', daysAgo: 0 },
  { ...tall, ...studio, prompt: 'A poster of a lake in the mountains', name: 'poster-lake', daysAgo: 0 },
  { ...photo, ...apiyi, prompt: 'Morning mist over the firs', name: 'firs-in-the-mist', daysAgo: 1 },
  { ...wide, ...apiyi, prompt: '冬天的港口，屋顶积雪，窗户透出温暖的灯光', name: 'winter-harbour', daysAgo: 1 },
  { ...square, ...studio, prompt: 'An icon of the moon', name: 'icon-moon', daysAgo: 1, isGone: true },
  {
    ...{ ...wide, ...studio, daysAgo: 6, name: 'donaudampfschifffahrt' },
    prompt: 'Donaudampfschifffahrtsgesellschaftskapitän vor der Wachau im Abendlicht',
  },
  { ...photo, ...apiyi, prompt: 'Hills after the rain', name: 'hills-after-the-rain', daysAgo: 6, isFavourite: true },
  { ...square, ...studio, costUsd: undefined, prompt: 'A field of rye', name: 'a-field-of-rye', daysAgo: 6 },
];

/** The place of what is made here. */
interface Place {
  /** The extension's database, which must be there. */
  readonly database: string;
  /** The workspace folder. */
  readonly folder: string;
}

/** Puts pictures of the last days into the history and their files into the workspace. */
export async function makeBefore({ database, folder }: Place): Promise<void> {
  fs.mkdirSync(path.join(folder, 'assets'), { recursive: true });
  await withHistory(database, async (history) => {
    for (const [index, one] of [...pictures.entries()].reverse()) {
      const file = path.join(folder, 'assets', `${one.name}.png`);
      const bytes = await hills(index, one.width, one.height);
      if (!one.isGone) fs.writeFileSync(file, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const record = recordOf(one, { id: `before-${index}`, sha256, folder });
      // the newest last, and none of them later than now
      const createdAt = noonOf(one.daysAgo) - index * 60_000;
      await history.remember({ ...record, createdAt }, pathToFileURL(file).href);
      if (one.isFavourite) await history.setFavourite(record.id, true);
    }
  });
}

/** Puts so many pictures of older days into the history, all of them the one file. */
export async function makeMany({ database, folder }: Place, count: number): Promise<void> {
  const [first] = pictures;
  if (!first) return;
  const file = path.join(folder, 'assets', `${first.name}.png`);
  const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  await withHistory(database, async (history) => {
    const all = Array.from({ length: count }, (_, index) => {
      const one = pictures[index % pictures.length] ?? first;
      const record = recordOf(one, { id: `many-${index}`, sha256, folder });
      const createdAt = noonOf(7 + Math.floor(index / 40)) - (index % 40) * 60_000;
      return history.remember({ ...record, createdAt }, pathToFileURL(file).href);
    });
    await Promise.all(all);
  });
}

function recordOf(
  { prompt, route, width, height, size, ratio, costUsd }: MadeBefore,
  { id, sha256, folder }: { readonly id: string; readonly sha256: string; readonly folder: string },
): Omit<PictureRecord, 'createdAt'> {
  const modelId = 'gemini-3.1-flash-image';
  const made = { route, modelId, charge: 'billed', costUsd, ms: 10_600 } as const;
  const failed = { route: 'apiyi', modelId, charge: 'none', failure: 'overloaded', status: 503, ms: 400 } as const;
  return {
    ...{ id, job: id, prompt, model: 'nano-banana-2', modelId, route, size, ratio, width, height, sha256, costUsd },
    ...{ mime: 'image/png', priceKind: 'measured', placeholder: false, workspace: pathToFileURL(folder).href },
    attempts: route === 'studio' ? [failed, made] : [made],
  };
}

async function withHistory(file: string, use: (history: History) => Promise<void>): Promise<void> {
  const onFact = (fact: { readonly what: string }): void => {
    throw new Error(fact.what);
  };
  const database = new Database(file, onFact);
  try {
    await use(new History(database, onFact));
  } finally {
    database.close();
  }
}

function noonOf(daysAgo: number): number {
  const now = new Date();
  if (daysAgo === 0) return now.getTime() - 60_000;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, 12).getTime();
}
