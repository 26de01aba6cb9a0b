import assert from 'node:assert/strict';
import type { Route } from '../../../../src/core/services/route';
import { parseRoutes } from '../../../../src/core/settings/settings';
import { routesWith, usableVertexOptions } from '../../../../src/core/services/vertexOptions';

const [vertex, apiyi] = parseRoutes([
  { id: 'company', preset: 'vertex-ai', project: 'p' },
  { id: 'apiyi', preset: 'apiyi' },
]) as [Route, Route];

describe('the options of Vertex AI', () => {
  it('are nothing where no route has them', () => {
    assert.equal(usableVertexOptions({ outputMimeType: 'image/png' }, [apiyi]), undefined);
    assert.deepEqual(usableVertexOptions({ outputMimeType: 'image/png' }, [apiyi, vertex]), {
      outputMimeType: 'image/png',
    });
  });

  it('are nothing where none is set, so that they rule no route out', () => {
    assert.equal(usableVertexOptions({}, [vertex]), undefined);
    assert.equal(usableVertexOptions({ outputMimeType: undefined, personGeneration: undefined }, [vertex]), undefined);
  });

  it('have a quality for JPEG only, 0 included', () => {
    const usable = usableVertexOptions({ outputMimeType: 'image/jpeg', outputCompressionQuality: 0 }, [vertex]);
    assert.deepEqual(usable, { outputMimeType: 'image/jpeg', outputCompressionQuality: 0 });
    const png = usableVertexOptions({ outputMimeType: 'image/png', outputCompressionQuality: 80 }, [vertex]);
    assert.deepEqual(png, { outputMimeType: 'image/png' });
    assert.equal(usableVertexOptions({ outputCompressionQuality: 80 }, [vertex]), undefined);
  });

  it('leave only the routes that have them', () => {
    assert.deepEqual(routesWith({ personGeneration: 'ALLOW_NONE' }, [apiyi, vertex]), [vertex]);
    assert.deepEqual(routesWith(undefined, [apiyi, vertex]), [apiyi, vertex]);
  });
});
