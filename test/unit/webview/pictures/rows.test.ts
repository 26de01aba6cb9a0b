import assert from 'node:assert/strict';
import type { PictureView } from '../../../../src/panel/pictures';
import type { Layout, TileRow } from '../../../../src/webview/pictures/rows';
import { captionHeight, dayHeight, layOut, rowAt } from '../../../../src/webview/pictures/rows';
import { believedHeight, fittingHeight, gap, tileWidth } from '../../../../src/webview/pictures/tileSize';

const picture = (id: string, width = 1024, height = 1024): PictureView => ({
  ...{ id, path: `${id}.png`, prompt: id, details: '', saved: true, gone: false, day: '2026-11-28' },
  ...{ pixels: { width, height }, cost: '', favourite: false },
});

const many = (count: number): PictureView[] => Array.from({ length: count }, (_, n) => picture(`p${n}`));

const tileRows = ({ rows }: Layout): TileRow[] => rows.filter((row) => row.kind === 'tiles');

describe('the rows of the grid', () => {
  it('are the days, each with as many pictures a row as have room', () => {
    const days = [
      { day: '2026-11-28', pictures: many(4) },
      { day: '2026-11-27', pictures: [picture('old')] },
    ];
    const { rows, height, order } = layOut(days, 330, 160);
    const shown = rows.map((row) => (row.kind === 'day' ? row.day : row.tiles.map((tile) => tile.picture.id)));
    assert.deepEqual(shown, ['2026-11-28', ['p0', 'p1'], ['p2', 'p3'], '2026-11-27', ['old']]);
    assert.deepEqual(order, ['p0', 'p1', 'p2', 'p3', 'old']);
    assert.equal(height, 2 * dayHeight + 3 * (160 + captionHeight + gap));
  });

  it('lie below each other without a hole, and know where each picture is', () => {
    const { rows, rowOf, height } = layOut([{ day: '2026-11-28', pictures: many(50) }], 500, 96);
    let top = 0;
    for (const row of rows) {
      assert.equal(row.top, top);
      top += row.height;
    }
    assert.equal(top, height);
    const row = rows[rowOf.get('p37') ?? -1];
    assert.ok(row?.kind === 'tiles' && row.tiles.some((tile) => tile.picture.id === 'p37' && tile.index === 37));
  });

  it('are of one height, and never wider than the grid', () => {
    const shapes = [picture('a', 3000, 100), picture('b', 100, 3000), picture('c', 1600, 900), picture('d', 900, 1600)];
    for (const width of [150, 288, 760, 1200]) {
      const laid = tileRows(layOut([{ day: '2026-11-28', pictures: [...shapes, ...many(9)] }], width, 160));
      for (const { tiles, imageHeight } of laid) {
        const last = tiles.at(-1);
        assert.ok(last && last.left + last.width <= width, String(width));
        assert.ok(imageHeight === fittingHeight(160, width) || tiles.length === 1);
      }
    }
  });

  it('have each key once', () => {
    const { rows } = layOut([{ day: '2026-11-28', pictures: many(200) }], 400, 128);
    assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
  });

  it('are lower where one picture is as wide as the grid', () => {
    const [row] = tileRows(layOut([{ day: '2026-11-28', pictures: [picture('wide', 1600, 800)] }], 288, 320));
    assert.deepEqual([row?.tiles[0]?.width, row?.imageHeight], [288, 144]);
  });

  it('are found by their distance from the top', () => {
    const layout = layOut([{ day: '2026-11-28', pictures: many(9) }], 330, 160);
    assert.deepEqual([rowAt(layout, -5), rowAt(layout, 0), rowAt(layout, dayHeight - 1)], [0, 0, 0]);
    assert.equal(rowAt(layout, dayHeight), 1);
    assert.equal(rowAt(layout, 1e9), layout.rows.length - 1);
    assert.equal(rowAt(layOut([], 330, 160), 0), 0);
  });
});

describe('the size of a tile', () => {
  it('has the proportions of its picture, within bounds', () => {
    assert.equal(tileWidth({ width: 1600, height: 900 }, 180), 320);
    assert.equal(tileWidth({ width: 9000, height: 100 }, 200), 480);
    assert.equal(tileWidth({ width: 100, height: 9000 }, 200), 100);
    assert.equal(tileWidth({ width: 100, height: 9000 }, 96), 80);
    assert.equal(tileWidth(undefined, 200), 200);
  });

  it('lets square pictures fill a row to its end, and is never more than what is wanted', () => {
    for (let width = 120; width <= 1300; width += 7) {
      const height = fittingHeight(160, width);
      assert.ok(height <= 160 && height >= 80);
      const columns = Math.floor((width + gap) / (height + gap));
      const left = width - columns * (height + gap) + gap;
      assert.ok(height === 160 || left < columns, `${width}: ${left}`);
    }
  });

  it('is the usual one where none was kept that can be chosen', () => {
    assert.deepEqual([96, 128, 320].map(believedHeight), [96, 128, 320]);
    assert.deepEqual([undefined, '96', 97, 64, 352, NaN].map(believedHeight), Array(6).fill(160));
  });
});
