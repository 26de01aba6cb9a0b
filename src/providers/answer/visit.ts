import { isErrorDocument, saysSomething } from './errorSigns';
import { roleOf } from './fieldRoles';
import type { Fields } from './json';
import { isFields, isList, plainName } from './json';
import { note, noteAll, noteFilter } from './notes';
import type { Survey } from './survey';
import { emptySurvey } from './survey';
import { noteUse, usagesIn } from './useNotes';

const deepest = 48;

/** Reads everything that one JSON value of an answer says. What lies deep is not read. */
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
  if (place.depth > deepest) return;
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

const mimeNames = ['mimeType', 'mime_type', 'mediaType', 'media_type', 'contentType', 'content_type'];

/** Whether an object says itself that it is a picture. */
function declaresPicture(fields: Fields, type: string): boolean {
  return type.includes('image') || textField(fields, ...mimeNames).startsWith('image/');
}

/** Whether an object says that it is something else: sound, a document. */
function declaresOther(fields: Fields): boolean {
  return /^(?!image\/|application\/octet-stream)[a-z]+\//i.test(textField(fields, ...mimeNames));
}

function visitFields(fields: Fields, place: Place, survey: Survey): void {
  const type = textField(fields, 'type');
  if (isThought(fields, type)) return;
  if (place.depth === 2 && isErrorDocument(fields)) {
    survey.errors.push(fields); // an error in a wrapper
    return noteUse(fields, survey);
  }
  const holder = (place.holder || declaresPicture(fields, type)) && !declaresOther(fields);
  for (const name of Object.keys(fields)) visitField(plainName(name), fields[name], { ...place, holder }, survey);
}

function visitField(name: string, value: unknown, place: Place, survey: Survey): void {
  if (value === undefined) return;
  const role = roleOf(name);
  if (value === null) {
    // an empty list, in the way of some languages
    survey.isAnswer ||= role === 'candidates' || role === 'picture' || role === 'payload';
    return;
  }
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
      return noteUse(value, survey);
    case 'finish':
      return noteAll(value, survey.finishReasons);
    case 'block':
      return noteAll(value, survey.blockReasons);
    case 'filter':
      return noteFilter(value, survey);
    case 'message':
      return noteAll(value, survey.messages);
    case 'usage':
      return void survey.usage.push(...usagesIn(value));
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
