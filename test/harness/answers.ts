import path from 'node:path';
import { createAnswerReader } from '../../src/answers/answerReader';
import type { AnswerReader } from '../../src/answers/readContext';
import { projectRoot } from '../../scripts/project';

/** The process that reads large answers, as it is shipped. */
export const answersWorker = path.join(projectRoot(), 'dist/workers/answers.js');

/** The reader of the product. Its processes hold no test open, and end with it. */
export const testReader: AnswerReader = createAnswerReader({ workerFile: answersWorker });
