import type { Order } from '../order';

/** Tokens of one answer, as Google counts them. */
export interface TokenUsage {
  readonly prompt: number;
  /** Of all pictures together. */
  readonly image: number;
  /** What candidatesTokenCount has beyond the pictures. */
  readonly extra: number;
  readonly thoughts: number;
  readonly total: number;
}

/** `pictures` counts drafts and the final one; 0 for an answer without a picture. */
export function usageOf(order: Order, pictures: number): TokenUsage {
  const prompt = Math.ceil(order.prompt.length / 4) + order.references * 1120;
  const image = (order.model.tokens[order.size] ?? 1120) * pictures;
  const extra = pictures > 0 ? 96 : 0;
  const thoughts = order.model.pixels === 'gemini-3' ? 184 : 0;
  return { prompt, image, extra, thoughts, total: prompt + image + extra + thoughts };
}

/** What Google charges for these tokens, in US dollars. */
export function usdOf({ prompt, image, extra, thoughts }: TokenUsage, { model }: Order): number {
  const { rates } = model;
  return (prompt * rates.input + image * rates.image + (extra + thoughts) * rates.text) / 1_000_000;
}
