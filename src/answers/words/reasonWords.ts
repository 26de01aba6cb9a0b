import type { FailureKind } from '../../core/failures/policy';
import type { FailureReason } from '../../core/failures/failure';
import { anyOf, groupOf } from './patterns';

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
      new RegExp(
        `^(?!.*(?:invalid|incorrect|wrong)).*${groupOf([
          /unregistered callers/, // Google 403, no key sent
          /\bno (?:api[ _-]?key|token)\b/, // made up
          /missing (?:api[ _-]?key|token)\b/, // made up
          /provide an api key/, // OpenAI 401
          /api[ _-]?key (?:is )?(?:missing|required|not provided)/, // made up
          /token not provided/, // one-api 401
          /未提供|缺少/, // one-api, new-api 401
        ])}`,
        'is',
      ),
    ],
  ],
  setup: [
    ['suspended', /\bsuspended\b|\b(?:banned|deactivated|terminated)\b|封禁|冻结|停用|禁用/i],
    ['apiDisabled', /has not been used in project|it is disabled\. enable/i],
    ['billingDisabled', /\bbilling\b/i],
    [
      'projectUnknown',
      anyOf([
        /permission denied on resource project/, // made up
        /project ['"`#]?[\w-]+['"`]? (?:not found|does not exist|has been deleted)/, // made up
      ]),
    ],
    [
      'roleMissing',
      anyOf([
        /permission ['"`][\w.]+['"`] denied/, // made up
        /permission denied on/, // made up
        /caller does not have permission/, // Google 403
        /aiplatform\.endpoints/, // made up
      ]),
    ],
    [
      'keyRestricted',
      anyOf([
        /requests? (?:to this api|from )[^"]{0,300}\bblocked/, // Google 403
        /\bip\b[^.]{0,40}(?:not allowed|not in|restrict|white ?list|allow ?list|not authori[sz]ed)/, // made up
        /网段/, // a relay's 403
        /白名单/, // made up, in Chinese
        /IP[^。]{0,12}(?:不在|限制|不允许)/, // made up, in Chinese
        /(?:token|key|令牌|密钥)[^.，。]{0,16}(?:may not (?:use|access)|not allowed|no access|无权|無權)/, // a relay's 403
      ]),
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

/** What is wrong within a kind, by its messages in their order; undefined if they do not say. */
export function reasonInWords(kind: FailureKind, messages: readonly string[]): FailureReason | undefined {
  for (const message of messages) {
    const text = message.slice(0, longestRead);
    const row = rows[kind]?.find(([, words]) => words.test(text));
    if (row) return row[0];
  }
  return undefined;
}
