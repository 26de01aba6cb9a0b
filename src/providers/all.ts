import type { Providers } from '../core/provider';
import { createChatProvider } from './chat';
import { createGeminiProvider } from './gemini';
import { createGoogleHeaders } from './googleToken';
import { createImagesProvider } from './images';
import type { PlaceholderPainter } from './placeholderWire';
import { createPlaceholderWire } from './placeholderWire';
import type { Transport } from './transport';

/** One provider for each wire, all over one transport. */
export function createProviders(transport: Transport, painter: PlaceholderPainter): Providers {
  return {
    gemini: createGeminiProvider(transport, createGoogleHeaders(transport)),
    chat: createChatProvider(transport),
    images: createImagesProvider(transport),
    placeholder: createPlaceholderWire(painter),
  };
}
