import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '../../../src/store/database/database';
import { tables } from '../../../src/store/database/migrations';
import { History } from '../../../src/store/pictures/history';
import { PictureSearch } from '../../../src/store/pictures/pictureSearch';
import { TestFolder } from './folder';

const prompts = {
  a: 'A red Fox in the snow',
  b: '雪地里的狐狸, a fox',
  c: 'ÜBER den Wolken, 100% fog_bank',
  d: 'say "fox AND hound" OR nothing*',
  e: 'Straße bei Nacht',
};

describe('a search over prompts', () => {
  const folder = new TestFolder();
  let database: Database;
  let search: PictureSearch;
  beforeEach(async () => {
    database = new Database(folder.file('dualtrack.db'), folder.onFact);
    search = new PictureSearch(database);
    for (const [n, [id, prompt]] of Object.entries(prompts).entries()) await add(id, prompt, n);
  });
  afterEach(() => database.close());

  const add = (id: string, prompt: string, at: number): Promise<void> =>
    new History(database, folder.onFact).remember(
      {
        ...{
          id,
          job: 'j',
          prompt,
          model: 'm',
          modelId: 'm',
          route: 'r',
          size: '1K',
          ratio: '1:1',
          width: 1,
          height: 1,
        },
        ...{ mime: 'image/png', sha256: 'aa', createdAt: at, placeholder: false, attempts: [] },
      },
      `file:///${id}.png`,
    );
  const find = async (words: string): Promise<string> =>
    (await search.rows(words, undefined, 100)).map(({ id }) => String(id)).join('');
  const ask = (sql: string): Promise<unknown> => database.read((db) => Object.values(db.prepare(sql).get() ?? {})[0]);

  /** What is found without the index, and then with it. */
  async function both(words: string): Promise<string> {
    const without = await find(words);
    await search.indexed();
    assert.equal(await find(words), without);
    return without;
  }

  const cases: Readonly<Record<string, string>> = {
    fox: 'dba',
    'FOX snow': 'a',
    'snow fox red': 'a',
    狐狸: 'b',
    '狐狸 fox': 'b',
    雪地里: 'b',
    über: 'c',
    STRASSE: '',
    straße: 'e',
    '100%': 'c',
    '%': 'c',
    '0%%': '',
    fog_bank: 'c',
    fogxbank: '',
    _b: 'c',
    '"fox': 'd',
    'fox AND': 'd',
    'AND fox': 'd',
    'fox NEAR hound': '',
    'nothing*': 'd',
    'noth*': '',
    'prompt:fox': '',
    '(fox': '',
    "'; DROP TABLE picture; --": '',
    '\\': '',
    '': 'edcba',
    ' \t': 'edcba',
  };
  for (const [words, ids] of Object.entries(cases)) {
    it(`for ${JSON.stringify(words)} finds ${ids || 'nothing'}, with and without an index`, async () => {
      assert.equal(await both(words), ids);
    });
  }

  it('uses the index once it is there', async () => {
    await both('fox');
    await database.write((db) =>
      db.exec(`UPDATE picture_indexed SET picture = 'x' WHERE picture = 'a';
      INSERT INTO picture_indexed (picture) VALUES ('a')`),
    );
    assert.equal(await find('fox'), 'db'); // its word is not in the index now
  });

  it('finds what has come and forgets what is gone, however that was done', async () => {
    await both('fox');
    const history = new History(database, folder.onFact);
    await history.remove('a');
    await add('f', 'a fox again', 9);
    await database.write(replaceAll);
    await database.write((db) =>
      db.exec(`INSERT INTO picture SELECT * FROM picture WHERE false; DELETE FROM picture WHERE id = 'b'`),
    );
    assert.equal(await both('fox'), 'fd');
    assert.equal(await ask('SELECT count(*) FROM picture_indexed'), 4);
  });

  it('survives a vacuum, after which rows have other numbers', async () => {
    await both('fox');
    await new History(database, folder.onFact).remove('a');
    await database.read((db) => db.exec('VACUUM'));
    assert.equal(await both('fox'), 'db');
    assert.equal(await both('wolken'), 'c');
  });

  it('makes a damaged index anew, and leaves the database where it is', async () => {
    await both('fox');
    const options: object = { defensive: false }; // else SQLite keeps others from what is the index's own
    const other = new DatabaseSync(folder.file('dualtrack.db'), options);
    other.exec(`UPDATE picture_words_data SET block = x'00112233'`);
    other.close();
    await add('f', 'a fox again', 9);
    assert.equal(await both('fox'), 'fdba');
    assert.deepEqual(folder.whats, []);
  });

  it('does without an index where SQLite has no FTS5', async () => {
    // stands for a module that is not there: nothing can be put into it, and it cannot be dropped
    await database.write((db) => db.exec('CREATE VIEW picture_words AS SELECT prompt FROM picture'));
    assert.equal(await both('fox'), 'dba');
    await add('f', 'a fox again', 9);
    assert.equal(await both('fox'), 'fdba');
    assert.deepEqual(folder.whats, []);
  });

  it('goes on behind a page', async () => {
    const history = new History(database, folder.onFact);
    const first = await history.search('fox', undefined, 2);
    assert.deepEqual(
      first.entries.map(({ id }) => id),
      ['d', 'b'],
    );
    const second = await history.search('fox', first.next, 2);
    assert.deepEqual([second.entries.map(({ id }) => id), second.next], [['a'], undefined]);
    await assert.rejects(history.search('fox', 'no cursor', 2), RangeError);
  });

  it('is no part of what is copied from one database to another', () => {
    assert.ok(!tables.some((table) => /word|index/.test(table)));
  });
});

/** As when a database moves from memory to the disk. */
function replaceAll(db: DatabaseSync): void {
  db.exec('INSERT OR REPLACE INTO picture SELECT * FROM picture');
}
