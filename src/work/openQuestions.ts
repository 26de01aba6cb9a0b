import { orAborted } from '../core/orAborted';
import type { Asker } from './asker';
import { Changes } from './changes';
import type { Answer, OpenQuestion, Question } from './question';

/** One action of the user, which may be for several pictures; questions that are the same for all of them are asked once. */
export interface Click {
  readonly prompt: string;
  readonly pictures: number;
}

/** Whose question it is. */
interface Asking {
  readonly jobId: string;
  readonly click: Click;
  readonly asker: Asker;
}

interface Asked {
  readonly open: OpenQuestion;
  readonly answered: Promise<Answer>;
  /** Shows it, for the first time or again. */
  show(): void;
}

/** The questions of jobs under way, at most one for each job; jobs of one click that ask the same share a question. */
export class OpenQuestions {
  /** By the id of the job that asks. */
  readonly #open = new Map<string, Asked>();
  readonly #asked = new WeakMap<Click, Map<string, Asked>>();
  readonly changes = new Changes();

  of(jobId: string): OpenQuestion | undefined {
    return this.#open.get(jobId)?.open;
  }

  /** Shows again what is still open, wherever its message went; false: nothing is. */
  askAgain(): boolean {
    for (const asked of new Set(this.#open.values())) asked.show();
    return this.#open.size > 0;
  }

  /** Undefined when the signal ended the question. An answer that the click already has is taken at once. */
  async ask(question: Question, asking: Asking, signal: AbortSignal): Promise<Answer | undefined> {
    const asked = this.#askOnce(question, asking);
    const { answered } = asked;
    this.#open.set(asking.jobId, asked);
    this.changes.fire();
    try {
      return await orAborted(answered, signal);
    } catch {
      return undefined; // the answer itself never rejects
    } finally {
      this.#open.delete(asking.jobId);
      this.changes.fire();
    }
  }

  #askOnce(question: Question, { click, asker }: Asking): Asked {
    const ofClick = this.#asked.get(click) ?? new Map<string, Asked>();
    this.#asked.set(click, ofClick);
    const subject = subjectOf(question);
    const known = ofClick.get(subject);
    if (known) return known;
    const asked = askedOf(question, click, asker, () => this.changes.fire());
    ofClick.set(subject, asked);
    asked.show();
    return asked;
  }
}

function askedOf(question: Question, { prompt, pictures }: Click, asker: Asker, onChange: () => void): Asked {
  const answers = answersTo(question);
  let resolve = (_: Answer): void => undefined;
  const answered = new Promise<Answer>((settle) => (resolve = settle));
  let isShown = false;
  const show = (shown: boolean): void => {
    isShown = shown;
    onChange();
  };
  const open: OpenQuestion = {
    ...{ question, prompt, pictures, answers, no: question.what === 'slow' ? 'wait' : 'stop' },
    get isShown() {
      return isShown;
    },
    closed: () => show(false),
    answer: (id) => {
      const chosen = answers.find((one) => one === id);
      if (chosen) resolve(chosen);
    },
  };
  const ask = (): void => {
    show(true);
    asker.ask(open);
  };
  return { open, answered, show: ask };
}

function answersTo(question: Question): readonly Answer[] {
  if (question.what === 'uncertain') return ['pay', 'stop'];
  return question.next ? ['wait', 'switch', 'stop'] : ['wait', 'stop'];
}

function subjectOf(question: Question): string {
  if (question.what === 'slow') return `slow: ${question.route.id}, next ${question.next?.id ?? ''}`;
  const { failed, next } = question;
  return `uncertain: ${failed.route.id} ${failed.failure?.kind ?? ''}, then ${next.id}`;
}
