import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StoreFact } from '../../../src/store/storeFact';

/** A folder of its own for each test of a suite, and the facts that were told in it. */
export class TestFolder {
  path = '';
  facts: StoreFact[] = [];
  readonly onFact = (fact: StoreFact): void => void this.facts.push(fact);

  constructor() {
    beforeEach(async () => {
      this.path = await mkdtemp(path.join(tmpdir(), 'dualtrack-store-'));
      this.facts = [];
    });
    afterEach(() => rm(this.path, { recursive: true, force: true }));
  }

  file(name: string): string {
    return path.join(this.path, name);
  }

  get whats(): string[] {
    return this.facts.map(({ what }) => what);
  }
}

/** For children that must not be told anything. */
export function failOnFact(fact: StoreFact): void {
  throw new Error(fact.what, { cause: 'cause' in fact ? fact.cause : undefined });
}
