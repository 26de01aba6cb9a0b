import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createAnswerReader } from '../../answers/answerReader';
import { GenerationFailure } from '../../core/failures/failure';
import { pictureName } from '../../core/pictures/fileName';
import type { ArrivedPicture } from '../../core/run/finish';
import { Health } from '../../core/run/health';
import { RouteQueues } from '../../core/run/queue';
import type { Credential, Route } from '../../core/services/route';
import { wordsOf } from '../../core/words/wordsOf';
import { withPreparedReferences } from '../../imaging/preparedReferences';
import { createReferencePreparer } from '../../imaging/references';
import { createPlaceholderPainter } from '../../placeholder/painter';
import { createProviders } from '../../providers/createProviders';
import { applicationDefault } from '../../providers/credentials/applicationDefault';
import { createNodeHttpClient } from '../../providers/transport/nodeHttpClient';
import { systemClock } from '../../providers/transport/systemClock';
import { createTransport } from '../../providers/transport/transport';
import { placeFile, stagePicture } from '../../store/pictures/pictureFile';
import type { Store } from '../../store/store';
import { createStore } from '../../store/store';
import type { StoreFact } from '../../store/storeFact';
import { storeFactText } from '../../store/storeFactText';
import { createTemporaryStore } from '../../store/temporaryStore';
import type { Asker } from '../../work/asker';
import { silentAsker } from '../../work/asker';
import type { SavedPicture } from '../../work/job';
import type { RecoveryDeps } from '../../work/recoverAnswers';
import { recoverAnswers } from '../../work/recoverAnswers';
import type { Wanted } from '../../work/wanted';
import { Work } from '../../work/work';
import { printJson, tell } from '../print';
import type { Command } from './command';
import { toLine } from './line';

interface JobParts {
  readonly work: Work;
  readonly asker: Asker;
}

/**
 * Runs all jobs, a bounded number at once, and prints a line for each as it ends. True if all delivered. `workers`: the
 * folder of the bundled worker threads.
 */
export async function runJobs(command: Command, workers: string, signal: AbortSignal): Promise<boolean> {
  const { routes, catalogue, references, afterUncertainCharge, timeBudgetMs } = command;
  const { limits } = command;
  const painter = createPlaceholderPainter({ workerFile: path.join(workers, 'placeholder.js') });
  const preparer = createReferencePreparer({ workerFile: path.join(workers, 'imaging.js') });
  const reader = createAnswerReader({ workerFile: path.join(workers, 'answers.js') });
  const transport = createTransport(createNodeHttpClient({ vscodeProxy: () => false }));
  const store = command.db === undefined ? undefined : createStore(command.db, tellStoreFact);
  const kept = store ?? createTemporaryStore(answersFolder(), (error) => tell(`not written: ${wordsOf(error)}`));
  const recovering = store && recover({ store, transport, reader, signal, services: () => ({ routes, catalogue }) }); // new jobs do not wait for what a crash has left
  const staging = [stagingFolder(command), command.outDir, unsavedFolder()] as const;
  const work = new Work({
    clock: systemClock,
    health: new Health(systemClock),
    queues: new RouteQueues(),
    providers: withPreparedReferences(createProviders({ transport, reader, painter }), preparer),
    store: kept,
    transport,
    reader,
    settings: () => ({ routes, catalogue, firstPartyOnly: false, afterUncertainCharge, timeBudgetMs, limits }),
    references: async () => references,
    stagingFolders: async () => staging,
    stage: (image) => stagePicture(image, staging),
    save: (arrived) => savePicture(arrived, command.outDir),
    log: { info: () => undefined, warn: () => undefined },
  });
  const asker = silentAsker((route) => credentialOf(route, command.credentials));
  try {
    return await runAll(command, { work, asker }, signal);
  } finally {
    try {
      await painter.dispose();
      await recovering;
      await work.recorded();
    } finally {
      await kept.close().finally(() => reader.close());
    }
  }
}

/** Where one cannot be begun, the others end before this rejects. */
async function runAll(command: Command, parts: JobParts, signal: AbortSignal): Promise<boolean> {
  let allOk = true;
  let left = command.count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      try {
        const ok = await runJob(command, parts, signal);
        allOk &&= ok;
      } catch (error) {
        left = 0;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: Math.min(command.concurrency, command.count) }, worker);
  await Promise.allSettled(workers);
  await Promise.all(workers);
  return allOk;
}

async function runJob(
  { prompt, model, size, ratio, outDir }: Command,
  { work, asker }: JobParts,
  signal: AbortSignal,
): Promise<boolean> {
  const began = systemClock.elapsed();
  const folder = pathToFileURL(outDir).href;
  const destination = { kind: 'folder', workspaceFolder: folder, folder } as const;
  const wanted: Wanted = { prompt, options: { model, size, ratio }, references: [], destination };
  let allOk = true;
  for (const running of await work.make(wanted, asker)) {
    const cancel = (): void => running.cancel();
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const line = toLine(await running.ended, Math.round(systemClock.elapsed() - began));
    signal.removeEventListener('abort', cancel);
    printJson(line);
    allOk &&= line.ok;
  }
  return allOk;
}

/** A paid picture is never lost: where its folder cannot take it, it goes to the system's folder for temporary files. */
async function savePicture({ file, record }: ArrivedPicture, folder: string): Promise<SavedPicture> {
  try {
    return savedAt(await placeFile(file, folder, pictureName(record)));
  } catch (error) {
    const kept = await placeFile(file, unsavedFolder(), pictureName(record));
    return { ...savedAt(kept), keptBecause: { error: wordsOf(error) } };
  }
}

function savedAt(file: string): SavedPicture {
  return { uri: pathToFileURL(file).href, label: file };
}

/** Saves the pictures that a killed run has left where they were wanted, with a line on stderr for each. */
async function recover(
  parts: Pick<RecoveryDeps, 'transport' | 'reader' | 'signal' | 'services'> & { readonly store: Store },
): Promise<void> {
  const { pictures, attempts, aside, failures } = await recoverAnswers({
    ...parts,
    stagingFolders: async () => [unsavedFolder()],
    now: () => systemClock.now(),
    stage: (image) => stagePicture(image, [unsavedFolder()]),
    save: (arrived, place) => savePicture(arrived, place === undefined ? unsavedFolder() : folderOf(place)),
  });
  for (const { saved } of pictures) tell(`recovered ${fileURLToPath(saved.uri)}`);
  for (const { file } of aside) tell(`set aside, since reading it failed: ${file}`);
  for (const error of failures) tell(`not recovered: ${wordsOf(error)}`);
  for (const { route, modelId } of attempts) tell(`unfinished: ${route} ${modelId}`);
}

/** Earlier versions noted a path instead of a URL. */
function folderOf(place: string): string {
  return place.startsWith('file:') ? fileURLToPath(place) : place;
}

function tellStoreFact(fact: StoreFact): void {
  tell(storeFactText(fact));
}

/** Where pictures are written until they are saved. Each user has their own folder, since the system's is shared. */
function stagingFolder({ db }: Command): string {
  return db === undefined ? path.join(tmpdir(), `dualtrack-staging-${userInfo().username}`) : `${db}-staging`;
}

/** Below it large answers are written that are not kept. */
function answersFolder(): string {
  return path.join(tmpdir(), `dualtrack-answers-${userInfo().username}`);
}

/** Where pictures go that could not be saved. */
function unsavedFolder(): string {
  return path.join(tmpdir(), `dualtrack-unsaved-${userInfo().username}`);
}

async function credentialOf(route: Route, credentials: ReadonlyMap<string, Credential>): Promise<Credential> {
  if (route.credential === 'none') return { kind: 'none' };
  if (route.credential === 'adc') return applicationDefault();
  const credential = credentials.get(route.id);
  if (credential) return credential;
  throw new GenerationFailure({ kind: 'auth', charge: 'none', localMessage: `Route "${route.id}" has no key.` });
}
