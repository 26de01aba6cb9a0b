import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { projectRoot } from '../../../scripts/project';
import { PagedList } from '../../harness/pagedList';
import { runPanelCall } from '../../../src/host/panel/panelCalls';
import type { PanelCalls } from '../../../src/panel/calls';
import type { PictureView } from '../../../src/panel/pictures';
import { answerCall } from '../../../src/panel/rpc';
import type { DownMessage } from '../../../src/panel/rpc';
import type { PanelState } from '../../../src/panel/state';
import { textsSchema } from '../../../src/panel/texts';
import { openChromium } from '../../harness/workbench/chromium';

const svg = encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"/>');
const texts = v.parse(textsSchema, Object.fromEntries(Object.keys(textsSchema.entries).map((name) => [name, name])));

function picture(n: number): PictureView {
  return {
    ...{ id: `p${n}`, path: `assets/${n}.png`, prompt: `picture ${n}`, details: 'Studio' },
    ...{ saved: true, gone: false, day: '2026-11-28' },
  };
}

/** The panel's page as it is shipped, in a browser, with a host that has so many pictures. */
class ManyPictures {
  readonly made: PictureView[];
  readonly thumbnails: string[] = [];
  pages = 0;
  readonly #list: PagedList<PictureView>;

  constructor(
    readonly page: Page,
    count: number,
  ) {
    this.made = Array.from({ length: count }, (_, index) => picture(count - index));
    this.#list = new PagedList(() => this.made);
  }

  async open(): Promise<void> {
    const file = (name: string): string => fs.readFileSync(path.join(projectRoot(), name), 'utf8');
    await this.page.exposeFunction('toHost', (message: unknown) => this.#answer(message));
    await this.page.setContent(`<main id="page"></main><style>${file('media/page.css')}</style>`);
    await this.page.evaluate(
      'globalThis.acquireVsCodeApi = () => ({ postMessage: toHost, getState: () => undefined, setState: () => undefined })',
    );
    await this.page.addScriptTag({ content: file('dist/webview/page.js') });
    await this.page.locator('.picture').first().waitFor();
  }

  push(): Promise<void> {
    const options = { model: 'm', size: '1K', ratio: '1:1' } as const;
    const state: PanelState = {
      composer: {
        ...{
          models: [],
          options,
          routes: '',
          routeChoices: [],
          left: '',
          placeholderOnly: false,
          estimates: [],
          skipped: [],
          references: [],
        },
        ...{ mayAddReferences: true, hasVertexOptions: false, destination: '' },
      },
      ...{ jobs: [], interrupted: [] },
      pictures: { revision: this.#list.revision },
    };
    return this.#post({ type: 'state', state });
  }

  async #answer(message: unknown): Promise<void> {
    const reply = await answerCall(message, (name, input) => runPanelCall(this.#calls, name, input), String);
    if (reply) await this.#post(reply);
  }

  async #post(message: DownMessage): Promise<void> {
    await this.page.evaluate(`window.postMessage(${JSON.stringify(message)})`);
  }

  readonly #nothing = async (): Promise<void> => undefined;
  readonly #calls: PanelCalls = {
    ...{ setOptions: this.#nothing, chooseFolder: this.#nothing },
    ...{ addReferences: this.#nothing, removeReference: this.#nothing },
    ...{ generate: this.#nothing, cancel: this.#nothing, cancelAll: this.#nothing, answer: this.#nothing },
    ...{ mend: this.#nothing, interrupted: this.#nothing, notice: async () => ({}), failed: async () => ({}) },
    ready: async () => {
      await this.push();
      return { texts, vertex: { outputTypes: [], qualities: [], people: [] } };
    },
    pictures: async ({ cursor, limit }) => {
      this.pages += 1;
      const { items, next } = this.#list.page(cursor, limit);
      const days = [{ day: '2026-11-28', label: 'Today', summary: '10,000 pictures' }];
      const counts = { found: this.#list.count, isAny: true, hint: 'Search 10,000 pictures', foundText: '' };
      return { pictures: [...items], days, counts: cursor === undefined ? counts : undefined, next };
    },
    thumbnail: async ({ id }) => {
      this.thumbnails.push(id);
      return { src: `data:image/svg+xml,${svg}` };
    },
    picture: async () => ({}),
    details: async () => ({}),
    largePicture: async () => ({ missing: '' }),
  };
}

describe('a panel with 10,000 pictures', () => {
  let browser: Browser;
  let panel: ManyPictures;
  before(async () => {
    browser = await openChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    page.setDefaultTimeout(30_000);
    panel = new ManyPictures(page, 10_000);
    await panel.open();
  });
  afterEach(() => panel.page.close());

  const tiles = () => panel.page.locator('.picture');
  const scrollTo = (y: string): Promise<unknown> => panel.page.evaluate(`window.scrollTo(0, ${y})`);

  it('loads the first page and the thumbnails that are near, and more as it is scrolled', async () => {
    await panel.page.getByRole('img', { name: 'picture 10000' }).waitFor();
    assert.equal(await tiles().count(), 60);
    assert.equal(panel.pages, 1);
    assert.ok(panel.thumbnails.length >= 3 && panel.thumbnails.length < 40, String(panel.thumbnails.length));
    for (const count of [120, 180, 240]) {
      await scrollTo('document.body.scrollHeight');
      await tiles()
        .nth(count - 1)
        .waitFor({ state: 'attached' });
    }
    const last = `picture ${10_001 - (await tiles().count())}`; // before more come, as it is scrolled again
    await scrollTo('document.body.scrollHeight');
    await panel.page.getByRole('img', { name: last, exact: true }).waitFor();
    assert.equal(new Set(panel.thumbnails).size, panel.thumbnails.length);
  });

  it('has few images at once, however far it was scrolled, and shows those again that come back', async () => {
    await panel.page.setViewportSize({ width: 1_000, height: 2_000 });
    const images = (): Promise<number> => panel.page.locator('.thumbnail img').count();
    for (const count of [120, 180, 240, 300, 360]) {
      await scrollTo('document.body.scrollHeight');
      await tiles()
        .nth(count - 1)
        .waitFor({ state: 'attached' });
    }
    const first = panel.page.getByRole('img', { name: 'picture 10000', exact: true });
    await first.waitFor({ state: 'detached' });
    assert.ok((await images()) < 120, String(await images()));
    await scrollTo('0');
    await first.waitFor();
    assert.equal(panel.thumbnails.filter((id) => id === 'p10000').length, 1);
  });

  it('keeps the focus, the text and what is in sight when a picture arrives', async () => {
    await panel.page.locator('#prompt').fill('half a thought');
    const button = panel.page.getByRole('button', { name: 'insert: assets/9960.png' });
    await button.scrollIntoViewIfNeeded();
    await button.focus();
    panel.made.unshift(picture(10_001));
    await panel.push();
    await panel.page.locator('.picture', { hasText: 'assets/10001.png' }).waitFor({ state: 'attached' });
    const label = await panel.page.evaluate('document.activeElement.getAttribute("aria-label")');
    assert.equal(label, 'insert: assets/9960.png');
    assert.ok((await panel.page.evaluate<number>('window.scrollY')) > 0);
    const { y = -1 } = (await button.boundingBox()) ?? {};
    assert.ok(y > -400 && y < 1_100, String(y)); // in the row where it was, or the next
    assert.equal(await panel.page.locator('#prompt').inputValue(), 'half a thought');
  });
});
