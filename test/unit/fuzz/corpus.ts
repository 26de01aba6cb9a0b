import { b64, chat, dataUrl, detail, gemini, google, jpeg, png, pngOf, webp } from '../answers/support';

/** An answer as a service sends it, before anything happens to it. */
export interface Answer {
  readonly name: string;
  readonly status: number;
  readonly body: Buffer;
}

const text = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const piece = (delta: unknown, more = {}): unknown => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: null }],
  ...more,
});

const picture = pngOf('a fox at dawn');
const inline = (bytes: Buffer, mimeType = 'image/png'): unknown => ({ inlineData: { mimeType, data: b64(bytes) } });
const tokens = {
  promptTokenCount: 12,
  candidatesTokenCount: 1290,
  candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1290 }],
  totalTokenCount: 1302,
};
const price = { prompt_tokens: 12, completion_tokens: 1290, total_tokens: 1302, cost: 0.067 };
const words = 'I have thought about the fox. Would you like it by day or by night?';

/** Answers with a picture, in the forms of each wire and of those who speak them their own way. */
const delivered: Readonly<Record<string, unknown>> = {
  'generateContent with a PNG': gemini([{ text: 'Here it is.' }, inline(picture)]),
  'generateContent with a JPEG and its tokens': { ...gemini([inline(jpeg, 'image/jpeg')]), usageMetadata: tokens },
  'generateContent in snake case': gemini([{ inline_data: { mime_type: 'image/webp', data: b64(webp) } }]),
  'generateContent with a thought': gemini([{ thought: true, text: 'Hm.' }, inline(png), { text: 'Done.' }]),
  'generateContent as a list': [gemini([{ text: 'A ' }]), { ...gemini([inline(png)]), usageMetadata: tokens }],
  'a chat completion with Markdown': chat({ content: `Here:\n\n![image](${dataUrl(picture)} "a fox")\n` }),
  'a chat completion with a price': { ...chat({ content: `![a](${dataUrl(png)})` }), usage: price },
  'a chat completion with images': chat({
    content: '',
    images: [{ type: 'image_url', image_url: { url: dataUrl(jpeg) } }],
  }),
  'a chat completion with HTML': chat({ content: `<img alt="a" src="${dataUrl(png)}">` }),
  'a chat completion with thoughts': chat({ content: `<think>a fox, or a hare</think>\n${b64(picture)}` }),
  'a chat completion with parts': chat({
    content: null,
    multi_mod_content: [{ text: words }, { inline_data: { data: b64(png) } }],
  }),
  'the Images API': {
    created: 1,
    data: [{ b64_json: b64(picture), revised_prompt: 'A fox at dawn.' }],
    usage: { ...price, total_tokens: 9 },
  },
  'the Images API with two pictures': { created: 1, data: [{ b64_json: b64(png) }, { url: dataUrl(jpeg) }] },
  'the Responses API': { output: [{ type: 'image_generation_call', result: b64(png) }], usage: price },
  'an answer in an envelope': { response: { ...gemini([inline(picture)]), usageMetadata: tokens } },
  'an answer in a string': JSON.stringify(JSON.stringify(gemini([inline(png)]))),
  'a stream in pieces':
    `${`![x](${dataUrl(picture)})`
      .match(/.{1,40}/gs)
      ?.map((content) => event(piece({ content })))
      .join('')}` + `${event({ choices: [], usage: price })}data: [DONE]\n\n`,
  'a stream of the Images API': `: ping\n\nevent: image\r\n${event({ type: 'image_generation.completed', b64_json: b64(png) })}`,
  'one value a line': `${JSON.stringify(gemini([{ text: 'A' }]))}\n${JSON.stringify(gemini([inline(png)]))}\n`,
  'base64 alone': b64(picture).replace(/.{76}/g, '$&\r\n'),
};

/** Answers that cost something and have no picture. */
const paidForWords: Readonly<Record<string, unknown>> = {
  'a chat completion of words': { ...chat({ content: words }), usage: price },
  'a chat completion that refuses': { ...chat({ content: '', refusal: 'I cannot do that.' }), usage: price },
  'a chat completion that was filtered': {
    ...chat({ content: '' }, { finish_reason: 'content_filter' }),
    usage: price,
  },
  'a chat completion with an error in its choice': {
    ...chat({ content: '' }, { error: { code: 502, message: 'Upstream error' } }),
    usage: price,
  },
  'a chat completion with the own key at the maker': {
    ...chat({ content: words }),
    usage: { ...price, cost: 0, is_byok: true, cost_details: { upstream_inference_cost: 0.04 } },
  },
  'generateContent of words with a price': { ...gemini([{ text: words }]), usage: price },
  'the Images API with nothing': { created: 1, data: [], usage: price },
  'a stream of words': `${event(piece({ content: 'I have ' }))}${event(piece({ content: words }, { usage: price }))}data: [DONE]\n\n`,
  'a price in an envelope': { response: chat({ content: words }), usage: price },
  'Markdown without a picture': {
    ...chat({ content: `# A fox\n\n* [one](https://h.example/1)\n* \`two\`\n\n> ${words}` }),
    usage: price,
  },
};

/** Answers that made nothing. */
const failed: readonly (readonly [name: string, status: number, body: unknown])[] = [
  [
    'a blocked prompt',
    200,
    { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: 9 } },
  ],
  [
    'a blocked picture',
    200,
    gemini([], { finishReason: 'IMAGE_SAFETY', finishMessage: 'You will not be charged for blocked images.' }),
  ],
  [
    'an error of Google',
    429,
    google(429, 'RESOURCE_EXHAUSTED', 'Too many.', [detail('RetryInfo', { retryDelay: '34s' })]),
  ],
  [
    'a bad key',
    400,
    google(400, 'INVALID_ARGUMENT', 'API key not valid.', [detail('ErrorInfo', { reason: 'API_KEY_INVALID' })]),
  ],
  [
    'an error of OpenAI',
    401,
    {
      error: {
        message: 'Incorrect API key provided.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    },
  ],
  [
    'an error in an error',
    503,
    {
      error: { message: JSON.stringify(google(503, 'UNAVAILABLE', 'Overloaded.')), code: 503, type: 'upstream_error' },
    },
  ],
  [
    'an error of a relay',
    500,
    {
      error: {
        message: '当前分组上游负载已饱和，请稍后再试 (request id: 1)',
        type: 'new_api_error',
        param: '502',
        code: null,
      },
    },
  ],
  ['an error in words', 500, `got status: INTERNAL. ${JSON.stringify(google(500, 'INTERNAL', 'Internal error.'))}`],
  ['a page', 502, '<!doctype html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'],
  ['nothing', 504, ''],
];

/** What is mutated. */
export const corpus: readonly Answer[] = [
  ...Object.entries({ ...delivered, ...paidForWords }).map(([name, body]) => ({ name, status: 200, body: text(body) })),
  {
    name: 'a chat completion in UTF-16',
    status: 200,
    body: Buffer.from(`\ufeff${JSON.stringify(chat({ content: dataUrl(png) }))}`, 'utf16le'),
  },
  { name: 'a picture alone', status: 200, body: picture },
  ...failed.map(([name, status, body]) => ({ name, status, body: text(body) })),
];
