import type { FailureFacts } from './failure';

/** Why a prompt was refused, where a service gives nothing but a code. */
export type RefusalReason =
  'safety' | 'prohibited' | 'blockedWords' | 'personalData' | 'recitation' | 'contentRules' | 'minors';

/** Without case and signs. One a line, with where it was seen. */
const codes: Readonly<Record<string, RefusalReason>> = {
  safety: 'safety', // Google, finish and block reasons
  imagesafety: 'safety', // Google
  safetyviolation: 'safety', // made up
  jailbreak: 'safety', // Google
  modelarmor: 'safety', // Google Cloud
  prohibitedcontent: 'prohibited', // Google
  imageprohibitedcontent: 'prohibited', // Google
  blocklist: 'blockedWords', // Google
  sensitivewordsdetected: 'blockedWords', // new-api
  sensitivewords: 'blockedWords', // one-api
  spii: 'personalData', // Google
  imagespii: 'personalData', // Google
  recitation: 'recitation', // Google
  imagerecitation: 'recitation', // Google
  contentpolicyviolation: 'contentRules', // OpenAI
  moderationblocked: 'contentRules', // OpenAI
  contentfilter: 'contentRules', // Azure
  contentfiltered: 'contentRules', // made up
  contentblocked: 'contentRules', // relays
  contentviolation: 'contentRules', // made up
  promptblocked: 'contentRules', // new-api
  responsibleaipolicyviolation: 'contentRules', // Azure
  datainspectionfailed: 'contentRules', // DashScope
  refusal: 'contentRules', // OpenAI, finish reason
  violationfeegrokcsam: 'minors', // xAI
};

/** The reason that a bare code stands for; undefined where the service says it in words, or says nothing that is known. */
export function refusalReasonOf({
  providerMessage = '',
}: Pick<FailureFacts, 'providerMessage'>): RefusalReason | undefined {
  const code = providerMessage.toLowerCase().replace(/[^a-z]/g, '');
  return Object.hasOwn(codes, code) ? codes[code] : undefined;
}
