import path from 'node:path';
import * as vscode from 'vscode';
import { localDayOf } from '../../core/money/localDay';
import { findModel } from '../../core/services/models';
import type { Services } from '../../core/services/services';
import { mostCost, mostPixels } from '../../panel/pictures';
import type { PictureView } from '../../panel/pictures';
import type { HistoryEntry } from '../../store/pictures/historyEntry';
import type { MadePicture } from '../../work/job';
import { detailsText, tileCostText } from '../texts/pictureText';
import { plainText } from '../texts/plainText';

/** A picture of the gallery, as far as the host needs to know it. */
export interface ShownPicture {
  readonly id: string;
  readonly uri: string;
  readonly sha256: string;
  readonly prompt: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** US dollars; undefined where nobody knows. */
  readonly costUsd: number | undefined;
  /** Where it lies, for people. */
  readonly label: string;
  readonly details: string;
  /** False: it lies in Dualtrack's own storage. */
  readonly saved: boolean;
  readonly pixels: { readonly width: number; readonly height: number };
  /** What it has cost, for people. */
  readonly cost: string;
  readonly favourite: boolean;
}

/** One that was made in this window and is not in the history, or not yet. */
export function shownMade(id: string, { picture, saved, attempts }: MadePicture): ShownPicture {
  const last = attempts.at(-1);
  return {
    ...{ id, uri: saved.uri, sha256: picture.image.sha256, prompt: picture.request.prompt },
    createdAt: last ? last.startedAt + last.ms : Date.now(),
    costUsd: picture.placeholder ? 0 : picture.costUsd,
    label: saved.label,
    details: detailsText(picture),
    saved: !saved.keptBecause,
    pixels: { width: picture.image.width, height: picture.image.height },
    cost: tileCostText(picture),
    favourite: false,
  };
}

/** `unsaved`: where pictures lie that could not be saved. */
export function shownEntry(entry: HistoryEntry, services: Services, unsaved: vscode.Uri): ShownPicture {
  const { id, uri, sha256, prompt, createdAt, costUsd, placeholder, width, height, attempts } = entry;
  const file = vscode.Uri.parse(uri);
  const saved = !uri.startsWith(`${unsaved.toString()}/`);
  const route = services.routes.find((one) => one.id === entry.route);
  const paid = { placeholder, costUsd, charge: attempts.at(-1)?.charge ?? 'billed' };
  const details = detailsText({
    ...{ ...paid, image: { width, height } },
    route: { name: route?.name ?? entry.route },
    model: { name: findModel(entry.model, services.catalogue)?.name ?? entry.model },
  });
  const label = saved ? vscode.workspace.asRelativePath(file) : path.posix.basename(file.path);
  return {
    ...{ id, uri, sha256, prompt, createdAt, costUsd, label, details, saved },
    ...{ pixels: { width, height }, cost: tileCostText(paid), favourite: entry.favourite === true },
  };
}

export function pictureView(
  { id, label, prompt, details, saved, createdAt, pixels, cost, favourite }: ShownPicture,
  gone: boolean,
): PictureView {
  return {
    ...{ id, saved, gone, favourite },
    pixels: isSide(pixels.width) && isSide(pixels.height) ? pixels : undefined,
    cost: plainText(cost, mostCost),
    path: plainText(label),
    prompt: plainText(prompt),
    details: plainText(details),
    day: localDayOf(createdAt),
  };
}

/** A row of another version may have anything. */
function isSide(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels >= 1 && pixels <= mostPixels;
}
