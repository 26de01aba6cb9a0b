import assert from 'node:assert/strict';
import { isBilledByTokens } from '../../../../src/core/services/price';
import { dialectOf } from '../../../../src/core/services/route';
import { parseRoutes, parseRoutesWithSecrets, SettingsError } from '../../../../src/core/settings/settings';

function problems(value: unknown): string[] {
  try {
    parseRoutes(value);
    return [];
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.problems.map(({ path, reason }) => `${path} ${reason}`);
  }
}

describe('the setting dualtrack.routes', () => {
  it('gives routes in order, without the disabled ones', () => {
    const routes = parseRoutes([
      { id: 'b', preset: 'apiyi' },
      { id: 'off', preset: 'apiyi', enabled: false },
      { id: 'a', preset: 'google-ai-studio', name: 'Mine' },
    ]);
    assert.deepEqual(
      routes.map(({ id, name, wire }) => [id, name, wire]),
      [
        ['b', 'APIYI', 'gemini'],
        ['a', 'Mine', 'gemini'],
      ],
    );
  });

  it('names every wrong key at once', () => {
    assert.deepEqual(
      problems([
        { id: 'x', preset: 'nope' },
        { id: 'y', preset: 'vertex-ai' },
        { id: 'y', preset: 'apiyi', wire: 'images' },
        { id: 'z', preset: 'openai-compatible' },
        { id: 'u', preset: 'apiyi', baseUrl: 'http://relay.example' },
        { id: 'd', preset: 'openrouter', sizeDialect: 'size' },
        { id: 'e', preset: 'google-ai-studio', sizeDialect: 'prompt' },
        { id: 'f', preset: 'apiyi', credential: 'none' },
        { id: 'g', preset: 'apiyi', sizeDialect: 'imageConfig' },
      ]),
      [
        'dualtrack.routes[0].preset unknownPreset',
        'dualtrack.routes[1].project projectMissing',
        'dualtrack.routes[2].id duplicateId',
        'dualtrack.routes[2].wire wireNotOffered',
        'dualtrack.routes[3].baseUrl baseUrlMissing',
        'dualtrack.routes[4].baseUrl notHttps',
        'dualtrack.routes[5].sizeDialect dialectNotOffered',
        'dualtrack.routes[6].sizeDialect dialectNotOffered',
        'dualtrack.routes[7].credential credentialNotOffered',
        'dualtrack.routes[8].sizeDialect invalid',
      ],
    );
    assert.deepEqual(problems({}), ['dualtrack.routes notAList']);
  });

  it('takes no key: a key in settings is an error, not a key', () => {
    assert.deepEqual(problems([{ id: 'x', preset: 'apiyi', key: 'test-key-not-real' }]), [
      'dualtrack.routes[0].key unknownField',
    ]);
    assert.equal(parseRoutesWithSecrets([{ id: 'x', preset: 'apiyi', key: 'k' }])[0]?.key, 'k');
  });

  it('calls an address of the user’s own first-party only if they say so', () => {
    const [own, named] = parseRoutes([
      { id: 'a', preset: 'google-ai-studio', baseUrl: 'https://gateway.example' },
      { id: 'b', preset: 'google-ai-studio', baseUrl: 'https://gateway.example', firstParty: true },
    ]);
    assert.equal(own?.firstParty, false);
    assert.equal(named?.firstParty, true);
  });

  it('knows what a key is charged for, where its user says so', () => {
    const apiyi = { id: 'x', preset: 'apiyi' };
    const billed = (entry: object) => parseRoutes([{ ...apiyi, ...entry }]).map(isBilledByTokens);
    assert.deepEqual([billed({}), billed({ billing: 'perToken' }), billed({ billing: 'perCall' })].flat(), [
      ...[false, true, false],
    ]);
    assert.deepEqual(problems([{ ...apiyi, billing: 'hourly' }]), ['dualtrack.routes[0].billing invalid']);
  });

  it('tells size and ratio as the service is told, or as the user says', () => {
    const [plain, own, local] = parseRoutes([
      { id: 'a', preset: 'openai-compatible', baseUrl: 'https://relay.example' },
      { id: 'b', preset: 'openai-compatible', baseUrl: 'https://relay.example', sizeDialect: 'extra_body_google' },
      { id: 'c', preset: 'openai-compatible', baseUrl: 'http://localhost:8080', wire: 'images', credential: 'none' },
    ]);
    assert.deepEqual(
      [plain, own, local].map((route) => route && [dialectOf(route), route.credential]),
      [
        ['image_config', 'key'],
        ['extra_body_google', 'key'],
        ['size', 'none'],
      ],
    );
  });

  it('finds the host of a Vertex AI location', () => {
    const url = (location?: string): string | undefined =>
      parseRoutes([{ id: 'v', preset: 'vertex-ai', project: 'p', ...(location ? { location } : {}) }])[0]?.baseUrls[0];
    assert.equal(url(), 'https://aiplatform.googleapis.com');
    assert.equal(url('eu'), 'https://aiplatform.eu.rep.googleapis.com');
    assert.equal(url('us-central1'), 'https://us-central1-aiplatform.googleapis.com');
  });
});
