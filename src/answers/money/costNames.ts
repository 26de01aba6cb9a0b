import { groupOf } from '../words/patterns';

/** What would be paid, was paid in all, is paid for something else, or by somebody else. */
const notPaid = new RegExp(
  String.raw`\b${groupOf([
    /estimated?|estimation|expected|predicted|projected/, // what would be paid: estimated_cost
    /required?|requires|needed|need/, // credits_required: OpenRouter's and DashScope's errors
    /max|maximum|min|minimum/, // max_price: OpenRouter's provider preferences
    /limit|limits|ratelimit|budget/, // x-litellm-key-max-budget
    /per|unit|base|list|original/, // a price list's: cost_per_image
    /remaining|available|current|credit balance/, // what is left
    /spend/, // x-litellm-key-spend: all that a key has paid so far
    /saved|savings?|discount/, // what was not paid
    /upstream|inference/, // OpenRouter's upstream_inference_cost: read by its own name, where one's own key pays
  ])}\b`,
);

/** One form a line, with where it was seen. A name is read as its words: `x_costUSD` is "x cost usd". */
const forms: readonly (readonly [tells: 'usd' | 'otherUnit' | 'usedUp', words: RegExp])[] = [
  ['usd', /costs?$/], // OpenRouter's usage.cost, LiteLLM's response_cost, NanoGPT's x_nanogpt_pricing.cost, Vercel's gateway.cost
  ['usd', /costs?(?: in)? ?(?:usd|dollars?)$/],
  ['usd', /\b(?:usd (?:charged|billed|spent)|(?:charged|billed) usd)$/],
  ['otherUnit', /costs?(?: in)?(?: usd)? (?:ticks|cents|credits?|points|cny|rmb|yuan|eur|micros?|nanos?)$/], // xAI's cost_in_usd_ticks
  ['otherUnit', /\b(?:amount|price|total) (?:charged|billed)$|\b(?:charged|billed) (?:amount|price|total)$/],
  ['otherUnit', /\btotal price$/], // Dify
  ['usedUp', /\b(?:credits?|points|quota) (?:used|charged|consumed|spent|billed|deducted)$/], // AI/ML API's meta.usage.credits_used
  ['usedUp', /\b(?:used|charged|consumed|spent|deducted) (?:credits?|points|quota)$/],
  ['usedUp', /\bbillable units$/], // fal's x-fal-billable-units
];

function wordsOf(name: string): string {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[^A-Za-z0-9]+/g, ' ');
  return apart.trim().toLowerCase();
}

/**
 * What a field of this name, as it is written, tells of a payment: its sum in US dollars, in another unit, or how much was used
 * up of something; undefined if it tells none.
 */
export function tellsCost(name: string): 'usd' | 'otherUnit' | 'usedUp' | undefined {
  if (name.length > 64) return undefined;
  const words = wordsOf(name);
  return notPaid.test(words) ? undefined : forms.find(([, form]) => form.test(words))?.[0];
}
