import assert from 'node:assert/strict';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { readImage } from '../../../src/core/pictures/imageBytes';
import { emulators } from './requests';

const imageOnly = { responseModalities: ['IMAGE'] };

describe('the emulator under the real SDKs', () => {
  const start = emulators();

  it('gives @google/genai a picture of AI Studio with pixels and tokens of its size', async () => {
    const studio = await start({ kind: 'ai-studio' });
    const httpOptions = { baseUrl: studio.url, apiVersion: 'v1beta' };
    const ai = new GoogleGenAI({ apiKey: studio.key, enterprise: false, httpOptions });
    const answer = await ai.models.generateContent({
      model: 'gemini-3.1-flash-image',
      contents: 'a lighthouse',
      config: { ...imageOnly, imageConfig: { imageSize: '2K', aspectRatio: '16:9' } },
    });
    const image = readImage(Buffer.from(answer.candidates?.[0]?.content?.parts?.[0]?.inlineData?.data ?? '', 'base64'));
    assert.deepEqual([image?.mime, image?.width, image?.height], ['image/jpeg', 2752, 1536]);
    assert.deepEqual(answer.usageMetadata?.candidatesTokensDetails, [{ modality: 'IMAGE', tokenCount: 1680 }]);
    assert.equal(studio.bill[0]?.delivered, true);
  });

  it('gives @google/genai a picture of Vertex AI for an access token, of the type that was asked for', async () => {
    const vertex = await start({ kind: 'vertex', project: 'test-project' });
    const getRequestHeaders = async (): Promise<Headers> => new Headers({ authorization: `Bearer ${vertex.key}` });
    const ai = new GoogleGenAI({
      enterprise: true,
      project: 'test-project',
      location: 'global',
      httpOptions: { baseUrl: vertex.url },
      googleAuthOptions: { authClient: { getRequestHeaders } as never },
    });
    const answer = await ai.models.generateContent({
      model: 'gemini-3-pro-image',
      contents: 'a lighthouse',
      config: { ...imageOnly, imageConfig: { imageSize: '1K', outputMimeType: 'image/png' } },
    });
    const image = readImage(Buffer.from(answer.candidates?.[0]?.content?.parts?.[0]?.inlineData?.data ?? '', 'base64'));
    assert.deepEqual([image?.mime, image?.width], ['image/png', 1024]);
    assert.equal(vertex.requests[0]?.route.project, 'test-project');
  });

  it('gives openai a Markdown picture in the answer of a chat', async () => {
    const relay = await start({ kind: 'relay', mime: 'image/png', answer: { textBefore: 'Here:' } });
    const openai = new OpenAI({ apiKey: relay.key, baseURL: `${relay.url}/v1`, maxRetries: 0 });
    const answer = await openai.chat.completions.create({
      model: 'gemini-3.1-flash-image',
      messages: [{ role: 'user', content: 'a lighthouse' }],
    });
    const content = answer.choices[0]?.message.content ?? '';
    const [, base64 = ''] = /^Here:\n!\[image\]\(data:image\/png;base64,([^)]+)\)$/.exec(content) ?? [];
    assert.ok(relay.pictures[0]?.bytes().equals(Buffer.from(base64, 'base64')));
  });

  it('gives openai a picture of images/generations', async () => {
    const relay = await start({ kind: 'relay' });
    const openai = new OpenAI({ apiKey: relay.key, baseURL: `${relay.url}/v1`, maxRetries: 0 });
    const answer = await openai.images.generate({ model: 'gemini-3.1-flash-image', prompt: 'a lighthouse' });
    assert.ok(relay.pictures[0]?.bytes().equals(Buffer.from(answer.data?.[0]?.b64_json ?? '', 'base64')));
  });
});
