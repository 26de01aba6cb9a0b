import { startsAsPicture } from './base64';
import { isErrorDocument, saysSomething } from './errorSigns';
import { roleOf } from './fieldRoles';
import type { Fields } from './json';
import { isFields, isList, plainName } from './json';

/** A place where a picture can be. */
export interface Find {
  /**
   * `slot`: a field that holds a picture, so what stands there has to be one. `text`: words that may have pictures between
   * them. `remark`: words about the picture, not with it. `hint`: a string that looks like a picture in a field nobody knows.
   */
  readonly kind: 'slot' | 'text' | 'remark' | 'hint';
  readonly value: string;
}

/** All that an answer says, wherever it says it. */
export interface Survey {
  /** In the order of the answer, without thoughts. */
  readonly finds: Find[];
  readonly errors: unknown[];
  /** Why it ended, in the service's own words. */
  readonly finishReasons: string[];
  readonly blockReasons: string[];
  /** Sentences of the service about its reasons. */
  readonly messages: string[];
  readonly usage: Fields[];
  readonly modelStatus: Fields[];
  readonly requestIds: string[];
  /** Plain `id`s, which say less. */
  readonly ids: string[];
  /** There is at least one candidate, even an empty one. */
  hasCandidates: boolean;
  /** It has a field that answers of these APIs have. */
  isAnswer: boolean;
  nodesLeft: number;
}

export function emptySurvey(): Survey {
  return {
    finds: [],
    errors: [],
    finishReasons: [],
    blockReasons: [],
    messages: [],
    usage: [],
    modelStatus: [],
    requestIds: [],
    ids: [],
    hasCandidates: false,
    isAnswer: false,
    nodesLeft: 200_000,
  };
}

const deepest = 48;

/** Reads everything that one JSON value of an answer says. Deep or huge ones are read in part. */
export function surveyOf(document: unknown): Survey {
  const survey = emptySurvey();
  if (isFields(document) && isErrorDocument(document)) survey.errors.push(document);
  const isError = survey.errors.length > 0;
  visit(document, { depth: 0, holder: false }, survey);
  if (!isError) return survey;
  // an error's words may name the pictures of the request; only a field made for a picture can still have the answer's
  return { ...survey, finds: survey.finds.filter(({ kind }) => kind === 'slot') };
}

interface Place {
  readonly depth: number;
  /** Inside a field that holds pictures. */
  readonly holder: boolean;
}

function visit(value: unknown, place: Place, survey: Survey): void {
  if (place.depth > deepest || survey.nodesLeft-- <= 0) return;
  const inner = { depth: place.depth + 1, holder: place.holder };
  if (isList(value)) value.forEach((item) => visit(item, inner, survey));
  else if (isFields(value)) visitFields(value, inner, survey);
  else if (typeof value === 'string') note(place.holder ? 'slot' : 'hint', value, survey);
}

/** A thought or an unfinished picture: neither its words nor its pictures count. */
function isThought(fields: Fields, type: string): boolean {
  return fields['thought'] === true || /(?:^|\.)(?:reasoning|thinking|thought|redacted)|partial_image/.test(type);
}

function textField(fields: Fields, ...names: readonly string[]): string {
  return names.map((name) => fields[name]).find((value): value is string => typeof value === 'string') ?? '';
}

/** Whether an object says itself that it is a picture. */
function declaresPicture(fields: Fields, type: string): boolean {
  return type.includes('image') || textField(fields, 'mimeType', 'mime_type', 'media_type').startsWith('image/');
}

/** Whether an object says that it is something else: sound, a document. */
function declaresOther(fields: Fields): boolean {
  return /^(?!image\/|application\/octet-stream)[a-z]+\//i.test(
    textField(fields, 'mimeType', 'mime_type', 'media_type'),
  );
}

function visitFields(fields: Fields, place: Place, survey: Survey): void {
  const type = textField(fields, 'type');
  if (isThought(fields, type)) return;
  const holder = (place.holder || declaresPicture(fields, type)) && !declaresOther(fields);
  for (const name of Object.keys(fields)) visitField(plainName(name), fields[name], { ...place, holder }, survey);
}

function visitField(name: string, value: unknown, place: Place, survey: Survey): void {
  if (value === null || value === undefined || survey.nodesLeft-- <= 0) return;
  const role = roleOf(name);
  if (role !== 'unknown' && role !== 'skip' && role !== 'id') survey.isAnswer = true;
  switch (role) {
    case 'skip':
      return;
    case 'text':
      return visitText(value, { ...place, holder: false }, survey);
    case 'remark':
      return typeof value === 'string' ? note('remark', value, survey) : undefined;
    case 'refusal':
      if (typeof value === 'string' && value !== '') survey.blockReasons.push('refusal');
      return visitText(value, place, survey);
    case 'picture':
      return visit(value, { ...place, holder: true }, survey);
    case 'payload':
      return visitPayload(name, value, place, survey);
    case 'error':
      if (saysSomething(value) && !(place.depth === 1 && survey.errors.length > 0)) survey.errors.push(value);
      return;
    case 'finish':
      return noteAll(value, survey.finishReasons);
    case 'block':
      return noteAll(value, survey.blockReasons);
    case 'filter':
      return noteFilter(value, survey);
    case 'message':
      return noteAll(value, survey.messages);
    case 'usage':
      return void (isFields(value) && survey.usage.push(value));
    case 'modelStatus':
      return void (isFields(value) && survey.modelStatus.push(value));
    case 'id':
      if (typeof value === 'string' && place.depth === 1) (name === 'id' ? survey.ids : survey.requestIds).push(value);
      return;
    case 'candidates':
      survey.hasCandidates ||= isList(value) && value.length > 0;
      return visit(value, { ...place, holder: false }, survey);
    case 'unknown':
      return typeof value === 'string'
        ? note('hint', value, survey)
        : visit(value, { ...place, holder: false }, survey);
  }
}

function visitText(value: unknown, place: Place, survey: Survey): void {
  if (typeof value === 'string') return note('text', value, survey);
  if (!isList(value)) return visit(value, place, survey);
  for (const item of value) {
    if (typeof item === 'string') note('text', item, survey);
    else visit(item, place, survey);
  }
}

/** A field that has a picture's data or address if its object is one; elsewhere the value must look like one. */
function visitPayload(name: string, value: unknown, place: Place, survey: Survey): void {
  // the data list of the Images API: what stands there has to be a picture
  if (typeof value !== 'string') return visit(value, { ...place, holder: place.holder || name === 'data' }, survey);
  note(place.holder ? 'slot' : 'hint', value, survey);
}

function noteAll(value: unknown, list: string[]): void {
  if (typeof value === 'string' && value !== '') list.push(value);
  else if (isList(value)) value.slice(0, 16).forEach((item) => noteAll(item, list));
  else if (isFields(value)) noteAll(value['reason'] ?? value['type'] ?? value['message'], list);
}

/** Azure's word on its filters: `{"sexual": {"filtered": true}}`, or a list of such. */
function noteFilter(value: unknown, survey: Survey): void {
  if (isFiltered(value, 0)) survey.blockReasons.push('content_filter');
}

function isFiltered(value: unknown, depth: number): boolean {
  if (depth > 4 || typeof value !== 'object' || value === null) return false;
  if (isFields(value) && value['filtered'] === true) return true;
  return Object.values(value)
    .slice(0, 32)
    .some((item) => isFiltered(item, depth + 1));
}

const looksLikePicture = /^\s*(?:data:image\/|https?:\/\/)/i;

function note(kind: Find['kind'], value: string, survey: Survey): void {
  if (value === '') return;
  if (kind === 'hint' && !looksLikePicture.test(value.slice(0, 64)) && !startsAsPicture(value)) return;
  if (kind === 'slot' && isProse(value)) survey.finds.push({ kind: 'text', value });
  else if (kind !== 'slot' || value.length >= 8) survey.finds.push({ kind, value });
}

/** Words where a picture was due. */
function isProse(value: string): boolean {
  const start = value.slice(0, 64).trim();
  return start.includes(' ') && !/^(?:data:|https?:)/i.test(start);
}
