import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { localDayOf } from '../../../src/core/money/localDay';
import { Database } from '../../../src/store/database/database';
import { csvLines } from '../../../src/store/export/csvText';
import { ExportReader } from '../../../src/store/export/exportReader';
import type { ExportFile, ExportFormat } from '../../../src/store/export/writeExport';
import { writeExport } from '../../../src/store/export/writeExport';
import { assertNotQuadratic } from '../answers/reading/growth';
import { TestFolder } from './folder';

const key = `AIzaSy${'notAReal-Key_0'.repeat(3).slice(0, 33)}`;

describe('an export', () => {
  const folder = new TestFolder();
  let database: Database;
  beforeEach(() => (database = new Database(folder.file('dualtrack.db'), folder.onFact)));
  afterEach(() => database.close());

  async function addAttempts(count: number, changes = ''): Promise<void> {
    await database.write((db) =>
      db.exec(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT ${count})
        INSERT INTO attempt (id, job, owner, route, model, model_id, size, state, charge, estimate_nano_usd, cost_nano_usd, failure,
          status, request_id, started_at, ended_at, settled_by, local_day, caller)
        SELECT 'a' || n, 'j' || n, 'me', 'studio', 'm', 'm-1', '1K', 'finished', 'billed', 67000000, 100000000, NULL,
          200, 'r-' || n, 1000 * n, 2000 * n, NULL, '2026-03-29', 'agent' FROM n; ${changes}`),
    );
  }

  async function addPicture(id: string, prompt: string): Promise<void> {
    await database.write((db) =>
      db
        .prepare(
          `INSERT INTO picture (id, job, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256,
            cost_nano_usd, created_at, placeholder, attempts, refs)
          VALUES (?, 'j', 'file:///p/a%20fox.png', ?, 'm', 'm-1', 'studio', '1K', '1:1', 1024, 512, 'image/png', 'aa', 67000000, 5000, 0,
            '[{"route":"studio","charge":"billed"}]', '[{"sha256":"bb"}]')`,
        )
        .run(id, prompt),
    );
  }

  const write = (
    format: ExportFormat,
    { signal = new AbortController().signal, onRows = (_: number): void => undefined, pageSize = 500 } = {},
  ): Promise<readonly ExportFile[]> => {
    const reader = new ExportReader(database, pageSize);
    return writeExport({ reader, format, folder: folder.file('staging'), now: 0, signal, onRows });
  };
  const textOf = (files: readonly ExportFile[], of: ExportFile['of']): string =>
    readFileSync(files.find((one) => one.of === of)?.path ?? '', 'utf8');

  it('as CSV is a file of attempts and one of pictures, with names above, times, days and exact dollars', async () => {
    await addAttempts(1);
    await addPicture('p', 'a 狐狸, "quick"\nand red');
    const files = await write('csv');
    assert.equal(
      textOf(files, 'attempts'),
      '\ufeffstartedAt,endedAt,localDay,caller,route,model,modelId,size,state,charge,costUsd,estimateUsd,priceKind,pricedOn,' +
        'settledBy,failure,status,requestId,id,job\r\n' +
        '1970-01-01T00:00:01.000Z,1970-01-01T00:00:02.000Z,2026-03-29,agent,studio,m,m-1,1K,finished,billed,0.1,0.067,,,' +
        ',,200,r-1,a1,j1\r\n',
    );
    const [head = '', ...lines] = textOf(files, 'pictures').split('\r\n');
    assert.match(head, /^\ufeffcreatedAt,localDay,prompt,file,/);
    assert.match(
      lines.join('\r\n'),
      /^1970-01-01T00:00:05\.000Z,19\d\d-\d\d-\d\d,"a 狐狸, ""quick""\nand red",file:\/\/\/p\/a%20fox\.png,person,studio,.*,0\.067,.*"\[\{""sha256"":""bb""\}\]"/,
    );
  });

  it('as JSON is one file that holds the same', async () => {
    await addAttempts(3, `UPDATE attempt SET cost_nano_usd = 1, local_day = NULL WHERE id = 'a3'`);
    await addPicture('p', '=1+1');
    const text = textOf(await write('json', { pageSize: 2 }), 'all');
    const all = JSON.parse(text) as { attempts: Record<string, unknown>[]; pictures: Record<string, unknown>[] };
    assert.deepEqual(
      all.attempts.map(({ id, costUsd, localDay, failure }) => [id, costUsd, localDay, failure]),
      [
        ['a1', 0.1, '2026-03-29', null],
        ['a2', 0.1, '2026-03-29', null],
        ['a3', 1e-9, localDayOf(3_000), null],
      ],
    );
    assert.match(text, /"costUsd":0\.000000001,/);
    const [picture] = all.pictures;
    assert.equal(picture?.['prompt'], '=1+1');
    assert.deepEqual(picture?.['references'], [{ sha256: 'bb' }]);
    assert.equal(picture?.['placeholder'], false);
  });

  it('of nothing is whole too', async () => {
    assert.deepEqual(JSON.parse(textOf(await write('json'), 'all')), {
      exportedAt: '1970-01-01T00:00:00.000Z',
      ...{ attempts: [], pictures: [] },
    });
    assert.equal(textOf(await write('csv'), 'pictures').split('\r\n').length, 2);
  });

  it('holds no key, also where somebody has pasted one into a prompt', async () => {
    await addPicture('p', `a fox with ${key}`);
    for (const format of ['csv', 'json'] as const) {
      for (const { path } of await write(format)) assert.ok(!readFileSync(path, 'utf8').includes(key.slice(6)));
    }
  });

  it('lets a spreadsheet run nothing', () => {
    const starts = ['=1', '+1', '-1', '@a', '\t=1', '\r=1', '\n=1', '  =1', '＝1', 'x;=1', 'a\n-b', 'a\t@b'];
    const cells = csvLines(starts.map((text) => [text]))
      .split('\r\n')
      .filter(Boolean)
      .join('\r\n');
    assert.doesNotMatch(cells, /(?:^|[;\t\r\n"])[ ]*[=+\-@＝]/);
    assert.match(csvLines([['a-b = c; d @ e']]), /^a-b = c; d @ e\r\n$/);
  });

  it('makes cells in time that grows with their length', () =>
    assertNotQuadratic(
      (length) => {
        const rows = [['\n'.repeat(length)], [' '.repeat(length)]];
        return () => csvLines(rows);
      },
      50_000,
      'blanks',
    )).timeout(120_000);

  it('reads 100,000 rows in pages, and lets others at the process in between', async () => {
    await addAttempts(100_000);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const told: number[] = [];
    const files = await write('csv', { onRows: (rows) => told.push(rows) });
    clearInterval(timer);
    assert.equal(textOf(files, 'attempts').split('\r\n').length, 100_002);
    assert.deepEqual([told.length, told.at(-1)], [200, 100_000]);
    assert.ok(turns >= 20, `others had ${turns} turns`);
  }).timeout(60_000);

  it('leaves nothing behind when it is called off', async () => {
    await addAttempts(1_000);
    const abort = new AbortController();
    await assert.rejects(write('csv', { signal: abort.signal, onRows: () => abort.abort() }));
    assert.deepEqual(readdirSync(folder.file('staging')), []);
  });

  it('counts what there is to write', async () => {
    await addAttempts(3);
    await addPicture('p', 'a fox');
    assert.deepEqual(await new ExportReader(database).counts(), { attempts: 3, pictures: 1 });
  });
});
