/** A key that is missing or wrong. */
export const keyWords: readonly RegExp[] = [
  /api[ _-]?keys? (?:is |was |has been |are )?(?:not valid|invalid|incorrect|expired|not found|missing|required|revoked|disabled|deleted|reported|leaked|not supported|not provided|unknown|wrong)/i,
  /(?:invalid|incorrect|wrong|missing|no|expired|bad|unknown|provide (?:a|an|your)) (?:\w+ )?(?:api[ _-]?key|x-api-key|access token|auth token|bearer token|credentials?|authentication|authorization)/i,
  /api keys are not supported/i,
  /unregistered callers/i,
  /\b(?:key|token|credential)s?\b[^.]{0,30}\b(?:expired|revoked|leaked|invalid)\b/i,
  /invalid (?:token|key|jwt)\b(?! (?:count|limit|length|id))/i,
  /token not provided/i,
  /token status is unavailable/i,
  /unauthori[sz]ed/i,
  /not authenticated/i,
  /unauthenticated/i,
  /authentication (?:is )?(?:failed|error|required)/i,
  /auth(?:entication)? credentials/i,
  /令牌[^。，]{0,6}(?:无效|過期|过期|失效|禁用|不可用|不存在|错误|缺失)/i,
  /(?:无效|無效|未提供|缺少|过期)的?[^。，]{0,6}(?:令牌|密钥|金鑰|token|key|凭证)/i,
  /(?:token|key|密钥|密鑰|凭证)[^。，]{0,6}(?:无效|無效|缺失|错误|过期|不正确|已禁用)/i,
  /鉴权失败/i,
  /认证失败/i,
  /验证失败/i,
  /未授权/i,
  /未登录/i,
  /未登入/i,
];

/** A page, an address or an app from which the key may not be used. */
export const originWords: readonly RegExp[] = [
  /requests? (?:to this api|from (?:this |the )?(?:referr?er|ip|client)|from )[^"]{0,300}\bblocked/i,
];

/** An account or a project that is not ready. */
export const setupWords: readonly RegExp[] = [
  /has not been used in project/i,
  /it is disabled\. enable/i,
  /requires billing/i,
  /enable billing/i,
  /billing (?:is |has |must |to |account )[^.]{0,30}(?:disabled|enabled|inactive|not active|not found|closed|not set up)/i,
  /\bverification (?:is )?required/i,
  /caller does not have permission/i,
  /permission ['"`][\w.]+['"`] denied/i,
  /permission denied on/i,
  /does not have permission/i,
  /aiplatform\.endpoints/i,
  /project ['"`#]?[\w-]+['"`]? (?:not found|does not exist|has been deleted)/i,
  /ip[^.]{0,40}(?:not allowed|not in|restrict|whitelist|allow ?list|not authori[sz]ed)/i,
  /网段/i,
  /白名单/i,
  /IP[^。]{0,12}(?:不在|限制|不允许)/i,
  /(?:无权|無權|no permission to) ?(?:访问|access)[^。.]{0,24}(?:分组|group)/i,
  /权限不足/i,
];
