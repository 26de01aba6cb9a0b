import { GenerationFailure } from '../core/failure';
import { readImage } from '../core/imageBytes';
import { expectedPixels } from '../core/pixels';
import type { Provider } from '../core/provider';

/** Draws a picture of exact pixels; see placeholder.ts. */
export interface PlaceholderPainter {
  generate(call: { prompt: string; width: number; height: number; signal: AbortSignal }): Promise<Uint8Array>;
}

/** The wire that answers when no route is set up: offline, free, clearly no product of a model. */
export function createPlaceholderWire(painter: PlaceholderPainter): Provider {
  return {
    async generate({ request, model, signal, onSent }) {
      const pixels = expectedPixels(model, request.size, request.ratio);
      onSent();
      try {
        const image = readImage(await painter.generate({ prompt: request.prompt, ...pixels, signal }));
        if (image) return { images: [image], text: '', warnings: [], usage: { costUsd: 0 } };
      } catch (cause) {
        if (signal.aborted) throw new GenerationFailure({ kind: 'cancelled', charge: 'none', cause });
        const providerMessage = cause instanceof Error ? cause.message : String(cause);
        throw new GenerationFailure({ kind: 'server', charge: 'none', providerMessage, cause });
      }
      throw new GenerationFailure({ kind: 'badResponse', charge: 'none' });
    },
  };
}
