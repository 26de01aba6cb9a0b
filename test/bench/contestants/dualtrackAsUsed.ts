import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { pictureName } from '../../../src/core/pictures/fileName';
import { models } from '../../../src/core/services/models';
import { placeFile, stagePicture } from '../../../src/store/pictures/pictureFile';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { silentAsker } from '../../../src/work/asker';
import type { Wanted } from '../../../src/work/wanted';
import type { WorkParts } from '../../../src/work/work';
import { Work } from '../../../src/work/work';
import { testReader } from '../../harness/answers';
import { savedNowhere } from '../../harness/savedNowhere';
import type { AnswerReader } from '../../../src/answers/answerReader';
import type { Route } from '../../../src/core/services/route';
import type { Contestant, Places } from '../contestant';
import { prompt } from '../contestant';
import { routesOf, sharedDeps } from './dualtrack';

interface AsUsed {
  /** Whether each picture is saved in a file. */
  readonly files: boolean;
  /** Left out: both routes. */
  readonly routes?: (places: Places) => readonly Route[];
  readonly reader?: AnswerReader;
  readonly timeBudgetMs?: number;
}

/**
 * The product as somebody has it in a window, but for the window: with ledger, inbox, history and the record of jobs, all below one
 * temporary folder, and, with `files`, a file for each picture, which no other client here writes. A job ends when its picture is
 * there; what is written behind that is awaited by `settled`.
 */
export function startAsUsed(options: AsUsed): Contestant {
  const { files } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-bench-'));
  const store = createStore(path.join(folder, 'dualtrack.db'), ({ what }) => {
    throw new Error(`the store says ${what}`);
  });
  const assets = path.join(folder, 'assets');
  const uri = pathToFileURL(assets).href;
  const wanted: Wanted = {
    prompt,
    options: { model: 'nano-banana-2', size: '1K', ratio: '1:1' },
    references: [],
    destination: { kind: 'folder', workspaceFolder: uri, folder: uri },
  };
  return {
    name: files ? 'Dualtrack, with ledger, inbox and file' : 'Dualtrack, with ledger and inbox',
    create(places) {
      const work = createWork(places, store, files ? inFiles(folder) : nowhere, options);
      const keyOf = (id: string): string => (id === 'relay' ? places.relayKey : places.officialKey);
      const asker = silentAsker(async ({ id }) => ({ kind: 'key', key: keyOf(id) }));
      return {
        async generate() {
          const [running] = await work.make(wanted, asker);
          const ended = await running?.ended;
          if (ended?.kind !== 'made') throw new Error(`the job ended as ${String(ended?.kind)}`);
          return 'picture';
        },
        async settled() {
          await work.recorded();
          await store.jobs.flush();
          await store.ledger.flush();
          await rm(assets, { recursive: true, force: true }); // a folder with a thousand numbers of one name would be another measure
        },
      };
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

type Saving = Pick<WorkParts, 'stagingFolders' | 'stage' | 'save'>;

const nowhere: Saving = {
  stagingFolders: async () => [tmpdir()],
  stage: savedNowhere.stage,
  save: async () => ({ uri: '', label: '' }),
};

function inFiles(folder: string): Saving {
  const folders = [path.join(folder, 'staging')] as const;
  return {
    stagingFolders: async () => folders,
    stage: (image) => stagePicture(image, folders),
    save: async ({ file, record }) => {
      const placed = await placeFile(file, path.join(folder, 'assets'), pictureName(record));
      return { uri: pathToFileURL(placed).href, label: placed };
    },
  };
}

function createWork(
  places: Places,
  store: Store,
  saving: Saving,
  { routes: routesAt = routesOf, reader = testReader, timeBudgetMs = 180_000 }: AsUsed,
): Work {
  const routes = routesAt(places);
  return new Work({
    ...sharedDeps(reader),
    store,
    jobRecords: store.jobRecords,
    transport: { download: () => Promise.reject(new Error('there are no links here')) },
    reader,
    settings: () => ({
      ...{ routes, catalogue: models, firstPartyOnly: false, afterUncertainCharge: 'stop', timeBudgetMs },
    }),
    references: async () => [],
    ...saving,
    log: { info: () => undefined, warn: () => undefined },
  });
}
