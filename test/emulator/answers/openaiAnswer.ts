import { randomUUID } from 'node:crypto';
import { feeOfOwnKey } from '../charge';
import type { AnswerStyle } from './answerStyle';
import type { NoPicture } from '../faults';
import type { Order } from '../order';
import type { Picture } from '../pictures/pictures';
import { usageOf } from './usage';

/** OpenRouter's words for what was taken: its own part, and the maker's where the user's own key paid that. */
function costFields({ cost }: AnswerStyle, usd: number): object {
  if (cost === 'untold') return {};
  if (cost === 'told') return { cost: usd, is_byok: false, cost_details: { upstream_inference_cost: null } };
  const upstream = usd / (1 + feeOfOwnKey);
  return { cost: usd - upstream, is_byok: true, cost_details: { upstream_inference_cost: upstream } };
}

function completion(order: Order, choices: readonly object[], pictures: number, cost: object): object {
  const usage = usageOf(order, pictures);
  const completionTokens = usage.image + usage.extra;
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: order.modelId,
    choices,
    usage: {
      prompt_tokens: usage.prompt,
      completion_tokens: completionTokens,
      total_tokens: usage.prompt + completionTokens,
      ...cost,
    },
  };
}

function choice(message: object, finishReason: string): object {
  return { index: 0, message: { role: 'assistant', ...message }, finish_reason: finishReason };
}

function dataUrl({ mime, bytes }: Picture): string {
  return `data:${mime};base64,${bytes().toString('base64')}`;
}

/** The body of chat.completions, with what it costs. Thoughts go to `reasoning_content`, as the new-api family does it. */
export function chatAnswer(
  order: Order,
  style: AnswerStyle,
  pictures: readonly Picture[],
  linkTo: (picture: Picture) => string,
  usd: number,
): object {
  const shown = pictures.filter((picture) => picture.role !== 'thought');
  const lines =
    style.chat === 'images'
      ? []
      : shown.map((picture) => `![image](${style.chat === 'link' ? linkTo(picture) : dataUrl(picture)})`);
  const content = [style.textBefore, ...lines, style.textAfter].filter(Boolean).join('\n');
  const images = shown.map((picture) => ({ type: 'image_url', image_url: { url: dataUrl(picture) } }));
  const message = {
    content,
    ...(style.chat === 'images' ? { images } : {}),
    ...(style.thoughts ? { reasoning_content: 'Thinking of light and shade.' } : {}),
  };
  const choices = [choice(message, style.finishReason === 'STOP' ? 'stop' : 'content_filter')];
  return completion(order, choices, shown.length, costFields(style, usd));
}

const pictureless: Readonly<Record<NoPicture, readonly object[]>> = {
  noImage: [choice({ content: '' }, 'stop')],
  imageProhibited: [choice({ content: '' }, 'content_filter')],
  imageSafety: [
    choice({ content: 'The picture is withheld for safety. You will not be charged for it.' }, 'content_filter'),
  ],
  imageOther: [choice({ content: 'No picture came of this prompt. You will not be charged for it.' }, 'stop')],
  promptBlocked: [choice({ content: '' }, 'content_filter')],
  textOnly: [choice({ content: 'Which colour should the roof have?' }, 'stop')],
  textRefusal: [choice({ content: 'I cannot draw that: it is against the content policy.' }, 'stop')],
  empty: [],
};

/** The body of chat.completions without a picture. */
export function chatWithoutPicture(order: Order, how: NoPicture, style: AnswerStyle, usd: number): object {
  const body = completion(order, pictureless[how], 0, costFields(style, usd));
  if (how !== 'empty') return body;
  return { ...body, usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } };
}

/** The body of images/generations; without pictures its list is empty. */
export function imagesAnswer(
  style: AnswerStyle,
  pictures: readonly Picture[],
  linkTo: (picture: Picture) => string,
): object {
  const data = pictures
    .filter((picture) => picture.role === 'final')
    .map((picture) =>
      style.images === 'url' ? { url: linkTo(picture) } : { b64_json: picture.bytes().toString('base64') },
    );
  return { created: Math.floor(Date.now() / 1000), data };
}
