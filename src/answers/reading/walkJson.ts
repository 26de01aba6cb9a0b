import type { Fields } from '../json/json';
import { isFields, isList, plainName } from '../json/json';
import { isErrorDocument, saysSomething } from './errorDocument';
import type { Evidence } from './evidence';
import { addFilterResult, addFind, addReasons, emptyEvidence } from './evidence';
import { roleOf } from './fieldRoles';
import { addUsages, usagesIn } from './usageFields';

const deepest = 48;

/** Reads everything that one JSON value of an answer says. What lies deep is not read. */
export function evidenceInJson(document: unknown): Evidence {
  const evidence = emptyEvidence();
  if (isFields(document) && isErrorDocument(document)) evidence.errors.push(document);
  const isError = evidence.errors.length > 0;
  walk(document, { depth: 0, inPictureField: false }, evidence);
  if (!isError) return evidence;
  // an error's words may name the pictures of the request; only a field made for a picture can still have the answer's
  return { ...evidence, finds: evidence.finds.filter(({ kind }) => kind === 'slot') };
}

interface Place {
  readonly depth: number;
  /** Inside a field that holds pictures. */
  readonly inPictureField: boolean;
}

function walk(value: unknown, place: Place, evidence: Evidence): void {
  if (place.depth > deepest) return;
  const inner = { depth: place.depth + 1, inPictureField: place.inPictureField };
  if (isList(value)) value.forEach((item) => walk(item, inner, evidence));
  else if (isFields(value)) walkObject(value, inner, evidence);
  else if (typeof value === 'string') addFind(place.inPictureField ? 'slot' : 'hint', value, evidence);
}

/** A thought or an unfinished picture: neither its words nor its pictures count. */
function isThought(fields: Fields, type: string): boolean {
  return fields['thought'] === true || /(?:^|\.)(?:reasoning|thinking|thought|redacted)|partial_image/.test(type);
}

function textField(fields: Fields, ...names: readonly string[]): string {
  return names.map((name) => fields[name]).find((value): value is string => typeof value === 'string') ?? '';
}

const mimeNames = ['mimeType', 'mime_type', 'mediaType', 'media_type', 'contentType', 'content_type'];

/** Whether an object says itself that it is a picture. */
function declaresPicture(fields: Fields, type: string): boolean {
  return type.includes('image') || textField(fields, ...mimeNames).startsWith('image/');
}

/** Whether an object says that it is something else: sound, a document. */
function declaresOther(fields: Fields): boolean {
  return /^(?!image\/|application\/octet-stream)[a-z]+\//i.test(textField(fields, ...mimeNames));
}

function walkObject(fields: Fields, place: Place, evidence: Evidence): void {
  const type = textField(fields, 'type');
  if (isThought(fields, type)) return;
  if (place.depth === 2 && isErrorDocument(fields)) {
    evidence.errors.push(fields); // an error in a wrapper
    return addUsages(fields, evidence);
  }
  const inPictureField = (place.inPictureField || declaresPicture(fields, type)) && !declaresOther(fields);
  for (const name of Object.keys(fields))
    walkField(plainName(name), fields[name], { ...place, inPictureField }, evidence);
}

function walkField(name: string, value: unknown, place: Place, evidence: Evidence): void {
  if (value === undefined) return;
  const role = roleOf(name);
  if (value === null) {
    // an empty list, in the way of some languages
    evidence.isAnswer ||= role === 'candidates' || role === 'picture' || role === 'payload';
    return;
  }
  if (role !== 'unknown' && role !== 'skip' && role !== 'id') evidence.isAnswer = true;
  switch (role) {
    case 'skip':
      return;
    case 'text':
      return walkText(value, { ...place, inPictureField: false }, evidence);
    case 'remark':
      return typeof value === 'string' ? addFind('remark', value, evidence) : undefined;
    case 'refusal':
      if (typeof value === 'string' && value !== '') evidence.blockReasons.push('refusal');
      return walkText(value, place, evidence);
    case 'picture':
      return walk(value, { ...place, inPictureField: true }, evidence);
    case 'payload':
      return walkPayload(name, value, place, evidence);
    case 'error':
      if (saysSomething(value) && !(place.depth === 1 && evidence.errors.length > 0)) evidence.errors.push(value);
      return addUsages(value, evidence);
    case 'finish':
      return addReasons(value, evidence.finishReasons);
    case 'block':
      return addReasons(value, evidence.blockReasons);
    case 'filter':
      return addFilterResult(value, evidence);
    case 'message':
      return addReasons(value, evidence.messages);
    case 'usage':
      return void evidence.usage.push(...usagesIn(value));
    case 'modelStatus':
      return void (isFields(value) && evidence.modelStatus.push(value));
    case 'id':
      if (typeof value === 'string' && place.depth === 1)
        (name === 'id' ? evidence.ids : evidence.requestIds).push(value);
      return;
    case 'candidates':
      evidence.hasCandidates ||= isList(value) && value.length > 0;
      return walk(value, { ...place, inPictureField: false }, evidence);
    case 'unknown':
      return typeof value === 'string'
        ? addFind('hint', value, evidence)
        : walk(value, { ...place, inPictureField: false }, evidence);
  }
}

function walkText(value: unknown, place: Place, evidence: Evidence): void {
  if (typeof value === 'string') return addFind('text', value, evidence);
  if (!isList(value)) return walk(value, place, evidence);
  for (const item of value) {
    if (typeof item === 'string') addFind('text', item, evidence);
    else walk(item, place, evidence);
  }
}

/** A field that has a picture's data or address if its object is one; elsewhere the value must look like one. */
function walkPayload(name: string, value: unknown, place: Place, evidence: Evidence): void {
  // the data list of the Images API: what stands there has to be a picture
  if (typeof value !== 'string')
    return walk(value, { ...place, inPictureField: place.inPictureField || name === 'data' }, evidence);
  addFind(place.inPictureField ? 'slot' : 'hint', value, evidence);
}
