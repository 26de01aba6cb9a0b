import type { ArrivedImage } from '../../core/pictures/image';
import { bytesOfText } from './base64';
import { pictureOf } from './pictureBytes';

/** Makes pictures of what an answer holds: bytes in memory, or files. */
export interface PictureStager {
  /** The picture that a whole body is; undefined if it is none. */
  ofBody(body: Uint8Array): ArrivedImage | undefined;
  /** The picture of a data URL or of bare base64; undefined if it is none. */
  ofText(text: string): ArrivedImage | undefined;
}

/** Leaves them in memory. */
export const inMemory: PictureStager = { ofBody: pictureOf, ofText: (text) => pictureOf(bytesOfText(text)) };
