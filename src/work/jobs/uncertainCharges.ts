import type { HistoryEntry } from '../../store/pictures/historyEntry';
import type { LedgerRow } from '../../store/ledger/ledgerRow';
import type { Store } from '../../store/store';

/** An ended attempt whose cost nobody knows, with what helps to find it on a bill. */
export interface UncertainCharge {
  readonly row: LedgerRow;
  /** Undefined for what earlier versions wrote. */
  readonly prompt: string | undefined;
  /** The picture that came of it, or of its job by another way. */
  readonly picture: HistoryEntry | undefined;
  /** It was ended by its window, which was closed or loaded anew; the ledger has it as cancelled. */
  readonly isWindowClosed: boolean;
}

/** All of them, the newest first, those of windows that died since this one began too. Rejects with what the store throws. */
export async function uncertainCharges(
  store: Pick<Store, 'ledger' | 'jobs' | 'history' | 'recover'>,
): Promise<UncertainCharge[]> {
  await store.recover();
  const rows = await store.ledger.unsettled();
  const ids = [...new Set(rows.map(({ job }) => job))];
  const [prompts, pictures, closed] = await Promise.all([
    store.jobs.prompts(ids),
    store.history.ofJobs(ids),
    store.jobs.closed(ids),
  ]);
  return rows.map((row) => {
    const ofJob = pictures.filter(({ job }) => job === row.job);
    const picture = ofJob.find(({ attempt }) => attempt === row.id) ?? ofJob[0];
    const isWindowClosed = row.failure === 'cancelled' && closed.has(row.job);
    return { row, prompt: prompts.get(row.job) ?? picture?.prompt, picture, isWindowClosed };
  });
}
