import { runMocha } from '../harness/runMocha';

/** What VS Code calls to run the tests inside its extension host. It takes an error for "failed". */
export async function run(): Promise<void> {
  const counts = await runMocha(__dirname, 60_000);
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed`);
}
