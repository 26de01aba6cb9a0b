import { groupOf } from './patterns';

/** A key that is missing or wrong. */
export const keyWords: readonly RegExp[] = [
  /api[ _-]?keys? (?:is |was |has been |are )?(?:not valid|invalid|incorrect|expired|not found|missing)/i, // Google, through a relay: 400
  /api[ _-]?keys? (?:is |was |has been |are )?(?:required|revoked|disabled|deleted|reported|leaked)/i, // made up
  /api[ _-]?keys? (?:is |was |has been |are )?(?:not supported|not provided|unknown|wrong)/i, // Vertex AI
  new RegExp(
    String.raw`(?:invalid|incorrect|wrong|missing|no|expired|bad|unknown|provide (?:a|an|your)) (?:\w+ )?${groupOf([
      /api[ _-]?key/, // OpenAI 401: incorrect; Google 400: missing; xAI 400: incorrect
      /x-api-key/, // Anthropic 401: invalid
      /access token|auth token|bearer token/, // made up
      /credentials?|authentication|authorization/, // Google 401: invalid authentication credentials
    ])}`,
    'i',
  ),
  /api keys are not supported/i, // Vertex AI
  /unregistered callers/i, // Google 403
  /\b(?:key|token|credential)s?\b[^.]{0,30}\b(?:expired|revoked|leaked|invalid)\b/i, // Google, through a relay: 400
  /invalid (?:token|key|jwt)\b(?! (?:count|limit|length|id))/i, // made up
  /token not provided/i, // made up
  /token status is unavailable/i, // made up
  /unauthori[sz]ed/i, // made up
  /not authenticated/i, // made up
  /unauthenticated/i, // Google 401
  /authentication (?:is )?(?:failed|error|required)/i, // Cloudflare 401
  /auth(?:entication)? credentials/i, // Google 401
  /令牌[^。，]{0,6}(?:无效|過期|过期|失效|禁用|不可用|不存在|错误|缺失)/i, // made up, in Chinese
  /(?:无效|無效|未提供|缺少|过期)的?[^。，]{0,6}(?:令牌|密钥|金鑰|token|key|凭证)/i, // a relay's 401
  /(?:token|key|密钥|密鑰|凭证)[^。，]{0,6}(?:无效|無效|缺失|错误|过期|不正确|已禁用)/i, // a relay's 200
  /鉴权失败/i, // made up, in Chinese
  /认证失败/i, // made up, in Chinese
  /验证失败/i, // made up, in Chinese
  /未授权/i, // made up, in Chinese
  /未登录/i, // made up, in Chinese
  /未登入/i, // made up, in Chinese
];

/** A page, an address or an app from which the key may not be used. */
export const originWords: readonly RegExp[] = [
  /requests? (?:to this api|from (?:this |the )?(?:referr?er|ip|client)|from )[^"]{0,300}\bblocked/i, // Google 403
];

/** An account or a project that is not ready. */
export const setupWords: readonly RegExp[] = [
  /has not been used in project/i, // Google 403
  /it is disabled\. enable/i, // Google 403
  /requires billing/i, // Google 403
  /enable billing/i, // Google 403
  /billing (?:is |has |must |to |account )[^.]{0,30}(?:disabled|enabled|inactive|not active|not found|closed|not set up)/i, // Google 403
  /\bverification (?:is )?required/i, // made up
  /caller does not have permission/i, // Google 403
  /permission ['"`][\w.]+['"`] denied/i, // made up
  /permission denied on/i, // made up
  /does not have permission/i, // Google 403
  /aiplatform\.endpoints/i, // made up
  /project ['"`#]?[\w-]+['"`]? (?:not found|does not exist|has been deleted)/i, // made up
  /ip[^.]{0,40}(?:not allowed|not in|restrict|whitelist|allow ?list|not authori[sz]ed)/i, // made up
  /网段/i, // a relay's 403
  /白名单/i, // made up, in Chinese
  /IP[^。]{0,12}(?:不在|限制|不允许)/i, // made up, in Chinese
  /(?:无权|無權|no permission to) ?(?:访问|access)[^。.]{0,24}(?:分组|group)/i, // made up, in Chinese
  /权限不足/i, // made up, in Chinese
];
