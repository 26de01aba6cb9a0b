import { randomUUID } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { GenerationFailure } from '../../core/failure';
import type { FailoverDeps } from '../../core/failover';
import { fileStem } from '../../core/fileName';
import type { JobOutcome, Picture } from '../../core/generate';
import { generate } from '../../core/generate';
import { Health } from '../../core/health';
import { extensionOf } from '../../core/imageBytes';
import type { Credential, Route } from '../../core/route';
import { RouteQueues } from '../../core/routeQueue';
import { applicationDefault } from '../../providers/applicationDefault';
import { createProviders } from '../../providers/all';
import { createPlaceholderProvider } from '../../providers/placeholder';
import { withPreparedReferences } from '../../providers/preparedReferences';
import { createReferencePreparer } from '../../providers/references';
import { systemClock } from '../../providers/systemClock';
import { createTransport } from '../../providers/transport';
import { createNodeEdge } from '../../providers/transport/nodeEdge';
import { storeFactText } from '../../recovery/storeFactText';
import type { Transport } from '../../providers/transport';
import type { RecoveredPicture } from '../../recovery/recoverAnswers';
import { recoverAnswers } from '../../recovery/recoverAnswers';
import { entryOf } from '../../store/historyEntry';
import type { Store } from '../../store/store';
import { createStore } from '../../store/store';
import type { StoreFact } from '../../store/storeFact';
import { writeNewFile } from '../../store/pictureFile';
import type { Command } from './command';
import type { Saved } from './line';
import { toLine } from './line';

/**
 * Runs all jobs, a bounded number at once, and prints a line for each as it ends. True if all delivered. `workers`: the
 * folder of the bundled worker threads.
 */
export async function runJobs(command: Command, workers: string, signal: AbortSignal): Promise<boolean> {
  const painter = createPlaceholderProvider({ workerFile: path.join(workers, 'placeholder.js') });
  const preparer = createReferencePreparer({ workerFile: path.join(workers, 'references.js') });
  const transport = createTransport(createNodeEdge({ vscodeProxy: () => false }));
  const providers = withPreparedReferences(createProviders(transport, painter), preparer);
  const store = command.db === undefined ? undefined : createStore(command.db, tellStoreFact);
  const recovering = store && recover(store, transport, signal); // what a crash has left holds no new job up
  const queues = new RouteQueues();
  const deps: FailoverDeps = {
    clock: systemClock,
    health: new Health(systemClock),
    enter: (route, stop) => queues.enter(route.id, route.preset.concurrency, stop),
    provider: (route) => {
      const provider = providers[route.wire];
      if (!provider) throw new GenerationFailure({ kind: 'unsupported', charge: 'none' });
      return provider;
    },
    credential: async (route) => credentialOf(route, command.credentials),
    ask: async () => false, // nobody is there to be asked
    onEvent: () => undefined,
  };
  let allOk = true;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < command.count) {
      next += 1;
      const ok = await runJob(command, deps, store, signal);
      allOk &&= ok;
    }
  };
  await Promise.all(Array.from({ length: Math.min(command.concurrency, command.count) }, worker));
  await painter.dispose();
  await recovering;
  await store?.close();
  return allOk;
}

async function runJob(
  command: Command,
  deps: FailoverDeps,
  store: Store | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const id = randomUUID();
  const { routes, catalogue, prompt, model, size, ratio, references, afterUncertainCharge, timeBudgetMs } = command;
  const request = { prompt, model, size, ratio, references };
  const began = systemClock.elapsed();
  const job = { request, routes, catalogue, firstPartyOnly: false, afterUncertainCharge, timeBudgetMs };
  const staging =
    command.db === undefined
      ? path.join(tmpdir(), `dualtrack-staging-${userInfo().username}`)
      : `${command.db}-staging`;
  const save = (picture: Picture): Promise<Saved> => savePicture(picture, command.outDir, staging);
  const recorder = store?.recorder({ id, place: command.outDir });
  let outcome: JobOutcome<Saved> | { readonly error: unknown };
  try {
    outcome = await generate(job, { ...deps, recorder, save }, signal);
  } catch (error) {
    outcome = { error };
  }
  process.stdout.write(`${JSON.stringify(toLine(outcome, Math.round(systemClock.elapsed() - began)))}\n`);
  if ('ok' in outcome && outcome.ok) await remember(store, id, outcome);
  return 'ok' in outcome && outcome.ok && !outcome.saved.saveError;
}

/** A paid picture is never lost: where its folder cannot take it, it goes to the system's folder for temporary files. */
async function savePicture({ image, request, placeholder }: Picture, folder: string, staging: string): Promise<Saved> {
  const stem = fileStem(request.prompt) + (placeholder ? '-placeholder' : '');
  const write = (where: string): Promise<string> =>
    writeNewFile(where, stem, extensionOf(image.mime), image.bytes, staging);
  try {
    return { file: await write(folder) };
  } catch (error) {
    return { file: await write(unsavedFolder()), saveError: error };
  }
}

async function remember(
  store: Store | undefined,
  id: string,
  outcome: Extract<JobOutcome<Saved>, { ok: true }>,
): Promise<void> {
  const uri = pathToFileURL(outcome.saved.file).href;
  const where = { id, job: id, uri, createdAt: Date.now() };
  try {
    await store?.history.add(entryOf(outcome.picture, where, outcome.attempts));
  } catch (error) {
    process.stderr.write(`The history was not written: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** What a killed run has left: its pictures go where they were wanted, with a line on stderr for each. */
async function recover(store: Store, transport: Transport, signal: AbortSignal): Promise<void> {
  const place = async ({ image, note }: RecoveredPicture): Promise<void> => {
    const write = (folder: string): Promise<string> =>
      writeNewFile(folder, fileStem(note?.prompt ?? ''), extensionOf(image.mime), image.bytes);
    const file = await write(note?.place ?? unsavedFolder()).catch(() => write(unsavedFolder()));
    process.stderr.write(`recovered ${file}\n`);
  };
  const { attempts, aside, failures } = await recoverAnswers({ store, transport, signal, place });
  for (const { file } of aside) process.stderr.write(`set aside, since reading it failed: ${file}\n`);
  for (const error of failures) process.stderr.write(`not recovered: ${String(error)}\n`);
  for (const { route, modelId } of attempts) process.stderr.write(`unfinished: ${route} ${modelId}\n`);
}

function tellStoreFact(fact: StoreFact): void {
  process.stderr.write(`${storeFactText(fact)}\n`);
}

/** Pictures without a place; a folder of the user's own, since the system's is shared. */
function unsavedFolder(): string {
  return path.join(tmpdir(), `dualtrack-unsaved-${userInfo().username}`);
}

async function credentialOf(route: Route, credentials: ReadonlyMap<string, Credential>): Promise<Credential> {
  if (route.credential === 'none') return { kind: 'none' };
  if (route.credential === 'adc') return applicationDefault();
  const credential = credentials.get(route.id);
  if (credential) return credential;
  throw new GenerationFailure({ kind: 'auth', charge: 'none', providerMessage: `Route "${route.id}" has no key.` });
}
