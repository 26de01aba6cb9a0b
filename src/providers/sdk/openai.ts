/** OpenAI's SDK: a bundle of its own, loaded when a route first needs it. */
export { default as OpenAI } from 'openai';
