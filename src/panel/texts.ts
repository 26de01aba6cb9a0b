import * as v from 'valibot';

export const textsSchema = v.object({
  title: v.string(),
  prompt: v.string(),
  /** Shown while the prompt is empty; also the place to name Ctrl+Enter, or Cmd+Enter on a Mac. */
  promptPlaceholder: v.string(),
  model: v.string(),
  size: v.string(),
  ratio: v.string(),
  /** Name of the list of pictures to work from, for screen readers. */
  references: v.string(),
  addReferences: v.string(),
  removeReference: v.string(),
  /** Of the button: that pictures can be dropped and pasted too. */
  addReferencesHint: v.string(),
  /** Of a thumbnail: what a click and the keys do. */
  referenceHint: v.string(),
  /** Said while something is dragged that can be dropped; with Shift where it comes from VS Code itself. */
  dropHere: v.string(),
  dropWithShift: v.string(),
  /** What was dropped is no file. */
  dropNoPicture: v.string(),
  /** {0} is larger than what can be dropped. */
  dropTooLarge: v.string(),
  addingReference: v.string(),
  /** The prompt names a picture that was removed: {0}. */
  mentionLeft: v.string(),
  vertex: v.string(),
  /** One sentence: what choosing one of them means. */
  vertexOnly: v.string(),
  outputType: v.string(),
  quality: v.string(),
  people: v.string(),
  generate: v.string(),
  cancel: v.string(),
  cancelling: v.string(),
  cancelAll: v.string(),
  /** Label of how many pictures are made of one prompt. */
  count: v.string(),
  /** Label of which routes a click asks. */
  route: v.string(),
  /** Said when pasted text was too long. */
  promptCut: v.string(),
  folder: v.string(),
  /** Name of the list of running jobs, for screen readers. */
  jobs: v.string(),
  /** Said by screen readers when the last job has ended. */
  idle: v.string(),
  /** Heading of the pictures that a reload or a crash has interrupted. */
  interrupted: v.string(),
  makeAgain: v.string(),
  settle: v.string(),
  pictures: v.string(),
  empty: v.string(),
  /** Name of the search box. */
  search: v.string(),
  /** Name of the choice between this workspace and all. */
  scope: v.string(),
  thisWorkspace: v.string(),
  everywhere: v.string(),
  nothingFound: v.string(),
  /** There is none in this workspace. */
  noneHere: v.string(),
  clearSearch: v.string(),
  favorites: v.string(),
  filter: v.string(),
  /** Of a filter: whatever value. */
  any: v.string(),
  /** Label of who asked for pictures. */
  askedBy: v.string(),
  date: v.string(),
  today: v.string(),
  week: v.string(),
  month: v.string(),
  range: v.string(),
  /** Labels of the days of a range. */
  from: v.string(),
  to: v.string(),
  clearFilters: v.string(),
  removeFilter: v.string(),
  /** No picture has what the filter wants. */
  noneMatch: v.string(),
  /** Of a picture whose file is gone. */
  gone: v.string(),
  /** Name of the slider for how large the pictures are shown. */
  pictureSize: v.string(),
  favourite: v.string(),
  addFavorite: v.string(),
  removeFavorite: v.string(),
  /** How many pictures are selected, for two and more: {0} stands for the number. */
  selected: v.string(),
  copyPaths: v.string(),
  clearSelection: v.string(),
  locate: v.string(),
  forget: v.string(),
  connect: v.string(),
  open: v.string(),
  insert: v.string(),
  copyPath: v.string(),
  howMade: v.string(),
  recover: v.string(),
  dismiss: v.string(),
  /** Name of what is told of one picture, for screen readers. */
  details: v.string(),
  /** Leads from there to the pictures. */
  back: v.string(),
  close: v.string(),
  copyPrompt: v.string(),
  file: v.string(),
  /** Label of the attempts, and of the pictures that it was made from. */
  way: v.string(),
  madeFrom: v.string(),
  /** Name of the picture that can be made larger and moved, with its keys. */
  zoom: v.string(),
  zoomIn: v.string(),
  zoomOut: v.string(),
  fit: v.string(),
  actualSize: v.string(),
  /** Said where only the thumbnail can be shown. */
  previewOnly: v.string(),
  /** Names of a notice's severity, for screen readers. */
  info: v.string(),
  warning: v.string(),
  error: v.string(),
});

/** The page's own texts, in the user's language. */
export type PanelTexts = Readonly<v.InferOutput<typeof textsSchema>>;
