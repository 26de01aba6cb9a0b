import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/core/failures/connection';
import type { Diagnosis } from '../../../../src/core/failures/diagnosis';
import type { FailureFacts, FailureReason } from '../../../../src/core/failures/failure';
import type { FailureKind } from '../../../../src/core/failures/policy';
import { failureKinds } from '../../../../src/core/failures/policy';
import { failureReasons } from '../../../../src/core/failures/failure';
import type { Route } from '../../../../src/core/services/route';
import type { CheckResult, LinkState } from '../../../../src/core/failures/routeCheck';
import type { Link } from '../../../../src/core/failures/links';
import { brokenLink, chainOf, concernsHealth } from '../../../../src/core/failures/routeCheck';
import { links } from '../../../../src/core/failures/links';
import { parseRoutes } from '../../../../src/core/settings/settings';

const studio = routeOf({ preset: 'google-ai-studio' });
const vertex = routeOf({ preset: 'vertex-ai', project: 'p' });
const relay = routeOf({ preset: 'apiyi' });
const local = routeOf({ preset: 'openai-compatible', baseUrl: 'http://127.0.0.1:1234', credential: 'none' });

const direct: Connection = {
  ...{ host: 'a.example', secure: true, proxy: false, address: '203.0.113.5' },
  tls: { trusted: true, protocol: 'TLSv1.3' },
};

function routeOf(entry: Readonly<Record<string, string>>): Route {
  return parseRoutes([{ id: 'r', ...entry }])[0] ?? assert.fail();
}

function failed(facts: Partial<FailureFacts>, connection: Connection | undefined = direct): CheckResult {
  return { passedOver: [], connection, failure: { kind: 'server', charge: 'none', ...facts } };
}

/** The chain in one line: each link that is not as it should be, with its state. */
function odd(route: Route, result: CheckResult): string {
  const chain = chainOf(route, result).filter(({ state }) => state !== 'ok' && state !== 'notNeeded');
  return chain.map(({ link, state }) => `${link} ${state}`).join(', ');
}

function state(route: Route, result: CheckResult, wanted: Link): LinkState | undefined {
  return chainOf(route, result).find(({ link }) => link === wanted)?.state;
}

describe('the chain of a route that answered', () => {
  const fine: CheckResult = { passedOver: [], connection: direct };

  it('never shows the credit, and on AI Studio not the billing', () => {
    assert.equal(odd(studio, fine), 'billing cannotShow, credit cannotShow');
  });

  it('on Vertex AI shows the permission and the API, since the question names the project', () => {
    assert.equal(odd(vertex, fine), 'billing cannotShow, credit cannotShow');
    assert.equal(state(vertex, fine, 'permission'), 'ok');
    assert.equal(state(vertex, fine, 'api'), 'ok');
  });

  it('has no account behind the key of a relay', () => {
    assert.equal(odd(relay, fine), 'credit cannotShow');
    for (const link of ['api', 'billing', 'permission'] as const) assert.equal(state(relay, fine, link), 'notNeeded');
  });

  it('needs neither encryption nor a key on this machine', () => {
    const plain = { passedOver: [], connection: { ...direct, secure: false, tls: undefined } };
    assert.equal(state(local, plain, 'tls'), 'notNeeded');
    assert.equal(state(local, plain, 'credential'), 'notNeeded');
  });

  it('is proved to its end by a picture', () => {
    assert.equal(odd(vertex, { ...fine, pictured: true }), '');
  });

  it('says whether a proxy is on the way', () => {
    assert.equal(state(relay, fine, 'proxy'), 'notNeeded');
    const proxied = { passedOver: [], connection: { ...direct, proxy: '10.0.0.1:8080', address: undefined } };
    assert.equal(state(relay, proxied, 'proxy'), 'ok');
    assert.equal(state(relay, proxied, 'address'), 'ok');
  });
});

describe('the link that a failure breaks', () => {
  const rows: readonly (readonly [Link, readonly Diagnosis[]])[] = [
    [
      'credential',
      ['auth', 'keyMissing', 'keyMalformed', 'keyExpired', 'keyLeaked', 'keyOfOtherKind', 'keyRestricted'],
    ],
    ['credential', ['credentialsNotFound', 'credentialsUnusable', 'credentialsRevoked', 'credentialsVariable']],
    ['credential', ['signInAgain', 'clockWrong']],
    ['api', ['apiDisabled']],
    ['billing', ['billingDisabled']],
    ['permission', ['setup', 'roleMissing', 'projectUnknown', 'suspended']],
    ['model', ['model', 'groupWithoutModel', 'locationWithoutModel']],
    ['credit', ['credit', 'prepaidEmpty', 'quota', 'freeTier']],
    ['tls', ['certificateUnknown', 'certificateOfOther']],
    ['proxy', ['proxyUnreachable', 'proxyPassword', 'proxyRefused']],
    ['service', ['region', 'rateLimit', 'overloaded', 'server', 'emptyBadGateway', 'interrupted', 'badResponse']],
    ['service', ['webPage', 'redirected', 'noSuchAddress', 'answerTooLarge', 'answerUnreadable']],
  ];
  for (const [link, diagnoses] of rows) {
    it(`is ${link} for ${diagnoses.join(', ')}`, () => {
      for (const diagnosis of diagnoses) assert.equal(brokenLink(failed(factsOf(diagnosis))), link, diagnosis);
    });
  }

  it('is the encryption where a wrong clock makes the certificate fail: nobody has read the key', () => {
    const tls = { trusted: false, issuer: undefined, validTo: undefined };
    const failure = { kind: 'network', reason: 'clockWrong', charge: 'none' } as const;
    assert.equal(brokenLink({ passedOver: [], failure, connection: { ...direct, tls } }), 'tls');
  });

  it('is known for every failure but a stop', () => {
    for (const diagnosis of [...failureKinds, ...failureReasons]) {
      assert.equal(brokenLink(failed(factsOf(diagnosis))) === undefined, diagnosis === 'cancelled', diagnosis);
    }
  });

  it('is where the connection was lost, if it was lost', () => {
    const host = { host: 'a.example', secure: true };
    const lost = (connection: Connection, kind: FailureKind = 'network'): Link | undefined =>
      brokenLink(failed({ kind }, connection));
    assert.equal(lost({ ...host, proxy: false }), 'address');
    assert.equal(lost({ ...host, proxy: '10.0.0.1:8080' }), 'proxy');
    assert.equal(lost({ ...host, proxy: false, address: '203.0.113.5' }), 'tls');
    assert.equal(lost({ ...host, proxy: false, address: '203.0.113.5', tls: { trusted: false } }), 'tls');
    assert.equal(lost({ ...host, proxy: '10.0.0.1:8080', tls: { trusted: false } }), 'tls');
    assert.equal(lost(direct, 'timeout'), 'service');
    assert.equal(lost({ ...host, secure: false, proxy: false, address: '127.0.0.1' }, 'timeout'), 'service');
  });
});

describe('the chain of a route that failed', () => {
  it('is ok before the broken link and not reached behind it', () => {
    assert.equal(
      odd(vertex, failed(factsOf('apiDisabled'))),
      'api failed, billing notReached, permission notReached, model notReached, credit notReached',
    );
    assert.equal(
      odd(studio, failed({ kind: 'auth' })),
      'credential failed, api notReached, billing notReached, model notReached, credit notReached',
    );
  });

  it('does not take for proved what the question cannot show', () => {
    assert.match(odd(vertex, failed(factsOf('roleMissing'))), /^billing cannotShow, permission failed/);
  });

  it('was not reached anywhere without a key', () => {
    const chain = chainOf(relay, { passedOver: [], failure: { kind: 'auth', reason: 'keyMissing', charge: 'none' } });
    const reached = chain.filter(({ state }) => state === 'ok');
    assert.deepEqual(reached, []);
    assert.equal(chain.find(({ link }) => link === 'credential')?.state, 'failed');
  });

  it('knows of the key but not of the model where the credit is gone', () => {
    assert.equal(odd(relay, failed({ kind: 'credit' })), 'model notReached, credit failed');
  });

  it('shows how far a stopped check came', () => {
    const chain = odd(
      relay,
      failed({ kind: 'cancelled' }, { host: 'a.example', secure: true, proxy: false, address: '203.0.113.5' }),
    );
    assert.equal(
      chain,
      'tls notReached, service notReached, credential notReached, model notReached, credit notReached',
    );
  });

  it('has every link once', () => {
    assert.deepEqual(
      chainOf(relay, failed({})).map(({ link }) => link),
      links,
    );
  });
});

describe('what jobs hear of a check', () => {
  it('is a fault, but neither a stop nor a missing key, for which they ask', () => {
    assert.ok(concernsHealth(relay, { kind: 'auth', charge: 'none' }));
    assert.ok(!concernsHealth(relay, { kind: 'cancelled', charge: 'none' }));
    assert.ok(!concernsHealth(relay, { kind: 'auth', reason: 'keyMissing', charge: 'none' }));
  });

  it('is not that a service of the user’s own does not know the question', () => {
    const unknown: FailureFacts = { kind: 'badResponse', status: 404, charge: 'none' };
    assert.ok(!concernsHealth(local, unknown));
    assert.ok(concernsHealth(relay, unknown));
  });
});

function factsOf(diagnosis: Diagnosis): Partial<FailureFacts> {
  const isKind = (name: Diagnosis): name is FailureKind => failureKinds.some((kind) => kind === name);
  return isKind(diagnosis) ? { kind: diagnosis } : { kind: 'setup', reason: diagnosis satisfies FailureReason };
}
