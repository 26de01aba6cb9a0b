import { randomBytes } from 'node:crypto';
import type { AnswerStyle } from './answerStyle';
import type { NoPicture } from '../faults';
import type { ServiceKind } from '../options';
import type { Order } from '../order';
import type { Picture } from '../pictures/pictures';
import type { TokenUsage } from './usage';
import { usageOf } from './usage';

type Part = Readonly<Record<string, unknown>>;

function pictureParts(pictures: readonly Picture[], role: Picture['role'], marks: Part): Part[] {
  return pictures
    .filter((picture) => picture.role === role)
    .map(({ mime, bytes }) => ({ inlineData: { mimeType: mime, data: bytes().toString('base64') }, ...marks }));
}

function textParts(text: string): Part[] {
  return text ? [{ text }] : [];
}

function usageMetadata(usage: TokenUsage, kind: ServiceKind): object {
  const image = usage.image ? { candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: usage.image }] } : {};
  return {
    promptTokenCount: usage.prompt,
    candidatesTokenCount: usage.image + usage.extra,
    ...(usage.thoughts ? { thoughtsTokenCount: usage.thoughts } : {}),
    totalTokenCount: usage.total,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: usage.prompt }],
    ...image,
    ...(kind === 'vertex' ? { trafficType: 'ON_DEMAND' } : { serviceTier: 'standard' }),
  };
}

function frame(order: Order): object {
  return {
    modelVersion: order.model.answersAs ?? order.modelId,
    responseId: randomBytes(12).toString('base64url'),
  };
}

/** The body of generateContent with its pictures: thoughts, text, drafts, the final picture, text. */
export function geminiAnswer(
  order: Order,
  style: AnswerStyle,
  pictures: readonly Picture[],
  kind: ServiceKind,
): object {
  const signature = { thoughtSignature: randomBytes(48).toString('base64') };
  const parts = [
    ...(style.thoughts ? [{ text: 'Thinking of light and shade.', thought: true }] : []),
    ...pictureParts(pictures, 'thought', { thought: true }),
    ...textParts(style.textBefore),
    ...pictureParts(pictures, 'draft', signature),
    ...pictureParts(pictures, 'final', signature),
    ...textParts(style.textAfter),
  ];
  const billed = pictures.filter((picture) => picture.role !== 'thought').length;
  return {
    candidates: [{ content: { role: 'model', parts }, finishReason: style.finishReason, index: 0 }],
    ...(style.modelStatus ? { modelStatus: style.modelStatus } : {}),
    usageMetadata: usageMetadata(usageOf(order, billed), kind),
    ...frame(order),
  };
}

function words(text: string): object {
  return { candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }] };
}

function stopped(finishReason: string, finishMessage?: string): object {
  return { candidates: [{ content: {}, finishReason, index: 0, ...(finishMessage ? { finishMessage } : {}) }] };
}

const pictureless: Readonly<Record<NoPicture, object>> = {
  noImage: stopped('NO_IMAGE'),
  imageProhibited: stopped('IMAGE_PROHIBITED_CONTENT', 'The picture would break the rules for content.'),
  imageSafety: stopped('IMAGE_SAFETY', 'The picture is withheld. You will not be charged for it.'),
  imageOther: stopped('IMAGE_OTHER', 'No picture came of this prompt. You will not be charged for it.'),
  promptBlocked: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } },
  textOnly: words('Which colour should the roof have?'),
  textRefusal: words('I cannot draw that: it is against the content policy.'),
  empty: { candidates: null },
};

/** The body of generateContent without a picture. */
export function geminiWithoutPicture(order: Order, how: NoPicture, kind: ServiceKind): object {
  const zeros: TokenUsage = { prompt: 0, image: 0, extra: 0, thoughts: 0, total: 0 };
  const usage = how === 'empty' ? zeros : usageOf(order, 0);
  return { ...pictureless[how], usageMetadata: usageMetadata(usage, kind), ...frame(order) };
}
