import type { Mutant } from './mutant';
import { environment } from './rows/environment';
import { files } from './rows/files';
import { ledger } from './rows/ledger';
import { money } from './rows/money';
import { outsideTexts } from './rows/outsideTexts';
import { panel } from './rows/panel';
import { poison } from './rows/poison';
import { services } from './rows/services';
import { settings } from './rows/settings';

/** Every defence against the attacks in test/e2e/attacks, taken away on its own. */
export const mutants: readonly Mutant[] = [
  ...environment,
  ...settings,
  ...files,
  ...services,
  ...panel,
  ...money,
  ...outsideTexts,
  ...ledger,
  ...poison,
];
