import * as vscode from 'vscode';
import type { VertexOptions } from '../../core/pictures/image';
import { jpegQualities, personGenerations, vertexOutputTypes } from '../../core/services/vertexOptions';
import type { VertexChoices } from '../../panel/composer';

type People = NonNullable<VertexOptions['personGeneration']>;

/** What can be chosen for Vertex AI, in the user's language; 'auto' leaves it to the model. */
export function vertexChoices(): VertexChoices {
  return {
    outputTypes: [
      { value: 'auto', label: vscode.l10n.t('As the model likes') },
      ...vertexOutputTypes.map((value) => ({ value, label: typeText(value) })),
    ],
    qualities: [
      { value: 'auto', label: vscode.l10n.t('As Vertex AI decides') },
      ...jpegQualities.map((quality) => ({ value: `${quality}` as const, label: `${quality}` })),
    ],
    people: [
      { value: 'auto', label: vscode.l10n.t('As Vertex AI decides') },
      ...personGenerations.map((value) => ({ value, label: peopleText(value) })),
    ],
  };
}

/** The options that are set, in one line: "JPEG 80 · people: adults only"; '' if none is. */
export function vertexText(vertex: VertexOptions | undefined): string {
  if (!vertex) return '';
  const { outputMimeType, outputCompressionQuality, personGeneration } = vertex;
  const type = outputMimeType ? typeText(outputMimeType) : '';
  const quality = outputCompressionQuality === undefined ? '' : ` ${outputCompressionQuality}`;
  const people = personGeneration ? vscode.l10n.t('people: {0}', peopleText(personGeneration).toLowerCase()) : '';
  return [type + quality, people].filter(Boolean).join(' · ');
}

/** Said wherever one of the options is chosen. */
export function vertexOnlyText(): string {
  return vscode.l10n.t('With any of these set, only Vertex AI routes are used.');
}

function typeText(mime: NonNullable<VertexOptions['outputMimeType']>): string {
  return mime === 'image/png' ? 'PNG' : 'JPEG';
}

function peopleText(people: People): string {
  const texts: Record<People, () => string> = {
    ALLOW_ALL: () => vscode.l10n.t('All people'),
    ALLOW_ADULT: () => vscode.l10n.t('Adults only'),
    ALLOW_NONE: () => vscode.l10n.t('No people'),
  };
  return texts[people]();
}
