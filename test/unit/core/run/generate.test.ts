import assert from 'node:assert/strict';
import type { FailoverDeps, FailoverEvent } from '../../../../src/core/run/failover';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import type { AttemptCall } from '../../../../src/core/run/provider';
import type { GenerateDeps } from '../../../../src/core/run/generate';
import type { Job } from '../../../../src/core/run/job';
import { generate, PictureNotSaved } from '../../../../src/core/run/generate';
import { Health } from '../../../../src/core/run/health';
import type { ProviderAnswer } from '../../../../src/core/pictures/image';
import { savedNowhere } from '../../../harness/savedNowhere';
import { parseRoutes, placeholderRoute } from '../../../../src/core/settings/settings';
import { systemClock } from '../../../../src/providers/transport/systemClock';

const bytes = new Uint8Array([1, 2, 3]);

function deps(answer: Partial<ProviderAnswer> = {}): GenerateDeps<{ uri: string }> & { called: string[] } {
  const called: string[] = [];
  return {
    called,
    clock: systemClock,
    health: new Health(systemClock),
    credential: async () => ({ kind: 'none' }),
    ask: async () => false,
    onEvent: () => undefined,
    ...savedNowhere,
    provider: (route) => ({
      generate: async () => {
        called.push(route.id);
        return { images: [{ bytes, mime: 'image/png', width: 1024, height: 1024 }], text: '', warnings: [], ...answer };
      },
    }),
  };
}

function job(change: Omit<Partial<Job>, 'request'> & { request?: Partial<Job['request']> } = {}): Job {
  const { request, ...rest } = change;
  return {
    routes: parseRoutes([
      { id: 'apiyi', preset: 'apiyi' },
      { id: 'studio', preset: 'google-ai-studio' },
    ]),
    firstPartyOnly: false,
    afterUncertainCharge: 'stop',
    timeBudgetMs: 0,
    ...rest,
    request: { prompt: 'a fox', model: 'nano-banana-2', size: '1K', ratio: '1:1', references: [], ...request },
  };
}

const signal = new AbortController().signal;

describe('the use case', () => {
  it('refuses an empty prompt, a prompt beyond all measure and an unknown model before anything is sent', async () => {
    for (const [request, what] of [
      [{ prompt: ' \n ' }, 'emptyPrompt'],
      [{ prompt: 'x'.repeat(100_001) }, 'promptTooLong'],
      [{ model: 'nope' }, 'unknownModel'],
    ] as const) {
      const d = deps();
      const outcome = await generate(job({ request }), d, signal);
      assert.ok(!outcome.ok);
      assert.equal(outcome.problem?.what, what);
      assert.deepEqual(d.called, []);
    }
  });

  it('takes a prompt of 20,000 characters', async () => {
    const outcome = await generate(job({ request: { prompt: 'long '.repeat(4_000) } }), deps(), signal);
    assert.ok(outcome.ok);
  });

  it('passes over routes that cannot do what is asked, and says so when none is left', async () => {
    const d = deps();
    const outcome = await generate(job({ request: { model: 'nano-banana-2.1' } }), d, signal);
    assert.ok(outcome.ok);
    assert.deepEqual(d.called, ['studio']);
    const none = await generate(job({ request: { model: 'nano-banana-pro', size: '512' } }), deps(), signal);
    assert.ok(!none.ok);
    assert.equal(none.failure.kind, 'noRoute');
    assert.deepEqual(
      none.obstacles.map(({ route, obstacle }) => `${route.id} ${obstacle.what}`),
      ['apiyi size', 'studio size'],
    );
  });

  it('never uses a relay when only first parties are allowed', async () => {
    const d = deps();
    await generate(job({ firstPartyOnly: true }), d, signal);
    assert.deepEqual(d.called, ['studio']);
  });

  it('tries the cheapest route first when the user wants that, and a route of unknown price last', async () => {
    const routes = parseRoutes([
      { id: 'own', preset: 'gemini-compatible', baseUrl: 'https://gateway.example' },
      { id: 'studio', preset: 'google-ai-studio' },
      { id: 'apiyi', preset: 'apiyi' },
    ]);
    const d = deps();
    await generate(job({ routes, routeOrder: 'cheapest' }), d, signal);
    await generate(job({ routes, routeOrder: 'listed' }), d, signal);
    assert.deepEqual(d.called, ['apiyi', 'own']);
  });

  it('uses exactly the one route that was chosen for once', async () => {
    const d = deps();
    await generate(job({ onlyRoute: 'studio' }), d, signal);
    assert.deepEqual(d.called, ['studio']);
    const none = await generate(job({ onlyRoute: 'gone' }), deps(), signal);
    assert.ok(!none.ok && none.failure.kind === 'noRoute');
  });

  it('takes the successor when every route has lost the model, and says so; not for a chosen route', async () => {
    const gone = (events: string[]) => ({
      ...deps(),
      onEvent: (event: FailoverEvent) => void events.push(event.type),
      provider: () => ({
        generate: async ({ model }: AttemptCall) => {
          if (model.id === 'nano-banana-2') throw new GenerationFailure({ kind: 'model', charge: 'none' });
          return {
            images: [{ bytes, mime: 'image/png' as const, width: 1024, height: 1024 }] as const,
            text: '',
            warnings: [],
          };
        },
      }),
    });
    const events: string[] = [];
    const outcome = await generate(job(), gone(events), signal);
    assert.ok(outcome.ok);
    assert.equal(outcome.picture.model.id, 'nano-banana-2.1');
    assert.ok(events.includes('successor'));
    const chosen = await generate(job({ onlyRoute: 'studio' }), gone([]), signal);
    assert.ok(!chosen.ok && chosen.failure.kind === 'model');
    const small = await generate(job({ request: { size: '512' } }), gone([]), signal);
    assert.ok(!small.ok, 'the successor makes no 512');
    const onlyRelay = [placeholderRoute, ...parseRoutes([{ id: 'apiyi', preset: 'apiyi' }])];
    const relay = await generate(job({ routes: onlyRelay }), gone([]), signal);
    assert.ok(!relay.ok, 'the placeholder is no successor');
  });

  for (const [afterUncertainCharge, paid, presets] of [
    ['stop', 'studio', ['google-ai-studio']],
    ['switch', 'apiyi', ['apiyi', 'google-ai-studio']],
  ] as const) {
    it(`asks for no successor where the lost model may have been charged (${afterUncertainCharge})`, async () => {
      const asked: string[] = [];
      const d: FailoverDeps = {
        ...deps(),
        provider: (route) => ({
          generate: async ({ model }) => {
            asked.push(`${route.id} ${model.id}`);
            throw new GenerationFailure({ kind: 'model', charge: route.id === paid ? 'unknown' : 'none' });
          },
        }),
      };
      const routes = parseRoutes(presets.map((preset) => ({ id: preset === 'apiyi' ? preset : 'studio', preset })));
      const outcome = await generate(job({ afterUncertainCharge, routes }), { ...d, ...savedNowhere }, signal);
      assert.ok(!outcome.ok);
      assert.deepEqual(
        asked.filter((one) => !one.endsWith(' nano-banana-2')),
        [],
      );
    });
  }

  it('keeps the placeholder out of a failover between real routes', async () => {
    const d = deps();
    const routes = [placeholderRoute, ...parseRoutes([{ id: 'studio', preset: 'google-ai-studio' }])];
    await generate(job({ routes }), d, signal);
    assert.deepEqual(d.called, ['studio']);
    await generate(job({ routes: [placeholderRoute] }), d, signal);
    assert.deepEqual(d.called, ['studio', 'placeholder']);
  });

  it('takes the last picture and tells when its size is not what was asked', async () => {
    const picture = (width: number, height: number) => ({ bytes, mime: 'image/png' as const, width, height });
    const outcome = await generate(
      job({ request: { size: '4K' } }),
      deps({ images: [picture(4096, 4096), picture(1024, 1024)] }),
      signal,
    );
    assert.ok(outcome.ok);
    assert.equal(outcome.picture.image.width, 1024);
    assert.deepEqual(outcome.picture.askedPixels, { width: 4096, height: 4096 });
  });

  it('tells what was paid for a picture that no place took', async () => {
    const d = { ...deps(), ending: { save: () => Promise.reject(new Error('the disk is full')) } };
    await assert.rejects(generate(job(), d, signal), (error) => {
      assert.ok(error instanceof PictureNotSaved);
      assert.match(error.message, /the disk is full/);
      return error.attempts[0]?.charge === 'billed';
    });
  });
});
