import type { ArrivedImage, PictureFile } from '../../core/pictures/image';
import { StagedFile } from '../files/stagedFile';
import type { Staging } from '../files/staging';
import type { ByteSource } from '../pictures/byteSource';
import { lookOf, pictureOf } from '../pictures/pictureBytes';
import type { PictureStager } from '../pictures/pictureStager';
import type { Marks } from '../reading/marks';

const copied = 1024 * 1024;

/** Puts the pictures of one answer into files; one that no folder takes stays in memory, and whoever saves it says why. */
export class FileStager implements PictureStager {
  readonly #staging: Staging;
  readonly #marks: Marks;
  readonly #body: ArrivedImage | undefined;

  /** `body`: the picture that the whole body is. */
  constructor(staging: Staging, marks: Marks, body: ArrivedImage | undefined) {
    this.#staging = staging;
    this.#marks = marks;
    this.#body = body;
  }

  ofBody(): ArrivedImage | undefined {
    return this.#body;
  }

  ofText(text: string): ArrivedImage | undefined {
    const found = this.#marks.bytesOf(text);
    if (found instanceof StagedFile) return inFile(found);
    const image = pictureOf(found);
    return image && (inFile(this.#staging.stage((file) => file.write(found))) ?? image);
  }
}

function inFile(file: StagedFile | undefined): PictureFile | undefined {
  return file?.facts && { path: file.path, facts: file.facts };
}

/** The picture that a whole body is, in a file; undefined if it is none. */
export function pictureOfBody(body: ByteSource, staging: Staging): ArrivedImage | undefined {
  const look = lookOf(body);
  if (!look) return undefined;
  const file = staging.stage((into) => {
    const buffer = Buffer.allocUnsafe(Math.min(copied, body.length));
    for (let at = 0; at < body.length; at += buffer.length) into.write(body.slice(at, at + buffer.length, buffer));
  });
  return inFile(file) ?? { ...look, bytes: body.slice(0, body.length) };
}
