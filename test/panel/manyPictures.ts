import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { projectRoot } from '../../scripts/project';
import { PagedList } from '../harness/pagedList';
import { runPanelCall } from '../../src/host/panel/panelCalls';
import type { PanelCalls } from '../../src/panel/calls';
import type { PictureView } from '../../src/panel/pictures';
import { answerCall } from '../../src/panel/rpc';
import type { DownMessage } from '../../src/panel/rpc';
import type { PanelState } from '../../src/panel/state';
import { textsSchema } from '../../src/panel/texts';

const svg = encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"/>');
const texts = v.parse(textsSchema, Object.fromEntries(Object.keys(textsSchema.entries).map((name) => [name, name])));

const shapes = [
  { width: 1024, height: 1024 },
  { width: 1376, height: 768 },
  { width: 768, height: 1376 },
  { width: 3168, height: 1344 },
  { width: 1200, height: 896 },
];

/** Nobody listens there: the browser is answered by this. */
const origin = 'http://localhost:1';

/** A hundred were made on each. */
const dayOf = (n: number): string => new Date(Date.UTC(2026, 0, Math.ceil(n / 100))).toISOString().slice(0, 10);

export function picture(n: number): PictureView {
  return {
    ...{ id: `p${n}`, path: `assets/${n}.png`, prompt: `picture ${n}`, details: 'Studio' },
    ...{ saved: true, gone: false, day: dayOf(n), cost: '$0.055', favourite: n % 10 === 0 },
    pixels: shapes[n % shapes.length],
  };
}

/** The panel's page as it is shipped, in a browser, with a host that has so many pictures. */
export class ManyPictures {
  readonly made: PictureView[];
  readonly thumbnails: string[] = [];
  /** What was done with pictures. */
  readonly acts: string[] = [];
  pages = 0;
  readonly #list: PagedList<PictureView>;
  readonly #unsent: DownMessage[] = [];
  #sending: Promise<void> | undefined;
  readonly #find: PanelCalls['pictures'] | undefined;

  /** `find`: who knows the pictures; left out: this does. */
  constructor(
    readonly page: Page,
    count: number,
    find?: PanelCalls['pictures'],
  ) {
    this.#find = find;
    this.made = Array.from({ length: count }, (_, index) => picture(count - index));
    this.#list = new PagedList(() => this.made);
  }

  async open(): Promise<void> {
    const file = (name: string): string => fs.readFileSync(path.join(projectRoot(), name), 'utf8');
    await this.page.exposeFunction('toHost', (message: unknown) => this.#answer(message));
    await this.page.addInitScript(
      'globalThis.acquireVsCodeApi = () => ({ postMessage: toHost, getState: () => undefined, setState: (state) => (globalThis.kept = state) })',
    );
    const served: Readonly<Record<string, readonly [type: string, body: string]>> = {
      '/': [
        'text/html',
        '<link rel="stylesheet" href="page.css"><main id="page"></main><script src="page.js"></script>',
      ],
      '/page.css': ['text/css', file('media/page.css')],
      '/page.js': ['text/javascript', file('dist/webview/page.js')],
    };
    await this.page.route(`${origin}/**`, (route) => {
      const [contentType = '', body = ''] = served[new URL(route.request().url()).pathname] ?? [];
      return route.fulfill({ contentType: `${contentType}; charset=utf-8`, body });
    });
    await this.page.goto(`${origin}/`);
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
          referenceNotes: [],
          isBlocked: false,
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

  /** Those of one moment go together: each way to the browser takes far longer than a webview's messages do. */
  #post(message: DownMessage): Promise<void> {
    this.#unsent.push(message);
    this.#sending ??= nextTurn().then(() => {
      this.#sending = undefined;
      return this.page.evaluate(`${JSON.stringify(this.#unsent.splice(0))}.forEach((one) => window.postMessage(one))`);
    });
    return this.#sending;
  }

  readonly #nothing = async (): Promise<void> => undefined;
  readonly #calls: PanelCalls = {
    ...{ setOptions: this.#nothing, keepPrompt: this.#nothing, chooseFolder: this.#nothing },
    ...{ addReferences: this.#nothing, removeReference: this.#nothing, moveReference: this.#nothing },
    ...{ dropReferences: this.#nothing, addPictureReference: this.#nothing, uploadReference: this.#nothing },
    ...{ generate: this.#nothing, cancel: this.#nothing, cancelAll: this.#nothing, answer: this.#nothing },
    ...{ mend: this.#nothing, interrupted: this.#nothing, notice: async () => ({}), failed: async () => ({}) },
    ready: async () => {
      await this.push();
      return { texts, vertex: { outputTypes: [], qualities: [], people: [] }, prompt: '' };
    },
    pictures: async (wanted) => {
      this.pages += 1;
      if (this.#find) return this.#find(wanted);
      const { cursor, limit } = wanted;
      const { items, next } = this.#list.page(cursor, limit);
      const days = [...new Set(items.map(({ day }) => day))].map((day) => ({
        day,
        label: day,
        summary: '100 pictures',
      }));
      const counts = { found: this.#list.count, isAny: true, hint: 'Search 10,000 pictures', foundText: '' };
      const { revision } = this.#list;
      return { pictures: [...items], days, counts: cursor === undefined ? counts : undefined, next, revision };
    },
    thumbnail: async ({ id }) => {
      this.thumbnails.push(id);
      return { src: `data:image/svg+xml,${svg}` };
    },
    picture: async ({ pictureId, action }) => {
      this.acts.push(`${action} ${pictureId}`);
      return { picture: this.#list.find(pictureId) };
    },
    facets: async () => ({ models: [], routes: [], callers: [], folders: [] }),
    details: async () => ({}),
    largePicture: async () => ({ missing: '' }),
    several: async ({ pictureIds, action }) => {
      this.acts.push(`${action} ${pictureIds.join(' ')}`);
      return { forgotten: [] };
    },
  };
}
