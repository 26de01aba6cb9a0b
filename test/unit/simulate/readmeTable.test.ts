import assert from 'node:assert/strict';
import { withTable } from '../../simulate/readmeTable';

describe('the table in the README', () => {
  const readme = [
    'before',
    '<!-- simulate: begin (made by "npm run -s simulate -- --all --readme") -->',
    'old',
    '<!-- simulate: end -->',
    'after',
  ].join('\n');

  it('takes its place and leaves the rest as it is', () => {
    const written = withTable(readme, '| new |');
    assert.match(written, /^before\n<!--.*-->\n\n\| new \|\n\n<!-- simulate: end -->\nafter$/);
    assert.equal(withTable(written, '| new |'), written);
  });

  it('is not written where no place is marked for it', () => {
    assert.throws(() => withTable('# A project', '| new |'), /no place/);
  });
});
