/** Longer prompts are refused before anything is sent: no model reads them, and a file was probably taken for a prompt. */
export const maxPromptLength = 100_000;
