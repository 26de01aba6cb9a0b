/** How a service words and packs its good answers. */
export interface AnswerStyle {
  /** Text before the picture; '' for none. */
  readonly textBefore: string;
  readonly textAfter: string;
  /** A thought with an interim picture first, as with `includeThoughts`. */
  readonly thoughts: boolean;
  /** Pictures before the final one that nothing marks as drafts. Google bills each. */
  readonly drafts: number;
  readonly finishReason: string;
  /** generateContent at AI Studio: the notice that the model will be retired. */
  readonly modelStatus?: { readonly modelStage: string; readonly message: string; readonly retirementTime?: string };
  /** chat: a Markdown picture as data URL or as link, or OpenRouter's `message.images`. */
  readonly chat: 'markdown' | 'link' | 'images';
  /** chat: whether its usage says what it cost, as OpenRouter's does; `ownKey`: the user's own key paid the maker. */
  readonly cost: 'untold' | 'told' | 'ownKey';
  /** images: base64 or a link. */
  readonly images: 'b64_json' | 'url';
  readonly contentEncoding?: 'gzip' | 'br';
}

export const plainStyle: AnswerStyle = {
  textBefore: '',
  textAfter: '',
  thoughts: false,
  drafts: 0,
  finishReason: 'STOP',
  chat: 'markdown',
  cost: 'untold',
  images: 'b64_json',
};
