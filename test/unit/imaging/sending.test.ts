import assert from 'node:assert/strict';
import { mkdtempSync, promises, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GenerationFailure } from '../../../src/core/failures/failure';
import type { ImageRequest, ProviderAnswer } from '../../../src/core/pictures/image';
import { readImage } from '../../../src/core/pictures/imageBytes';
import { findModel } from '../../../src/core/services/models';
import type { AttemptCall, Providers } from '../../../src/core/run/provider';
import type { Route } from '../../../src/core/services/route';
import { modelIdsOf } from '../../../src/core/services/route';
import { parseRoutes } from '../../../src/core/settings/settings';
import { createProviders } from '../../../src/providers/createProviders';
import { testReader } from '../../harness/answers';
import { withPreparedReferences } from '../../../src/imaging/preparedReferences';
import type { ReferencePreparer } from '../../../src/imaging/references';
import { createReferencePreparer } from '../../../src/imaging/references';
import { createTransport } from '../../../src/providers/transport/transport';
import { createNodeHttpClient } from '../../../src/providers/transport/nodeHttpClient';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { bundleWorker } from './bundleWorker';
import { noisyPng } from './noisyPictures';

const MiB = 1024 * 1024;
/** Larger than the relay takes, and quick to decode: what follows a PNG's end is no part of it. */
const large = Buffer.concat([noisyPng(160, 150), Buffer.alloc(7 * MiB)]);
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');

describe('pictures to work from, on their way to a route', function () {
  this.timeout(60_000);
  let folder = '';
  let relay: Emulator;
  let providers: Providers;
  let prepared = 0;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-sending-'));
    const preparer = createReferencePreparer({ workerFile: await bundleWorker(folder) });
    const counted: ReferencePreparer = {
      prepare: (...given) => {
        prepared += 1;
        return preparer.prepare(...given);
      },
    };
    const transport = createTransport(createNodeHttpClient({ vscodeProxy: () => false }));
    const painter = { draw: async () => new Uint8Array() };
    providers = withPreparedReferences(createProviders({ transport, reader: testReader, painter }), counted);
    relay = await startEmulator({ kind: 'relay' });
  });
  after(async () => {
    await relay.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    relay.reset();
    prepared = 0;
  });

  function callWith(references: ImageRequest['references'], signal = new AbortController().signal): AttemptCall {
    const [route] = parseRoutes([{ id: 'apiyi', preset: 'apiyi', baseUrl: relay.url }]) as [Route];
    const model = findModel('nano-banana-2') ?? assert.fail();
    return {
      request: { prompt: 'a fox', model: model.id, size: '1K', ratio: '1:1', references },
      model,
      modelId: modelIdsOf(route, model)[0] ?? '',
      route,
      baseUrl: relay.url,
      credential: { kind: 'key', key: relay.key },
      signal,
      onSent: () => undefined,
    };
  }

  const ask = (call: AttemptCall): Promise<ProviderAnswer> =>
    (providers[call.route.wire] ?? assert.fail()).generate(call);

  async function failureOf(call: AttemptCall): Promise<GenerationFailure> {
    try {
      await ask(call);
    } catch (error) {
      assert.ok(error instanceof GenerationFailure, String(error));
      return error;
    }
    return assert.fail('it was sent');
  }

  /** The pictures of the one request that the service got. */
  function arrived(): Buffer[] {
    assert.equal(relay.paidRequests.length, 1);
    const text = JSON.stringify(relay.paidRequests[0]?.body);
    return [...text.matchAll(/"data":"([^"]+)"/g)].map((match) => Buffer.from(match[1] ?? '', 'base64'));
  }

  it('arrive byte for byte within its limits, and nothing is said', async () => {
    const bytes = [noisyPng(40, 30), noisyPng(10, 10)];
    const answer = await ask(callWith(bytes.map((item) => ({ bytes: item, mime: 'image/png' }))));
    assert.deepEqual(
      arrived(),
      bytes.map((item) => Buffer.from(item)),
    );
    assert.equal(answer.referenceChanges, undefined);
  });

  it('arrive smaller over its limits, and that is said by name', async () => {
    const small = { name: 'small.png', bytes: noisyPng(9, 9), mime: 'image/png' };
    const answer = await ask(callWith([{ name: 'photo.png', bytes: large, mime: 'image/png' }, small]));
    const [photo = Buffer.alloc(0), untouched] = arrived();
    assert.ok(photo.byteLength <= 7 * MiB);
    assert.deepEqual(untouched, Buffer.from(small.bytes));
    const { width, height, mime } = readImage(photo) ?? assert.fail();
    assert.deepEqual(answer.referenceChanges, [
      {
        name: 'photo.png',
        from: { mime: 'image/png', bytes: large.byteLength, width: 160, height: 150 },
        to: { mime, bytes: photo.byteLength, width, height },
      },
    ]);
  });

  it('arrive from their files, and what is made smaller is not read here', async () => {
    const small = noisyPng(40, 30);
    const [photo, sketch] = [path.join(folder, 'photo.png'), path.join(folder, 'sketch.png')];
    writeFileSync(photo, large);
    writeFileSync(sketch, small);
    const read: unknown[] = [];
    const { readFile } = promises;
    Object.assign(promises, {
      readFile: (file: string, ...rest: []) => (read.push(file), readFile(file, ...rest)),
    });
    const answer = await ask(
      callWith([
        { name: 'photo.png', file: photo, size: large.byteLength, mime: 'image/png' },
        { name: 'sketch.png', file: sketch, size: small.byteLength, mime: 'image/png' },
      ]),
    ).finally(() => Object.assign(promises, { readFile }));
    const [sent = Buffer.alloc(0), untouched] = arrived();
    assert.ok(sent.byteLength <= 7 * MiB);
    assert.deepEqual(untouched, Buffer.from(small));
    const [change] = answer.referenceChanges ?? [];
    assert.deepEqual(change?.from, { mime: 'image/png', bytes: large.byteLength, width: 160, height: 150 });
    assert.deepEqual(read, [sketch]);
  });

  it('are refused where their files have become something else, or are gone', async () => {
    const file = path.join(folder, 'fox.png');
    const reference = { name: 'fox.png', file, size: 100, mime: 'image/png' };
    const problemOf = async (size: number) =>
      (await failureOf(callWith([{ ...reference, size }]))).facts.referenceProblem?.what;
    writeFileSync(file, 'a fox');
    assert.deepEqual([await problemOf(100), await problemOf(8 * MiB)], ['unknownType', 'cannotShrink']);
    rmSync(file);
    assert.deepEqual([await problemOf(100), await problemOf(8 * MiB)], ['unreadable', 'unreadable']);
    assert.equal(relay.requests.length, 0);
  });

  it('are made smaller once, however often the route is asked', async () => {
    const call = callWith([{ name: 'photo.png', bytes: large, mime: 'image/png' }]);
    relay.script({ do: 'error', error: 'overloaded' });
    await assert.rejects(ask(call), GenerationFailure);
    assert.equal((await ask(call)).referenceChanges?.length, 1);
    assert.equal(prepared, 1);
  });

  it('that cannot be sent are a failure that costs nothing and names them; nothing is sent', async () => {
    const bytes = Buffer.concat([heic, Buffer.alloc(7 * MiB)]);
    const { facts } = await failureOf(callWith([{ name: 'a.heic', bytes, mime: 'image/heic' }]));
    assert.deepEqual([facts.kind, facts.charge, facts.routeOnly], ['badRequest', 'none', true]);
    assert.deepEqual(facts.referenceProblem, {
      what: 'cannotShrink',
      name: 'a.heic',
      mime: 'image/heic',
      maxBytes: 7 * MiB,
    });
    assert.equal(relay.requests.length, 0);
  });

  it('that are no pictures are refused for every route', async () => {
    const { facts } = await failureOf(callWith([{ bytes: Buffer.from('a fox'), mime: 'image/png' }]));
    assert.deepEqual([facts.kind, facts.charge, facts.routeOnly], ['badRequest', 'none', false]);
    assert.deepEqual(facts.referenceProblem, { what: 'unknownType', name: '#1' });
    assert.equal(relay.requests.length, 0);
  });

  it('are given up when the job is cancelled, free of charge', async () => {
    const stop = new AbortController();
    const failure = failureOf(callWith([{ name: 'photo.png', bytes: large, mime: 'image/png' }], stop.signal));
    stop.abort();
    assert.deepEqual([(await failure).kind, (await failure).charge], ['cancelled', 'none']);
    assert.equal(relay.requests.length, 0);
  });
});
