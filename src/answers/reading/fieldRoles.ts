/** What a field of an answer is for. */
type FieldRole =
  | 'text'
  /** Words about the picture. */
  | 'remark'
  /** OpenAI's field for a refusal, beside an empty content. */
  | 'refusal'
  /** Holds a picture, or objects and lists that do. */
  | 'picture'
  /** The data or address of whatever its object is. */
  | 'payload'
  | 'candidates'
  | 'error'
  | 'finish'
  | 'block'
  | 'filter'
  | 'message'
  | 'usage'
  | 'modelStatus'
  | 'id'
  /** Thoughts, sources, echoes of the request: nothing in there was made for the user. */
  | 'skip'
  | 'unknown';

/** By plain names: `inline_data` and `inlineData` are `inlinedata`. */
const names: Readonly<Partial<Record<FieldRole, string>>> = {
  text: 'text content message outputtext delta parts response answer reply completion generatedtext caption',
  remark: 'revisedprompt',
  refusal: 'refusal',
  picture: `inlinedata inlineimage filedata imageurl imageurls images image b64json b64 imagebase64 imageb64 base64image
    imagedata imagebytes bytesbase64encoded generatedimages generatedimage multimodcontent`,
  payload: `data url uri fileuri src href result results output outputs base64 bytes source file files artifacts media
    predictions downloadurl`,
  candidates: 'candidates choices',
  error: 'error errors',
  finish: 'finishreason nativefinishreason stopreason incompletedetails',
  block: 'blockreason raifilteredreason raimediafilteredreasons',
  filter: 'contentfilterresults contentfilterresult promptfilterresults promptfilterresult',
  message: 'finishmessage blockreasonmessage',
  usage: 'usage usagemetadata',
  modelStatus: 'modelstatus',
  id: 'responseid requestid id',
  skip: `thoughtsignature signature reasoning reasoningcontent reasoningdetails thinking thinkingcontent thoughts
    groundingmetadata citationmetadata citations annotations urlcontextmetadata searchresults sources references
    logprobs avglogprobs safetyratings toolcalls functioncall tools action
    input inputs prompt request messages contents instructions system systeminstruction parameters metadata
    thumbnail thumbnails thumbnailurl icon iconurl avatar logo favicon`,
};

const roles = new Map<string, FieldRole>();
for (const [role, list] of Object.entries(names)) {
  for (const name of list.split(/\s+/)) roles.set(name, role as FieldRole);
}

/** The role of a field by its plain name. */
export function roleOf(plainName: string): FieldRole {
  return roles.get(plainName) ?? 'unknown';
}
