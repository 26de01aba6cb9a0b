/** `npm test [-- SUITE...]`: runs all suites, or those that are named, names what failed and ends with `N passed, N failed`. */
import { exitOnSignals } from '../../scripts/processes';
import type { Counts, Report } from './runMocha';
import { suites } from './suites';

type Name = keyof typeof suites;

async function main(args: readonly string[]): Promise<number> {
  exitOnSignals();
  const all = Object.keys(suites) as Name[];
  const wanted = args.length === 0 ? all : all.filter((name) => args.includes(name));
  const unknown = args.filter((arg) => !all.some((name) => name === arg));
  if (unknown.length > 0) throw new Error(`no such suite: ${unknown.join(', ')}. There are: ${all.join(', ')}`);
  const results: [Name, Report][] = [];
  for (const name of wanted) {
    console.log(`\n=== ${name}`);
    results.push([name, await suites[name]()]);
  }
  return sumUp(results);
}

function sumUp(results: readonly (readonly [Name, Report])[]): number {
  console.log('');
  for (const [name, { failures, unsteady = [] }] of results) {
    for (const { title, why } of unsteady) console.log(`unsteady, passed at the second try: ${name}: ${title}: ${why}`);
    for (const { title, why } of failures) console.log(`failed: ${name}: ${title}: ${why}`);
  }
  for (const [name, { passed, failed, skipped }] of results) {
    console.log(`${name.padEnd(8)}${passed} ok, ${failed} not ok${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
  const sum = (key: keyof Counts) => results.reduce((total, [, counts]) => total + counts[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
