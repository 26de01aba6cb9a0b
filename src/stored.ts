import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { App } from './app';
import type { Shutdown } from './host/start/shutdown';
import { LimitStatus } from './host/money/limitStatus';
import type { RouteLights } from './host/routes/routeLights';
import { StoreMessages } from './host/start/storeMessages';
import type { Log } from './host/window/createLog';
import { systemClock } from './providers/transport/systemClock';
import type { Store } from './store/store';
import { createStore } from './store/store';
import { InterruptedJobs } from './work/jobs/interruptedJobs';

interface StoredParts {
  /** The store's database. */
  readonly file: string;
  readonly log: Log;
  readonly shutdown: Shutdown;
  readonly lights: RouteLights;
  /** Loaded only when something was interrupted. */
  readonly app: () => Promise<Pick<App, 'work' | 'tellInterrupted'>>;
}

/** What outlives a window. */
export interface Stored {
  readonly store: Store;
  readonly interrupted: InterruptedJobs;
  readonly limits: LimitStatus;
}

/** Builds the store and what looks in it for interrupted jobs. Touches no file. */
export function openStored({ file, log, shutdown, lights, app }: StoredParts): Stored {
  const store = createStore(file, new StoreMessages(log).tell);
  store.keepCopy();
  const interrupted = new InterruptedJobs({
    store,
    work: { make: async (wanted, asker) => (await app()).work.make(wanted, asker) },
    clock: systemClock,
    folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    tell: async (jobs, all) => (await app()).tellInterrupted(jobs, all),
    log,
  });
  shutdown.onEnd(() => Promise.race([store.close(), delay(1_000)]));
  const limits = new LimitStatus({ store, lights, log });
  shutdown.onEnd(() => limits.dispose());
  return { store, interrupted, limits };
}
