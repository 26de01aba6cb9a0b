import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { parseCommand } from '../../../src/cli/generate/command';
import { runJobs } from '../../../src/cli/generate/jobs';
import { answersWorker } from '../../harness/answers';
import { TestFolder } from '../store/folder';

describe('the jobs of the door', () => {
  const folder = new TestFolder();
  const { TMPDIR, TEMP } = process.env;
  afterEach(() => {
    for (const [name, value] of Object.entries({ TMPDIR, TEMP })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('leave no folder of answers behind, also where one of them cannot be begun', async () => {
    const server = createServer((_, response) => response.writeHead(400).end('{"error":{"message":"no"}}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const routes = [{ id: 'a', preset: 'google-ai-studio', baseUrl, key: 'test' }];
    await writeFile(folder.file('routes.json'), JSON.stringify(routes));
    process.env['TMPDIR'] = process.env['TEMP'] = folder.path;
    const args = ['--routes', folder.file('routes.json'), '--prompt', 'a fox', '--out', folder.file('out')];
    const parsed = await parseCommand([...args, '--count', '2', '--concurrency', '1']);
    const answers = folder.file(`dualtrack-answers-${userInfo().username}`);
    let begun = 0;
    const command = Object.defineProperty({ ...parsed }, 'prompt', {
      get: () => {
        begun += 1;
        if (begun > 1) throw new Error('no second one');
        return parsed.prompt;
      },
    });
    const jobs = runJobs(command, path.dirname(answersWorker), new AbortController().signal);
    await assert.rejects(jobs, /no second one/);
    assert.equal(begun, 2);
    assert.deepEqual(await readdir(answers), []);
    await new Promise((resolve) => server.close(resolve));
  });
});
