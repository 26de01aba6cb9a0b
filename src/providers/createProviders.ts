import type { Providers } from '../core/run/provider';
import { createChatProvider } from './chat';
import { createGeminiProvider } from './gemini';
import { createGoogleHeaders } from './credentials/googleToken';
import { createImagesProvider } from './images';
import type { PlaceholderPainter } from '../placeholder/painter';
import { createPlaceholderProvider } from './placeholder';
import type { ProviderParts } from './attempt';

interface AllParts extends ProviderParts {
  readonly painter: Pick<PlaceholderPainter, 'draw'>;
}

/** One provider for each wire, all over one transport, their answers read by one reader. */
export function createProviders({ painter, ...parts }: AllParts): Providers {
  return {
    gemini: createGeminiProvider(parts, createGoogleHeaders(parts.transport)),
    chat: createChatProvider(parts),
    images: createImagesProvider(parts),
    placeholder: createPlaceholderProvider(painter),
  };
}
