import type { Classification } from '../words/classification';
import { accessCodes } from './accessCodes';
import { classifyCodePattern } from './codePatterns';
import { byPlainName } from './codeRow';
import { requestCodes } from './requestCodes';
import { serviceCodes, vagueCodes } from './serviceCodes';

const sure = byPlainName([...accessCodes, ...requestCodes, ...serviceCodes]);
const vague = byPlainName(vagueCodes);

/** What a reason, code or type says for sure; undefined if it says nothing or too much. */
export function classifyCode(plainName: string): Classification | undefined {
  const classification = sure.get(plainName) ?? classifyCodePattern(plainName);
  // clouds have one code for each place: InputTextSensitiveContentDetected, OutputImageSensitiveContentDetected, …
  return classification ?? (plainName.includes('sensitivecontent') ? { kind: 'refused' } : undefined);
}

/** What a name says that services give to anything. */
export function classifyVagueCode(plainName: string): Classification | undefined {
  return vague.get(plainName);
}
