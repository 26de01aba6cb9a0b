import { GenerationFailure } from '../core/failures/failure';
import { readImage } from '../core/pictures/imageBytes';
import { expectedPixels } from '../core/pictures/pixels';
import type { Provider } from '../core/run/provider';
import { wordsOf } from '../core/words/wordsOf';
import type { PlaceholderPainter } from '../placeholder/painter';

/** The adapter for the placeholder wire, which answers when no route is set up: offline, free, and clearly not made by a model. */
export function createPlaceholderProvider(painter: Pick<PlaceholderPainter, 'draw'>): Provider {
  return {
    async generate({ request, model, signal, onSent }) {
      const pixels = expectedPixels(model, request.size, request.ratio);
      onSent();
      try {
        const image = readImage(await painter.draw({ prompt: request.prompt, ...pixels, signal }));
        if (image) return { images: [image], text: '', warnings: [], usage: { costUsd: 0 } };
      } catch (cause) {
        if (signal.aborted) throw new GenerationFailure({ kind: 'cancelled', charge: 'none', cause });
        const localMessage = wordsOf(cause);
        throw new GenerationFailure({ kind: 'server', charge: 'none', localMessage, cause });
      }
      throw new GenerationFailure({ kind: 'badResponse', charge: 'none' });
    },
  };
}
