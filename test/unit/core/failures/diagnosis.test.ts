import assert from 'node:assert/strict';
import { pageFor, remedyOf, wantsOtherKey } from '../../../../src/core/failures/diagnosis';
import { parseRoutes } from '../../../../src/core/settings/settings';
import type { Route } from '../../../../src/core/services/route';
import { untriedRoutes } from '../../../../src/core/run/job';

function routeOf(entry: Readonly<Record<string, unknown>>): Route {
  return parseRoutes([{ id: 'r', ...entry }])[0] ?? assert.fail();
}

describe('what helps', () => {
  const login = routeOf({ preset: 'vertex-ai', project: 'p', credential: 'adc' });
  const account = routeOf({ preset: 'vertex-ai', project: 'p' });

  it('with a gcloud login is to sign in again, never a key', () => {
    for (const reason of ['credentialsRevoked', 'credentialsUnusable'] as const) {
      assert.equal(remedyOf({ kind: 'auth', reason }, login), 'signIn');
      assert.equal(remedyOf({ kind: 'auth', reason }, account), 'setKey');
    }
    assert.equal(remedyOf({ kind: 'auth' }, login), 'signIn');
  });

  it('is another key where the one that was given is not taken or not for this, and a route has one', () => {
    const relay = routeOf({ preset: 'apiyi' });
    assert.ok(wantsOtherKey({ kind: 'auth' }, relay));
    assert.ok(wantsOtherKey({ kind: 'auth', reason: 'keyExpired' }, relay));
    assert.ok(wantsOtherKey({ kind: 'model', reason: 'groupWithoutModel' }, relay));
    assert.ok(wantsOtherKey({ kind: 'auth', reason: 'credentialsRevoked' }, account));
    assert.ok(!wantsOtherKey({ kind: 'auth', reason: 'credentialsRevoked' }, login));
    assert.ok(!wantsOtherKey({ kind: 'network', reason: 'clockWrong' }, relay));
    assert.ok(!wantsOtherKey({ kind: 'setup', reason: 'apiDisabled' }, account));
  });

  it('with an answer without a picture is the prompt, where the model said something of it', () => {
    assert.equal(remedyOf({ kind: 'noImage' }), 'tryAgain');
    assert.equal(remedyOf({ kind: 'noImage', providerMessage: 'Which colour should the roof have?' }), 'changePrompt');
  });

  it('with a free key behind a relay is another route, not the user’s billing', () => {
    const facts = { kind: 'quota', reason: 'freeTier' } as const;
    assert.equal(remedyOf(facts, routeOf({ preset: 'apiyi' })), 'otherRoute');
    assert.equal(remedyOf(facts, routeOf({ preset: 'google-ai-studio' })), 'openBilling');
  });

  it('with a page in place of the service depends on whose address it is', () => {
    const own = routeOf({ preset: 'openai-compatible', baseUrl: 'https://relay.example' });
    for (const reason of ['webPage', 'redirected'] as const) {
      assert.equal(remedyOf({ kind: 'badResponse', reason }, own), 'editRoute');
      assert.equal(remedyOf({ kind: 'badResponse', reason }, routeOf({ preset: 'apiyi' })), 'tryAgain');
      const elsewhere = routeOf({ preset: 'vertex-ai', project: 'p', location: 'europe-west4' });
      assert.equal(remedyOf({ kind: 'badResponse', reason }, elsewhere), 'tryAgain');
    }
  });

  it('opens the page of the right project', () => {
    const page = (remedy: Parameters<typeof pageFor>[0], route: Route, helpUrl?: string) =>
      pageFor(remedy, route, { helpUrl });
    assert.equal(page('openPermissions', account), 'https://console.cloud.google.com/iam-admin/iam?project=p');
    const named = 'https://console.developers.google.com/apis/api/x/overview?project=7';
    assert.equal(page('enableApi', account, named), named);
    assert.match(page('enableApi', account) ?? '', /aiplatform\.googleapis\.com\?project=p$/);
    assert.equal(page('openBilling', account, named)?.includes('linkedaccount?project=p'), true);
    assert.equal(
      page('openBilling', routeOf({ preset: 'openai-compatible', baseUrl: 'https://r.example' })),
      undefined,
    );
  });
});

describe('the routes that were not tried', () => {
  const routes = parseRoutes([
    { id: 'studio', preset: 'google-ai-studio' },
    { id: 'relay', preset: 'apiyi' },
    { id: 'vertex', preset: 'vertex-ai', project: 'p' },
    { id: 'openai', preset: 'openai' },
  ]);
  const request = { model: 'nano-banana-2', size: '1K', ratio: '1:1', prompt: 'x', references: [] } as const;
  const attempts = routes.filter(({ id }) => id === 'studio').map((route) => ({ route }));
  const ids = (firstPartyOnly: boolean): string[] =>
    untriedRoutes({ routes, request, firstPartyOnly, catalogue: undefined }, attempts).map(({ id }) => id);

  it('are those that can do what is asked, in their order', () => assert.deepEqual(ids(false), ['relay', 'vertex']));
  it('are no relays where those are ruled out', () => assert.deepEqual(ids(true), ['vertex']));
});
