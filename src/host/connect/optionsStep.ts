import * as vscode from 'vscode';
import type { Wire } from '../../core/services/wires';
import { presets } from '../../core/services/presets';
import type { Step } from '../steps/pickStep';
import { pickStep } from '../steps/pickStep';
import { inputStep } from '../steps/inputStep';
import type { ConnectDraft } from './connectDraft';
import { routeOf } from './connectDraft';
import { askLocation } from './googleCloudSteps';

type Option = 'done' | 'name' | 'wire' | 'location';

/** What most people leave as it is: one list, which comes back after each change until the user continues. */
export async function changeOptions(draft: ConnectDraft): Promise<ConnectDraft> {
  for (let changed = draft; ;) {
    const answer = await pickStep<Option>({
      title: vscode.l10n.t('Options'),
      placeholder: vscode.l10n.t('Change anything below, or continue.'),
      step: 1,
      total: 1,
      items: itemsOf(changed),
      current: 'done',
    });
    if (typeof answer !== 'object' || answer.picked === 'done') return changed;
    changed = { ...changed, ...(await change(changed, answer.picked)) };
  }
}

function itemsOf(draft: ConnectDraft) {
  const route = routeOf(draft);
  const wires = presets[draft.preset].wires;
  return [
    { icon: 'arrow-right', label: vscode.l10n.t('Continue'), value: 'done' as const },
    { label: vscode.l10n.t('Name'), description: route.name, value: 'name' as const },
    ...(wires.length > 1
      ? [{ label: vscode.l10n.t('Protocol'), description: route.wire, value: 'wire' as const }]
      : []),
    ...(route.location !== undefined
      ? [{ label: vscode.l10n.t('Location'), description: route.location, value: 'location' as const }]
      : []),
  ];
}

async function change(draft: ConnectDraft, option: Exclude<Option, 'done'>): Promise<Partial<ConnectDraft>> {
  const answers = {
    name: async () => picked(await askName(routeOf(draft).name), (name) => ({ name })),
    wire: async () => picked(await pickWire(draft.preset, routeOf(draft).wire), (wire) => ({ wire })),
    location: async () => picked(await askLocation(draft.location), (location) => ({ location })),
  };
  return answers[option]();
}

function picked<T>(step: Step<T>, meaning: (value: T) => Partial<ConnectDraft>): Partial<ConnectDraft> {
  return typeof step === 'object' ? meaning(step.picked) : {};
}

/** Asks how a route should be shown. */
export function askName(value: string): Promise<Step<string>> {
  return inputStep({
    title: vscode.l10n.t('Name'),
    prompt: vscode.l10n.t('How the route is shown in messages and lists.'),
    value,
    check: (text) => {
      const { length } = text.trim();
      if (length > 0 && length <= 80) return undefined;
      return { how: 'wrong', text: vscode.l10n.t('A name has 1 to 80 characters.') };
    },
  });
}

/** Which protocol a service is spoken to with. */
export function pickWire(preset: ConnectDraft['preset'], current: Wire): Promise<Step<Wire>> {
  const texts: Record<Wire, string> = {
    gemini: vscode.l10n.t('generateContent; obeys size and aspect ratio everywhere'),
    chat: vscode.l10n.t('chat completions; size and aspect ratio as far as the service takes them'),
    images: vscode.l10n.t('image generations and edits'),
    placeholder: '',
  };
  return pickStep({
    title: vscode.l10n.t('Protocol'),
    step: 1,
    total: 1,
    items: presets[preset].wires.map((wire) => ({ label: wire, description: texts[wire], value: wire })),
    current,
  });
}
