import type { ReferencePiece } from '../../panel/references';
import { uploadPieceBytes } from '../../panel/references';

/** The part of a File that counts. */
export interface UploadFile {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Hands a file over piece by piece, each once the one before has arrived. Rejects with what reading and `send` throw. */
export async function upload(
  file: UploadFile,
  id: string,
  send: (piece: ReferencePiece) => Promise<void>,
): Promise<void> {
  const { name, size: total } = file;
  for (let at = 0; at < total; at += uploadPieceBytes) {
    const buffer = await file.slice(at, Math.min(at + uploadPieceBytes, total)).arrayBuffer();
    await send({ upload: id, name, total, at, bytes: new Uint8Array(buffer) });
  }
}
