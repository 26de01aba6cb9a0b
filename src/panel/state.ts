import type { ComposerView } from './composer';
import type { InterruptedView } from './interrupted';
import type { JobView } from './jobs';
import type { NoticeView } from './notices';
import type { PicturesState } from './pictures';

/**
 * What changes while the page is open, sent whole each time. It belongs to the host and stays small, however many pictures there
 * are: those come in pages, by a call.
 */
export interface PanelState {
  readonly composer: ComposerView;
  readonly jobs: readonly JobView[];
  /** Oldest first. */
  readonly interrupted: readonly InterruptedView[];
  readonly pictures: PicturesState;
  readonly notice?: NoticeView | undefined;
}
