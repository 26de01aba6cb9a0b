import type { Mutant } from '../mutant';

const inMessage = 'of an error are words in a message and its details';
const ofModel = 'of a model, in an answer without a picture';
const ofFolder = 'that name a folder are words';
const ofReference = 'that name a picture to work from';
const inLists = 'in settings are words in lists';
const wrongSetting = 'that are wrong in settings';
const inTest = 'of a service are words in the test of the routes';
const inPanel = 'are words in the panel';
const inLog = 'are words in the log';
const inserted = 'that were a prompt stay the words';
const printed = 'of a service are words in a terminal';
const thrown = 'of what was thrown are told';

const plainText = 'src/host/texts/plainText.ts';

export const outsideTexts: readonly Mutant[] = [
  {
    name: 'words from outside may be links and icons',
    edits: [{ file: plainText, from: `.replace(renderedSigns, '$1 (')` }],
    killers: [inMessage, ofModel, ofFolder, ofReference, inLists, wrongSetting, inTest],
  },
  {
    name: 'words from outside may hold what is not seen',
    edits: [
      { file: plainText, from: `.replace(unseen, '')` },
      { file: plainText, from: `.replace(terminalCommands, '')` },
    ],
    killers: [inMessage, ofReference, inLists, wrongSetting, inTest, inPanel],
  },
  {
    name: 'a message is shown as it is put together',
    edits: [{ file: 'src/host/window/say.ts', from: 'show(messageText(text, link),', to: 'show(text,' }],
    killers: [ofFolder, inMessage],
  },
  {
    name: 'the details of a message are shown as they are put together',
    edits: [{ file: 'src/host/window/say.ts', from: 'plainText(one, 2_000)', to: 'one' }],
    killers: [inMessage],
  },
  {
    name: 'progress is shown as it is told',
    edits: [{ file: 'src/host/window/showProgress.ts', from: 'message: messageText(text)', to: 'message: text' }],
    killers: [ofModel],
  },
  {
    name: 'a service’s words may fill a whole message',
    edits: [
      {
        file: 'src/host/texts/diagnosisText.ts',
        from: 'plainText(withoutRequestId(providerMessage))',
        to: 'withoutRequestId(providerMessage)',
      },
    ],
    killers: [inMessage],
  },
  {
    name: 'the items of a list are drawn as they come',
    edits: [
      { file: 'src/host/window/lists.ts', from: 'plainText(item.label, 200)', to: 'item.label' },
      { file: 'src/host/window/lists.ts', from: 'plainText(item.description)', to: 'item.description' },
    ],
    killers: [ofFolder, ofReference, inLists],
  },
  {
    name: 'what is said below a box is drawn as it comes',
    edits: [
      { file: 'src/host/window/inputBox.ts', from: 'box.prompt = plainText(text, 1_000)', to: 'box.prompt = text' },
    ],
    killers: [ofReference],
  },
  {
    name: 'the status bar says names as they are',
    edits: [{ file: 'src/host/window/statusBar.ts', from: 'plainText(line)', to: 'line' }],
    killers: [inLists],
  },
  {
    name: 'the test of the routes is a document of whatever lines',
    edits: [
      { file: 'src/host/texts/routeTestText.ts', from: 'lines.map((line) => plainLine(line))', to: 'lines' },
      { file: 'src/host/texts/routeTestText.ts', from: 'plainMarkdown(said)', to: 'said' },
    ],
    killers: [inTest],
  },
  {
    name: 'the panel shows a notice as it is put together',
    edits: [{ file: 'src/host/panel/noticeWords.ts', from: 'plainText(line, 1_000)', to: 'line' }],
    killers: [inPanel],
  },
  {
    name: 'the log takes lines that pass for entries',
    edits: [{ file: plainText, from: '`    ${plainText(line, 1_000)}`', to: 'line' }],
    killers: [inLog],
  },
  {
    name: 'a report for others holds words as they are',
    edits: [
      {
        file: 'src/host/start/copyDiagnostics.ts',
        from: 'lines.map((line) => plainLine(line))',
        to: 'lines',
      },
    ],
    killers: [wrongSetting],
  },
  {
    name: 'the words of a prompt may end the link that they stand in',
    edits: [{ file: 'src/core/insertion/altText.ts', from: `.replace(/[\\\\[\\]$|]/g, '\\\\$&')` }],
    killers: [inserted],
  },
  {
    name: 'the words of a prompt may be code for what reads the document',
    edits: [{ file: 'src/core/insertion/altText.ts', from: '.replace(/[<>{}]|(?<=\\])\\(/g, entity)' }],
    killers: [inserted],
  },
  {
    name: 'a door prints what terminals obey',
    edits: [{ file: 'src/cli/print.ts', from: 'escaped(JSON.stringify(value))', to: 'JSON.stringify(value)' }],
    killers: [printed],
  },
  {
    name: 'what a door tells besides may pass for lines of its own',
    edits: [
      { file: 'src/cli/print.ts', from: 'more.map((line) => `    ${line}`)', to: 'more' },
      { file: 'src/cli/print.ts', from: '].map(escaped).join(', to: '].join(' },
    ],
    killers: [printed],
  },
  {
    name: 'whatever is thrown is taken for an error with words',
    edits: [
      {
        file: 'src/core/words/wordsOf.ts',
        from: 'wordsWithin(thrown, new Set()) ?? unknown',
        to: '(thrown as Error).message',
      },
    ],
    killers: [thrown],
  },
];
