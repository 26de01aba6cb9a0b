import * as vscode from 'vscode';
import type { Labelled } from '../../panel/composer';
import type { PictureOptions } from '../../core/pictures/image';
import type { Step } from '../steps/pickStep';
import { pickStep } from '../steps/pickStep';
import type { Ask, Place } from '../steps/runSteps';
import { vertexChoices, vertexOnlyText, vertexText } from '../texts/vertexText';

/** `keep`: those that are set. */
type VertexUse = 'none' | 'keep' | 'choose';

/** The options being chosen, and what becomes of those of Vertex AI. */
export interface OptionsDraft extends PictureOptions {
  readonly vertexUse: VertexUse;
}

/** One question for those who want none of it, and three or four for the others. */
export function vertexSteps({ vertexUse, vertex }: OptionsDraft): readonly Ask<OptionsDraft>[] {
  if (vertexUse !== 'choose') return [pickUse];
  return [pickUse, pickOutputType, ...(vertex?.outputMimeType === 'image/jpeg' ? [pickQuality] : []), pickPeople];
}

async function pickUse({ vertex, vertexUse }: OptionsDraft, place: Place): Promise<Step<Partial<OptionsDraft>>> {
  const items = [
    { label: vscode.l10n.t('None'), description: vscode.l10n.t('all routes are used'), value: 'none' as const },
    ...(vertex ? [{ label: vscode.l10n.t('Keep'), description: vertexText(vertex), value: 'keep' as const }] : []),
    {
      label: vscode.l10n.t('Choose…'),
      description: vscode.l10n.t('output type, people; only Vertex AI routes are used'),
      value: 'choose' as const,
    },
  ];
  const title = vscode.l10n.t('Vertex AI Options');
  const answer = await pickStep<VertexUse>({ title, ...place, items, current: vertexUse });
  return typeof answer === 'object' ? { picked: { vertexUse: answer.picked } } : answer;
}

async function pickOutputType({ vertex }: OptionsDraft, place: Place): Promise<Step<Partial<OptionsDraft>>> {
  const { outputTypes } = vertexChoices();
  const answer = await ask(vscode.l10n.t('Output Type'), place, outputTypes, vertex?.outputMimeType ?? 'auto');
  if (typeof answer !== 'object') return answer;
  return { picked: { vertex: { ...vertex, outputMimeType: chosen(answer.picked) } } };
}

async function pickQuality({ vertex }: OptionsDraft, place: Place): Promise<Step<Partial<OptionsDraft>>> {
  const { qualities } = vertexChoices();
  const current = `${vertex?.outputCompressionQuality ?? 'auto'}`;
  const answer = await ask<string>(vscode.l10n.t('JPEG Quality'), place, qualities, current);
  if (typeof answer !== 'object') return answer;
  const outputCompressionQuality = answer.picked === 'auto' ? undefined : Number(answer.picked);
  return { picked: { vertex: { ...vertex, outputCompressionQuality } } };
}

async function pickPeople({ vertex }: OptionsDraft, place: Place): Promise<Step<Partial<OptionsDraft>>> {
  const { people } = vertexChoices();
  const answer = await ask(vscode.l10n.t('People in the Picture'), place, people, vertex?.personGeneration ?? 'auto');
  if (typeof answer !== 'object') return answer;
  return { picked: { vertex: { ...vertex, personGeneration: chosen(answer.picked) } } };
}

function chosen<T extends string>(value: T | 'auto'): T | undefined {
  return value === 'auto' ? undefined : value;
}

function ask<T extends string>(
  title: string,
  place: Place,
  choices: readonly Labelled<T>[],
  current: NoInfer<T>,
): Promise<Step<T>> {
  return pickStep({ title, placeholder: vertexOnlyText(), ...place, items: choices, current });
}
