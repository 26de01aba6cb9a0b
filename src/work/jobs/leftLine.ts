import type { LedgerRow } from '../../store/ledger/ledgerRow';

/** What the log says of an attempt that a dead process has left. */
export function leftLine({ route, modelId }: LedgerRow): string {
  return `${route}: ${modelId} was under way when VS Code ended`;
}
