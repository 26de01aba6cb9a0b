import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FailureFacts } from '../../../src/core/failures/failure';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { pictureName } from '../../../src/core/pictures/fileName';
import type { GeneratedImage, PictureFile } from '../../../src/core/pictures/image';
import { Health } from '../../../src/core/run/health';
import type { AttemptCall, Provider } from '../../../src/core/run/provider';
import { RouteQueues } from '../../../src/core/run/queue';
import { parseRoutes } from '../../../src/core/settings/settings';
import { models } from '../../../src/core/services/models';
import type { Credential, Route } from '../../../src/core/services/route';
import { wires } from '../../../src/core/services/wires';
import { factsOf, placeFile, stagePicture } from '../../../src/store/pictures/pictureFile';
import type { Store } from '../../../src/store/store';
import type { Asker } from '../../../src/work/asker';
import type { OpenQuestion } from '../../../src/work/question';
import type { Wanted } from '../../../src/work/wanted';
import type { WorkParts } from '../../../src/work/work';
import { Work } from '../../../src/work/work';
import { pngPicture } from '../../emulator/pictures/pngPicture';
import { savedNowhere } from '../../harness/savedNowhere';
import { VirtualClock } from '../../harness/virtualClock';
import type { Clock } from '../../../src/core/clock';
import { systemClock } from '../../../src/providers/transport/systemClock';

export const png = pngPicture(1024, 1024, [40, 90, 200]);
export const image: GeneratedImage = { bytes: png, mime: 'image/png', width: 1024, height: 1024 };
/** It, where nothing is on the disk. */
export const pictureInFile: PictureFile = { path: '', facts: factsOf(image) };

/** What a service does with a request. */
export type Answer = 'picture' | FailureFacts | 'hang';

export interface WorldOptions {
  readonly store?: Store;
  readonly answer?: (route: Route, call: AttemptCall) => Answer | Promise<Answer>;
  readonly clock?: Clock;
  readonly parts?: Partial<WorkParts>;
  readonly afterUncertainCharge?: 'ask' | 'switch' | 'stop';
}

/** Somebody who is asked, and what they were asked. */
export class TestAsker implements Asker {
  readonly asked: OpenQuestion[] = [];
  readonly keysOf: string[] = [];

  async credential(route: Route): Promise<Credential> {
    this.keysOf.push(route.id);
    return { kind: 'key', key: 'test-key-not-real' };
  }

  ask(question: OpenQuestion): void {
    this.asked.push(question);
  }
}

/** The work in a world without a window or a network. With a store and a folder on the disk it needs the machine's clock. */
export function startWork(options: WorldOptions = {}, folder?: string) {
  const { store, answer = () => 'picture', parts, afterUncertainCharge } = options;
  const clock = options.clock ?? (folder === undefined ? new VirtualClock() : systemClock);
  const calls: string[] = [];
  const log: string[] = [];
  const provider: Provider = {
    async generate(call) {
      calls.push(call.route.id);
      await call.record?.sending();
      call.onSent();
      const body = call.record?.receive({ status: 200, contentType: 'application/json' });
      await body?.write([Buffer.from('{}')]);
      await body?.whole();
      const what = await answer(call.route, call);
      if (what === 'hang')
        await new Promise((_, reject) => call.signal.addEventListener('abort', () => reject(cancelled())));
      else if (what !== 'picture') throw new GenerationFailure(what);
      return { images: [image], text: '', warnings: [] };
    },
  };
  const routes = parseRoutes([
    { id: 'apiyi', preset: 'apiyi' },
    { id: 'studio', preset: 'google-ai-studio' },
  ]);
  const work = new Work({
    clock,
    health: new Health(clock),
    queues: new RouteQueues(),
    providers: Object.fromEntries(wires.map((wire) => [wire, provider])),
    store,
    transport: { download: async (_, { folders }) => stagePicture(image, folders) },
    reader: { check: () => assert.fail('what came is known') },
    settings: () => ({
      ...{ routes, catalogue: models, firstPartyOnly: false, timeBudgetMs: 60_000 },
      afterUncertainCharge: afterUncertainCharge ?? 'stop',
    }),
    references: async () => [],
    ...(folder === undefined ? withoutDisk() : onDisk(folder)),
    log: { info: (line) => log.push(line), warn: (line) => log.push(line) },
    ...parts,
  });
  return { work, clock, calls, log, asker: new TestAsker() };
}

function withoutDisk(): Pick<WorkParts, 'stagingFolders' | 'stage' | 'save' | 'transport'> {
  return {
    transport: { download: async () => pictureInFile },
    stagingFolders: async () => [''],
    ...savedNowhere,
    save: async ({ record }) => ({ uri: `file:///ws/assets/${record.id}.png`, label: record.prompt }),
  };
}

function onDisk(folder: string): Pick<WorkParts, 'stagingFolders' | 'stage' | 'save'> {
  return {
    stagingFolders: async () => [path.join(folder, 'staging')],
    stage: (picture) => stagePicture(picture, [path.join(folder, 'staging')]),
    save: async ({ file, record }) => {
      const saved = await placeFile(file, path.join(folder, 'assets'), pictureName(record));
      return { uri: pathToFileURL(saved).href, label: path.basename(saved) };
    },
  };
}

export function wanted(change: Partial<Wanted> = {}): Wanted {
  const folder = 'file:///ws/assets';
  return {
    prompt: 'a fox',
    options: { model: 'nano-banana-2', size: '1K', ratio: '1:1' },
    references: [],
    destination: { kind: 'folder', workspaceFolder: 'file:///ws', folder },
    ...change,
  };
}

function cancelled(): GenerationFailure {
  return new GenerationFailure({ kind: 'cancelled', charge: 'unknown' });
}
