import assert from 'node:assert/strict';
import { pageFor, remedyOf } from '../../../src/core/diagnosis';
import { parseRoutes } from '../../../src/core/settings';
import type { Route } from '../../../src/core/route';
import { untriedRoutes } from '../../../src/core/untriedRoutes';

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
