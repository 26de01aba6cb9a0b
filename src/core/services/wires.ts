/** The protocols; each has one adapter. */
export const wires = ['gemini', 'chat', 'images', 'placeholder'] as const;
export type Wire = (typeof wires)[number];
