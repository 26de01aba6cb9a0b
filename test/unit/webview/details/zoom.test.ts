import assert from 'node:assert/strict';
import type { Shown, Zoom } from '../../../../src/webview/details/zoom';
import { fit, scrolled, sizeAt, stepOfKey, stepped, turned } from '../../../../src/webview/details/zoom';

const wide: Shown = { room: [400, 300], picture: [1600, 900], ratio: 1 };
const at = (scale: number): Zoom => ({ scale, isFit: false });

describe('the zoom of a picture', () => {
  it('begins with the whole picture, and never makes it larger than it is', () => {
    assert.deepEqual(fit(wide), { scale: 0.25, isFit: true });
    assert.deepEqual(fit({ ...wide, picture: [900, 1200] }), { scale: 0.25, isFit: true });
    assert.deepEqual(fit({ ...wide, picture: [64, 64] }), { scale: 1, isFit: true });
    assert.deepEqual(fit({ ...wide, ratio: 2 }), { scale: 0.5, isFit: true });
    assert.equal(fit({ ...wide, picture: [0, 0] }).scale, 1);
  });

  it('has one pixel of the screen for each of the picture at 100%, whatever a pixel of the page is', () => {
    for (const ratio of [1, 1.25, 2]) {
      const shown = { ...wide, ratio };
      const [width, height] = sizeAt(stepped(fit(shown), 'actual', shown), shown);
      assert.deepEqual([width * ratio, height * ratio], [1600, 900]);
    }
  });

  it('goes through the stops in both directions, and ends at the whole picture and at 16 times', () => {
    let zoom = fit(wide);
    const up = [];
    for (let step = 0; step < 20; step += 1) up.push((zoom = stepped(zoom, 'in', wide)).scale);
    assert.deepEqual([up[0], up[1], up.at(-1)], [0.33, 0.5, 16]);
    const down = [];
    for (let step = 0; step < 20; step += 1) down.push((zoom = stepped(zoom, 'out', wide)).scale);
    assert.deepEqual([down[0], zoom], [12, { scale: 0.25, isFit: true }]);
  });

  it('doubles with a wheel that is turned up, and is the whole picture where it would be smaller', () => {
    assert.deepEqual(turned(at(1), -300, wide), at(2));
    assert.deepEqual(turned(at(1), 300, wide), at(0.5));
    assert.deepEqual(turned(at(1), 5_000, wide), fit(wide));
    assert.deepEqual(turned(at(1), -50_000, wide), at(16));
  });

  it('keeps what is under the pointer where it is', () => {
    const { room } = wide;
    const [x, y] = scrolled([100, 50], [200, 150], room, [1600, 900], [3200, 1800]);
    assert.deepEqual([(100 + 200) / 1600, (50 + 150) / 900], [(x + 200) / 3200, (y + 150) / 1800]);
  });

  it('scrolls no further than the picture reaches, and not at all where it is smaller than the room', () => {
    const { room } = wide;
    assert.deepEqual(scrolled([0, 0], [0, 0], room, [400, 225], [1600, 900]), [0, 0]);
    assert.deepEqual(scrolled([0, 0], [400, 300], room, [400, 225], [1600, 900]), [1200, 600]);
    assert.deepEqual(scrolled([1200, 600], [200, 150], room, [1600, 900], [400, 225]), [0, 0]);
  });

  it('is changed by four keys', () => {
    assert.deepEqual(['+', '=', '-', '0', '1', 'a', 'toString'].map(stepOfKey), [
      ...['in', 'in', 'out', 'fit', 'actual'],
      ...[undefined, undefined],
    ]);
  });
});
