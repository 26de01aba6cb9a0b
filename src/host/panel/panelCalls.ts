import * as v from 'valibot';
import { aspectRatios, imageSizes } from '../../core/pictures/image';
import { pageKeyOf } from '../../core/pictures/pageCursor';
import { maxPromptLength } from '../../core/pictures/promptLength';
import { interruptedActions } from '../../panel/interrupted';
import {
  day,
  galleryActions,
  maxPageSize,
  mostPictures,
  mostSearched,
  mostSelected,
  mostValues,
  periods,
  severalActions,
  thumbnailKinds,
} from '../../panel/pictures';
import { callers } from '../../core/money/caller';
import { mostDropped, mostUploadBytes, uploadPieceBytes } from '../../panel/references';
import type { CallInput, CallName, CallResult, PanelCalls } from '../../panel/calls';
import { vertexSchema } from '../settings/vertexSchema';

/** A message of the page that is no call of `PanelCalls`. */
export class InvalidCall extends Error {
  /** What is wrong: there is no such call, its prompt is empty or too long, or another part of its input is bad. */
  readonly reason: 'unknown' | 'prompt' | 'input';

  constructor(reason: InvalidCall['reason'], message: string) {
    super(message);
    this.name = 'InvalidCall';
    this.reason = reason;
  }
}

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const options = {
  model: id,
  size: v.picklist(imageSizes),
  ratio: v.picklist(aspectRatios),
  vertex: v.optional(vertexSchema),
};
const cursor = v.pipe(
  v.string(),
  v.check((text) => pageKeyOf(text) !== undefined),
);
const typed = v.pipe(v.string(), v.maxLength(maxPromptLength));
const prompt = v.pipe(typed, v.regex(/\S/));

/** Ten signs: no year is longer than four. */
const dayOfFind = v.pipe(v.string(), v.maxLength(10), day);
const ids = v.pipe(v.array(id), v.maxLength(mostValues));

const find = v.strictObject({
  words: v.optional(v.pipe(v.string(), v.maxLength(mostSearched))),
  everywhere: v.optional(v.boolean()),
  favourite: v.optional(v.boolean()),
  models: v.optional(ids),
  routes: v.optional(ids),
  callers: v.optional(v.pipe(v.array(v.picklist(callers)), v.maxLength(mostValues))),
  folder: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
  period: v.optional(v.picklist(periods)),
  from: v.optional(dayOfFind),
  to: v.optional(dayOfFind),
});

const piece = v.strictObject({
  upload: id,
  name: v.pipe(v.string(), v.maxLength(1_000)),
  total: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostUploadBytes)),
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostUploadBytes)),
  bytes: v.pipe(
    v.instance(Uint8Array),
    v.check(({ byteLength }) => byteLength <= uploadPieceBytes),
  ),
});

type Schemas = { readonly [N in CallName]: v.GenericSchema<unknown, CallInput<N>> };

/** Strict: no call has a place for a path or an address, but for that of a file that was dropped. */
const schemas: Schemas = {
  ready: v.record(v.string(), v.never()),
  setOptions: v.strictObject(options),
  keepPrompt: v.strictObject({ prompt: typed }),
  chooseFolder: v.strictObject({ folderId: id }),
  generate: v.strictObject({
    prompt,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostPictures)),
    route: v.optional(id),
    ...options,
  }),
  addReferences: v.record(v.string(), v.never()),
  removeReference: v.strictObject({ referenceId: id }),
  moveReference: v.strictObject({
    referenceId: id,
    to: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  }),
  dropReferences: v.strictObject({
    uris: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4_096))), v.maxLength(mostDropped)),
  }),
  addPictureReference: v.strictObject({ pictureId: id }),
  uploadReference: piece,
  cancel: v.strictObject({ jobId: id }),
  cancelAll: v.record(v.string(), v.never()),
  answer: v.strictObject({ jobId: id, choiceId: id }),
  failed: v.strictObject({ jobId: id, actionId: id }),
  interrupted: v.strictObject({ jobId: id, action: v.picklist(interruptedActions) }),
  pictures: v.strictObject({
    find: v.optional(find),
    cursor: v.optional(cursor),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxPageSize)),
  }),
  facets: v.strictObject({ everywhere: v.boolean() }),
  thumbnail: v.strictObject({ of: v.picklist(thumbnailKinds), id }),
  picture: v.strictObject({ pictureId: id, action: v.picklist(galleryActions) }),
  details: v.strictObject({ pictureId: id }),
  largePicture: v.strictObject({ pictureId: id }),
  several: v.strictObject({
    pictureIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(mostSelected)),
    action: v.picklist(severalActions),
  }),
  mend: v.strictObject({ routeId: id }),
  notice: v.strictObject({ actionId: id }),
};

function isCallName(name: string): name is CallName {
  return Object.hasOwn(schemas, name);
}

/** Runs the call that the page asked for and gives its result. Throws InvalidCall before anything runs, else what the call throws. */
export async function runPanelCall(calls: PanelCalls, name: string, input: unknown): Promise<unknown> {
  if (!isCallName(name))
    throw new InvalidCall('unknown', `There is no call named ${JSON.stringify(name.slice(0, 40))}.`);
  return runChecked(calls, name, input);
}

type Runners = { readonly [N in CallName]: (input: CallInput<N>) => Promise<CallResult<N>> };

function runChecked<N extends CallName>(calls: Runners, name: N, input: unknown): Promise<CallResult<N>> {
  const schema: v.GenericSchema<unknown, CallInput<N>> = schemas[name];
  const result = v.safeParse(schema, input);
  if (result.success) return calls[name](result.output);
  const path = v.getDotPath(result.issues[0]) ?? '';
  // Without the value: it may be a whole prompt.
  throw new InvalidCall(
    path === 'prompt' ? 'prompt' : 'input',
    `Invalid input for ${name}: ${path || 'not an object'}.`,
  );
}
