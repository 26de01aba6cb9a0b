/**
 * `npm run mutants [-- PART OF A NAME...]`: takes each defence against an attack away, in a copy, and runs the end-to-end tests
 * of that attack: those must fail. Where a second defence holds they must pass. An attack whose test kills no mutant is named.
 */
import { exitOnSignals } from '../../scripts/processes';
import { attackTitles } from './attackTitles';
import type { Mutant } from './mutant';
import { mutants } from './mutants';
import { runMutated } from './mutantTree';

async function main(parts: readonly string[]): Promise<number> {
  exitOnSignals();
  const unknown = parts.filter((part) => !mutants.some(({ name }) => name.includes(part)));
  if (unknown.length > 0) throw new Error(`no such mutant: ${unknown.join(', ')}. There are:\n${names()}`);
  const wanted = mutants.filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)));
  const spared = await unprovenAttacks();
  for (const title of spared) console.log(`no mutant for: ${title}`);
  let survivors = 0;
  for (const mutant of wanted) if (!(await isAsExpected(mutant))) survivors += 1;
  console.log(`\n${wanted.length} mutants, ${survivors} not as expected, ${spared.length} attacks without one`);
  return survivors > 0 || spared.length > 0 ? 1 : 0;
}

function names(): string {
  return mutants.map(({ name }) => `  ${name}`).join('\n');
}

/** The tests of attacks that no mutant must fail. */
async function unprovenAttacks(): Promise<string[]> {
  const killers = mutants.flatMap((mutant) => mutant.killers);
  return (await attackTitles()).filter((title) => !killers.some((start) => title.startsWith(start)));
}

/** Runs the tests of one mutant and prints how each of them ended. */
async function isAsExpected({ name, edits, killers, held = [] }: Mutant): Promise<boolean> {
  console.log(`\n${name}`);
  const { passed, failed, failures } = await runMutated(edits, [...killers, ...held]);
  const failure = (start: string) => failures.find(({ title }) => title.startsWith(start));
  for (const start of killers) {
    const { why } = failure(start) ?? {};
    console.log(why === undefined ? `  SURVIVED ${start}` : `  killed by ${start}: ${why}`);
  }
  for (const start of held) {
    const { why } = failure(start) ?? {};
    console.log(why === undefined ? `  held      ${start}` : `  NOT HELD ${start}: ${why}`);
  }
  const strays = failures.filter(({ title }) => ![...killers, ...held].some((start) => title.includes(start)));
  for (const { title, why } of strays) console.log(`  FAILED   ${title}: ${why}`);
  const tests = passed + failed - strays.length;
  if (tests < killers.length + held.length) console.log(`  only ${tests} tests ran`);
  return (
    strays.length === 0 &&
    tests >= killers.length + held.length &&
    killers.every((start) => failure(start)) &&
    !held.some((start) => failure(start))
  );
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
