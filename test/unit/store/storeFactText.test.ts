import assert from 'node:assert/strict';
import { storeFactText } from '../../../src/store/storeFactText';

describe('what the log says of the store', () => {
  const file = '/storage/dualtrack.db';
  const movedTo = `${file}.corrupt-2026`;

  it('names where a damaged database is, and how many rows are kept and lost', () => {
    const damaged = { what: 'movedAside', file, movedTo, kept: 12 } as const;
    assert.match(
      storeFactText({ ...damaged, lost: 3 }),
      /: \/storage\/dualtrack\.db\.corrupt-2026; rows kept: 12, lost: 3$/,
    );
    assert.match(storeFactText({ ...damaged, lost: undefined }), /rows kept: 12, lost: unknown$/);
  });

  it('names the database that was restored', () => {
    assert.match(storeFactText({ what: 'restored', file }), /: \/storage\/dualtrack\.db$/);
  });

  it('names the cause of what went wrong', () => {
    assert.match(storeFactText({ what: 'notCopied', cause: new Error('no room') }), /\(.*no room.*\)$/);
  });
});
