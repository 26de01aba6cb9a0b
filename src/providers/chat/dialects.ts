import type { ChatDialect } from '../../core/dialects';
import { chatDialects } from '../../core/dialects';
import { tellsSize } from '../../core/pixels';
import type { AttemptCall } from '../../core/provider';
import { dialectOf } from '../../core/route';

/** What a dialect adds to a chat request. */
export interface Told {
  /** Top-level fields of the body that OpenAI's own types do not know. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly system?: string;
  readonly promptSuffix?: string;
}

type Call = Pick<AttemptCall, 'request' | 'model'>;

/** How the call's route is told size and ratio. */
export function tell(call: AttemptCall): Told {
  const name = dialectOf(call.route);
  const dialect = chatDialects.find((known) => known === name) ?? 'none';
  return dialects[dialect](call);
}

const dialects: Readonly<Record<ChatDialect, (call: Call) => Told>> = {
  none: () => ({}),
  prompt: ({ request: { ratio } }) => (ratio === '1:1' ? {} : { promptSuffix: `\n\nAspect ratio ${ratio}.` }),
  system_message: ({ request: { ratio } }) => ({
    fields: { modalities: ['text', 'image'] },
    system: `aspect_ratio=${ratio}`,
  }),
  image_config: (call) => ({ fields: { modalities: modalitiesOf(call), image_config: imageConfigOf(call) } }),
  openrouter_chat: (call) => ({
    fields: { modalities: modalitiesOf(call), image_config: imageConfigOf(call, { '512': '0.5K' }) },
  }),
  // snake_case only: the relay refuses the other form
  extra_body_google: (call) => ({ fields: { extra_body: { google: { image_config: imageConfigOf(call) } } } }),
};

/** Services that can ask for words beside the picture must not do so of a model that has none. */
function modalitiesOf({ model }: Call): string[] {
  return model.imageOnly ? ['image'] : ['image', 'text'];
}

function imageConfigOf(
  { request: { ratio, size }, model }: Call,
  spelling: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { aspect_ratio: ratio, ...(tellsSize(model) ? { image_size: spelling[size] ?? size } : {}) };
}
