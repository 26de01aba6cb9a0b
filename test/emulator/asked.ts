import { aspectRatios } from '../../src/core/pictures/image';
import { dig, digList, digText } from './dig';
import type { RecordedRequest } from './recorded';

/** What a request asks for, unchecked. */
export interface Asked {
  readonly modelId: string;
  readonly prompt: string;
  readonly references: number;
  readonly size: string | undefined;
  readonly ratio: string | undefined;
  readonly mime?: string | undefined;
}

function textsOf(parts: readonly unknown[]): string {
  return parts.map((part) => digText(part, 'text') ?? '').join('\n');
}

function askedOfGemini(body: unknown, modelId: string): Asked {
  const parts = digList(body, 'contents').flatMap((content) => digList(content, 'parts'));
  const config = dig(body, 'generationConfig', 'imageConfig');
  return {
    modelId,
    prompt: textsOf(parts),
    references: parts.filter((part) => dig(part, 'inlineData') !== undefined || dig(part, 'fileData') !== undefined)
      .length,
    size: digText(config, 'imageSize'),
    ratio: digText(config, 'aspectRatio'),
    mime: digText(config, 'imageOutputOptions', 'mimeType'),
  };
}

function askedOfChat(body: unknown): Asked {
  const contents = digList(body, 'messages').map((message) => dig(message, 'content'));
  const parts = contents.flatMap((content) => (typeof content === 'string' ? [{ text: content }] : digList(content)));
  const config = dig(body, 'image_config') ?? dig(body, 'extra_body', 'google', 'image_config');
  const prompt = textsOf(parts);
  return {
    modelId: digText(body, 'model') ?? '',
    prompt,
    references: parts.filter((part) => digText(part, 'type') === 'image_url').length,
    size: digText(config, 'image_size')?.replace(/^0\.5K$/, '512'), // what chat services call it
    ratio: digText(config, 'aspect_ratio') ?? aspectRatios.find((ratio) => prompt.split(/[^\d:]+/).includes(ratio)),
  };
}

function askedOfImages(body: unknown): Asked {
  return {
    modelId: digText(body, 'model') ?? '',
    prompt: digText(body, 'prompt') ?? '',
    references: 0,
    size: digText(body, 'image_size'),
    ratio: digText(body, 'aspect_ratio'),
  };
}

/** Reads what a request asks for, on whichever wire. */
export function askedIn({ route, body }: RecordedRequest): Asked {
  if (route.name === 'chat') return askedOfChat(body);
  if (route.name === 'images') return askedOfImages(body);
  return askedOfGemini(body, route.modelId ?? '');
}
