import type { FailureKind, FailureReason } from '../../core/failure';
import type { ErrorLayer } from './errorFacts';

type Row = readonly [reason: FailureReason, words: RegExp];

/**
 * What the words of an error add to a kind that is settled already, the first row that fits; they never change the kind. For
 * errors without a reason or code of their own: older answers, and what relays hand on.
 */
const rows: Readonly<Partial<Record<FailureKind, readonly Row[]>>> = {
  auth: [
    ['keyLeaked', /\bleaked\b|泄露|泄漏|洩露/i],
    ['keyExpired', /\b(?:key|token)s?\b[^.]{0,30}\bexpired\b|\bexpired (?:\w+ )?(?:key|token)\b|过期|過期/i],
    ['keyOfOtherKind', /api keys are not supported/i],
    [
      'keyMissing',
      /^(?!.*(?:invalid|incorrect|wrong)).*(?:unregistered callers|\bno (?:api[ _-]?key|token)\b|missing (?:api[ _-]?key|token)\b|provide an api key|api[ _-]?key (?:is )?(?:missing|required|not provided)|token not provided|未提供|缺少)/is,
    ],
  ],
  setup: [
    ['suspended', /\bsuspended\b|\b(?:banned|deactivated|terminated)\b|封禁|冻结|停用|禁用/i],
    ['apiDisabled', /has not been used in project|it is disabled\. enable/i],
    ['billingDisabled', /\bbilling\b/i],
    [
      'projectUnknown',
      /permission denied on resource project|project ['"`#]?[\w-]+['"`]? (?:not found|does not exist|has been deleted)/i,
    ],
    [
      'roleMissing',
      /permission ['"`][\w.]+['"`] denied|permission denied on|caller does not have permission|aiplatform\.endpoints/i,
    ],
    [
      'keyRestricted',
      /requests? (?:to this api|from )[^"]{0,300}\bblocked|\bip\b[^.]{0,40}(?:not allowed|not in|restrict|white ?list|allow ?list|not authori[sz]ed)|网段|白名单|IP[^。]{0,12}(?:不在|限制|不允许)|(?:token|key|令牌|密钥)[^.，。]{0,16}(?:may not (?:use|access)|not allowed|no access|无权|無權)/i,
    ],
  ],
  credit: [['prepaidEmpty', /prepa(?:y|id)/i]],
  model: [
    ['groupWithoutModel', /available channels?\b.{0,200}\bgroup\b|无可用(?:的)?渠道|可用渠道失败/i],
    ['locationWithoutModel', /publisher model[^.]{0,20}projects\/[^/\s]+\/locations\/(?!global\b)[a-z]/i],
    [
      'keyRestricted',
      /(?:token|key|令牌|密钥)[^.，。]{0,16}(?:may not (?:use|access)|not allowed|no access|无权|無權)/i,
    ],
  ],
};

const longestRead = 4000;

/** What is wrong within a kind, by the words of the layers in their order; undefined if they do not say. */
export function reasonInWords(kind: FailureKind, layers: readonly ErrorLayer[]): FailureReason | undefined {
  for (const { message } of layers) {
    const text = message.slice(0, longestRead);
    const row = rows[kind]?.find(([, words]) => words.test(text));
    if (row) return row[0];
  }
  return undefined;
}
