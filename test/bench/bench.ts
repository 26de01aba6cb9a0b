import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keepConsoleOffStdout } from '../../src/headless/generate/stdout';
import type { Contestant } from './contestant';
import { aiFallback } from './contestants/aiFallback';
import { aiRetry } from './contestants/aiRetry';
import { dualtrack } from './contestants/dualtrack';
import { plain } from './contestants/plain';
import { startPortkey } from './contestants/portkey';
import { badDay } from './measures/badDay';
import { bigAnswers } from './measures/bigAnswer';
import { downRoute } from './measures/downRoute';
import type { FailoverTime } from './measures/failoverTime';
import { failoverTimes } from './measures/failoverTime';
import { oddAnswer } from './measures/oddAnswers';
import { twentyAtOnce } from './measures/twentyAtOnce';
import { toText } from './report';
import type { ClientResults, Results } from './results';

const root = path.join(__dirname, '../..');
const peers = ['@google/genai', 'openai', 'ai', 'ai-retry', 'ai-fallback', '@ai-sdk/google', '@portkey-ai/gateway'];

/** Compares Dualtrack with its peers on emulated services, all in one run: prints a table and writes results.json. */
async function main(): Promise<void> {
  keepConsoleOffStdout();
  const contestants = [dualtrack, plain, aiRetry, aiFallback, await startPortkey(root)];
  try {
    // first, in a clean heap: what the other measures leave for the collector would count as a stall
    const answers = await bigAnswers(path.join(__dirname, 'bigAnswerServer.js'), [
      { name: 'Dualtrack, generateContent', contestant: dualtrack, wire: 'official' },
      { name: 'Dualtrack, chat', contestant: dualtrack, wire: 'relay' },
      { name: '@google/genai', contestant: plain, wire: 'official' },
      { name: 'openai, chat', contestant: plain, wire: 'relay' },
      { name: 'ai, generateContent', contestant: aiRetry, wire: 'relay' },
    ]);
    const results: Results = {
      node: process.version,
      versions: versionsOf(peers),
      clients: await compare(contestants),
      bigAnswers: answers,
    };
    writeFileSync(path.join(root, 'test/bench/results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
    process.stdout.write(`${toText(results)}\n`);
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.close()));
  }
}

async function compare(contestants: readonly Contestant[]): Promise<Results['clients']> {
  const times = await failoverTimes(contestants);
  const all: Record<string, ClientResults> = {};
  for (const contestant of contestants) {
    const failoverTime = times[contestant.name];
    if (failoverTime) all[contestant.name] = await resultsOf(contestant, failoverTime);
  }
  return all;
}

async function resultsOf(contestant: Contestant, failoverTime: FailoverTime): Promise<ClientResults> {
  process.stderr.write(`bench: ${contestant.name} …\n`);
  return {
    failoverTime,
    atOnce: await twentyAtOnce(contestant),
    odd: {
      noPicture: await oddAnswer(contestant, 'noPicture'),
      blocked: await oddAnswer(contestant, 'blocked'),
      timeout: await oddAnswer(contestant, 'timeout'),
      brokenConnection: await oddAnswer(contestant, 'brokenConnection'),
    },
    badDay: await badDay(contestant),
    downRoute: await downRoute(contestant),
  };
}

function versionsOf(names: readonly string[]): Record<string, string> {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? '']));
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
