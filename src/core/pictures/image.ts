import type { ReferenceChange } from './reference';

/** Sizes as generateContent spells them: upper-case K, and no K for 512. */
export const imageSizes = ['512', '1K', '2K', '4K'] as const;
export type ImageSize = (typeof imageSizes)[number];

/** Width:height. All 14 of the Gemini API; which ones a model takes is in models.ts. */
export const aspectRatios = [
  '1:1',
  '1:4',
  '1:8',
  '2:3',
  '3:2',
  '3:4',
  '4:1',
  '4:3',
  '4:5',
  '5:4',
  '8:1',
  '9:16',
  '16:9',
  '21:9',
] as const;
export type AspectRatio = (typeof aspectRatios)[number];

/** Types of pictures that are taken from an answer and kept. */
export type ImageMime = 'image/png' | 'image/jpeg' | 'image/webp';

/** A picture given to the model to work from, as it is sent. */
export interface ReferenceImage {
  /** As the user knows it, such as its file's name; messages name it. */
  readonly name?: string | undefined;
  readonly bytes: Uint8Array;
  readonly mime: string;
}

/** One whose bytes stay in their file until they are sent, or made fewer. */
export interface ReferenceInFile {
  readonly name?: string | undefined;
  /** An absolute path. */
  readonly file: string;
  /** How many bytes it had when it was looked at. */
  readonly size: number;
  readonly mime: string;
}

/** A picture given to the model to work from. */
export type Reference = ReferenceImage | ReferenceInFile;

/** Options that only Vertex AI has; a request that sets one is served by Vertex routes only. */
export interface VertexOptions {
  readonly outputMimeType?: 'image/png' | 'image/jpeg' | undefined;
  /** JPEG quality, 0 to 100. */
  readonly outputCompressionQuality?: number | undefined;
  readonly personGeneration?: 'ALLOW_ALL' | 'ALLOW_ADULT' | 'ALLOW_NONE' | undefined;
}

/** What can be chosen for a picture. */
export interface PictureOptions {
  /** The model's name in the catalogue (`nano-banana-2`), not a provider's id. */
  readonly model: string;
  readonly size: ImageSize;
  readonly ratio: AspectRatio;
  /** Set: only Vertex AI routes are used. */
  readonly vertex?: VertexOptions | undefined;
}

/** One picture wanted. */
export interface ImageRequest extends PictureOptions {
  readonly prompt: string;
  readonly references: readonly Reference[];
}

/** A picture as it came, byte for byte; type and pixels are read from the bytes. */
export interface GeneratedImage {
  readonly bytes: Uint8Array;
  readonly mime: ImageMime;
  readonly width: number;
  readonly height: number;
}

/** What is known of a picture whose bytes lie in a file. */
export interface PictureFacts {
  readonly mime: ImageMime;
  readonly width: number;
  readonly height: number;
  /** How many bytes it has. */
  readonly bytes: number;
  /** Of its bytes, in hex. */
  readonly sha256: string;
}

/** A picture in a temporary file, until it is moved to its place. */
export interface PictureFile {
  readonly path: string;
  readonly facts: PictureFacts;
}

/** A picture of an answer: its bytes where the answer is small, else the temporary file that it was decoded into. */
export type ArrivedImage = GeneratedImage | PictureFile;

/** Whether a picture lies in a file already. */
export function isInFile(image: ArrivedImage): image is PictureFile {
  return 'path' in image;
}

/** What a provider makes of one answer. */
export interface ProviderAnswer {
  /** In the order of the answer, at least one. The last is the result, those before it are drafts; drafts in files are removed. */
  readonly images: readonly [ArrivedImage, ...ArrivedImage[]];
  /** The text that came with them; '' if none. */
  readonly text: string;
  readonly usage?: Usage | undefined;
  /** Things to tell the user, such as that the model will be retired. */
  readonly warnings: readonly string[];
  /** The pictures to work from that were not sent as they were. */
  readonly referenceChanges?: readonly ReferenceChange[] | undefined;
  /** The provider's id of the request, for its support. */
  readonly requestId?: string | undefined;
}

/** What an answer says that it used. */
export interface Usage {
  readonly inputTokens?: number | undefined;
  readonly imageTokens?: number | undefined;
  readonly textTokens?: number | undefined;
  /** Where the answer names a price: US dollars. */
  readonly costUsd?: number | undefined;
}
