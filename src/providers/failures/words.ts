import type { Verdict } from './verdict';

/** `unless`: statuses that say more than such words do. */
type Row = readonly [verdict: Verdict, words: RegExp, unless?: (status: number) => boolean];

const blamesRequest = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 499;
const saysMore = (status: number): boolean => [401, 402, 403, 404, 429].includes(status);

/** How a relay calls itself saturated, in the words of one-api and new-api. */
export const saturated = /负载已?饱和|負載已?飽和|upstream load is saturated|upstream[^.]{0,40}saturated/i;

/**
 * What the words of an error say, the first row that fits. Services change codes more often than words, and relays put any
 * code beside another service's words. The order matters: an earlier row is the more special one.
 */
const rows: readonly Row[] = [
  // no channel: the group of this key has no such model, whatever the names in the sentence are
  [
    { kind: 'model' },
    /no available channels?\b|(?:无|無|没有)可用(?:的)?渠道|可用渠道失败|available channels? for model/i,
  ],
  // reference pictures that were too large, as a printed Go struct
  [{ kind: 'badRequest', routeOnly: true }, /write_response_body_failed|write tcp\b.*(?:reset by peer|broken pipe)/is],
  [
    { kind: 'badRequest', routeOnly: true },
    /(?:payload|request(?: body| entity)?|body|content|image|file|upload)s? (?:size )?(?:is |are |was )?(?:too large|too big)|entity too large|exceeds? the (?:maximum|max) (?:request|image|file|body|payload|upload)? ?size|size exceeds|(?:请求|图片|文件)(?:体)?(?:太大|过大)/i,
  ],
  [
    { kind: 'setup' },
    /\bsuspended\b|\b(?:account|user|organization|project)\b[^.]{0,40}\b(?:banned|deactivated|disabled|terminated)|(?:用户|账号|账户|帳號|帐号)[^，。]{0,6}(?:封禁|禁用|冻结|停用)|requests? (?:to this api|from (?:this |the )?(?:referr?er|ip|client)|from )[^"]{0,300}\bblocked/i,
  ],
  [
    { kind: 'refused', blockedBy: 'relay' },
    /sensitive[ _]words?|(?:banned|forbidden|blocked) words?|敏感词|敏感詞|违禁词|違禁詞|屏蔽词|输入[^。]{0,16}敏感/i,
  ],
  [
    { kind: 'refused' },
    /\b(?:IMAGE_SAFETY|(?:IMAGE_)?PROHIBITED_CONTENT|(?:IMAGE_)?RECITATION|BLOCKLIST|content_filter)\b|content[ _-]?(?:policy|filter|moderation|safety|violation|management|restriction)|safety (?:system|filter|polic|guideline|setting|reason|violation)|\bmoderation\b|prohibited (?:content|use)|responsible ai|usage polic|violat\w*[^.]{0,60}(?:polic|guideline|content|terms|rules)|\b(?:prompt|content|response|output|image|input)s? (?:is|are|was|were|has been|have been|got|being)? ?(?:blocked|flagged|filtered)|blocked by (?:the )?(?:gemini|google|model|provider|safety|content)|sensitive (?:content|information|material)|敏感|违规|違規|内容安全|内容审核|內容審核|安全审核|审核(?:未|不)通过|不合规/i,
  ],
  [
    { kind: 'region' },
    /\blocation is not supported|(?:country|region|territory|location)[^.]{0,40}\b(?:not supported|unsupported|not available|not allowed)|(?:not available|unavailable|not supported|unsupported|not offered|not permitted) (?:in|for|from) (?:your|this) (?:country|region|location|territory|area)|unsupported (?:country|region|location)|(?:国家|地区|區域|地區|区域)[^。]{0,8}(?:不支持|不可用|不受支持|受限)|不支持[^。]{0,8}(?:国家|地区|地區)/i,
  ],
  [
    { kind: 'quota', quotaPeriod: 'never' },
    /spend(?:ing)? (?:cap|limit)|monthly (?:spend\w* )?(?:limit|quota|budget)/i,
  ],
  [
    { kind: 'quota', quotaPeriod: 'day' },
    /daily (?:request )?(?:limit|quota)|(?:每日|每天|今日|当日|當日)[^。，]{0,12}(?:上限|限额|限額|额度|額度|次数|次數|限制)/i,
  ],
  [
    { kind: 'credit' },
    /insufficient (?:\w+ )?(?:quota|credits?|balance|funds)|(?:quota|credits?|balance|funds) (?:is |are )?(?:not enough|insufficient|too low|depleted|used up)|not enough (?:\w+ )?(?:quota|credits?|balance|funds|money)|preconsumedquota|prepa(?:y|yment|id) credits?|out of (?:credits?|funds)|no (?:remaining )?credits?\b|(?:more|add) credits|requires? more credits|budget (?:has been |is |was )?exceeded|exceed\w* (?:the |its |your )?budget|payment (?:is )?required|\btop[ -]?up\b|billing hard limit|exceeded your current quota.*platform\.openai\.com|token quota[^.]{0,20}exhausted|tokenstatusexhausted|key limit exceeded \(total|余额|餘額|欠费|欠費|预扣费|預扣費|额度[^。，]{0,8}(?:不足|用尽|用完|耗尽|不够)|額度[^。，]{0,8}(?:不足|用盡|用完|耗盡)|请充值|請充值/i,
  ],
  [
    { kind: 'auth' },
    /api[ _-]?keys? (?:is |was |has been |are )?(?:not valid|invalid|incorrect|expired|not found|missing|required|revoked|disabled|deleted|reported|leaked|not supported|not provided|unknown|wrong)|(?:invalid|incorrect|wrong|missing|no|expired|bad|unknown|provide (?:a|an|your)) (?:\w+ )?(?:api[ _-]?key|x-api-key|access token|auth token|bearer token|credentials?|authentication|authorization)|api keys are not supported|unregistered callers|\b(?:key|token|credential)s?\b[^.]{0,30}\b(?:expired|revoked|leaked|invalid)\b|invalid (?:token|key|jwt)\b(?! (?:count|limit|length|id))|token not provided|token status is unavailable|unauthori[sz]ed|not authenticated|unauthenticated|authentication (?:is )?(?:failed|error|required)|auth(?:entication)? credentials|令牌[^。，]{0,6}(?:无效|過期|过期|失效|禁用|不可用|不存在|错误|缺失)|(?:无效|無效|未提供|缺少|过期)的?[^。，]{0,6}(?:令牌|密钥|金鑰|token|key|凭证)|(?:token|key|密钥|密鑰|凭证)[^。，]{0,6}(?:无效|無效|缺失|错误|过期|不正确|已禁用)|鉴权失败|认证失败|验证失败|未授权|未登录|未登入/i,
  ],
  [
    { kind: 'setup' },
    /has not been used in project|it is disabled\. enable|requires billing|enable billing|billing (?:is |has |must |to |account )[^.]{0,30}(?:disabled|enabled|inactive|not active|not found|closed)|must be verified|verify (?:your )?organi[sz]ation|verification required|caller does not have permission|permission ['"`][\w.]+['"`] denied|permission denied on|does not have permission|aiplatform\.endpoints|account is not active|project ['"`#]?[\w-]+['"`]? (?:not found|does not exist|has been deleted)|ip[^.]{0,40}(?:not allowed|not in|restrict|whitelist|allow ?list|not authori[sz]ed)|网段|白名单|IP[^。]{0,12}(?:不在|限制|不允许)|(?:无权|無權|no permission to) ?(?:访问|access)[^。.]{0,24}(?:分组|group)|权限不足/i,
  ],
  [
    { kind: 'badResponse', reason: 'noSuchAddress' },
    /invalid url \((?:get|post|put)|^invalid url\.?$|unknown (?:request )?url|(?:cannot|can't|could not) (?:get|post|find) \/|no route matched|(?:route|endpoint|path|page|requested url)[^.]{0,80}not (?:be )?found|no such (?:route|endpoint|api)|not (?:yet )?implemented|method not allowed|no static resource|接口不存在|路径不存在/i,
  ],
  [
    { kind: 'model' },
    /\bmodels?\b(?:[^.\n]|\.\w){0,140}?\b(?:is|was|are|has been|have been|does|do)? ?(?:not (?:be )?(?:found|exist|available|supported|recogni[sz]ed|valid)|no longer (?:available|supported)|(?:been )?(?:retired|deprecated|shut down|decommissioned|removed|disabled|unavailable)|unknown)|(?:unknown|invalid|unsupported|nonexistent|no such|not a valid) model\b|not a valid model|no endpoints? (?:found|available)|(?:no|not have|without) (?:access|permission)[^.]{0,24}\bmodels?\b|not (?:authori[sz]ed|allowed|permitted)[^.]{0,40}\bmodels?\b|not have access to it|does(?: not|n't) support[^.]{0,60}(?:modalit|image (?:generation|output)|generatecontent)|not supported for generatecontent|publisher model|(?:无权|無權|无权限)[^。，]{0,8}模型|模型[^。，]{0,40}(?:不存在|未找到|不可用|已下线|已下架|不支持|无法使用|未配置|未开通)|(?:不支持|未找到|没有|未知|无效)的?(?:该|此|这个)?模型/i,
  ],
  [
    { kind: 'rateLimit' },
    /rate[ -]?limit|too many (?:requests|concurrent|tokens)|requests? (?:per|limit)|request limit|concurren(?:cy|t)[^.]{0,20}(?:limit|request)|exceeded your current quota|quota exceeded|resource (?:has been )?exhausted|quota will reset|slow down|throttl|请求(?:数|过于|太|次数)|频率|頻率|限流|限速|并发|並發/i,
  ],
  [
    { kind: 'overloaded' },
    /overload|high demand|at capacity|no capacity|out of capacity|capacity (?:is )?(?:exceeded|exhausted|reached|available)|server is busy|too busy|high load|繁忙|过载|過載|负载|負載|算力不足/i,
  ],
  [
    { kind: 'timeout' },
    /deadline (?:has )?(?:expired|exceeded)|timed[ -]?out|time-?out|超时|逾時|response time exceeded/i,
    blamesRequest,
  ],
  [
    { kind: 'badRequest', routeOnly: true },
    /unknown (?:name|parameter|field|argument)|unrecogni[sz]ed (?:request )?(?:argument|parameter|field|name|key)|(?:extra|additional) (?:fields?|inputs?|properties)[^.]{0,20}not (?:permitted|allowed)|unsupported parameter|cannot find field|not supported (?:for|by|with|on|in) (?:this |the )?(?:model|route|endpoint|api|channel)|not supported with (?:the|this) ['"`\w.-]+|不支持(?:该|此)?参数/i,
    saysMore,
  ],
  [
    { kind: 'badRequest' },
    /unsupported (?:value|image|aspect|size|format|media|mime)|must be (?:one of|a |an |at |between)|invalid (?:value|argument|parameters?|image|size|type|json|request|input|prompt|base64|aspect|format|field|option|data)|\b(?:is|are) required\b|missing (?:required|parameter|field)|unable to process input|(?:is|are) not enabled for|not a valid\b|(?:can ?not|must not) be empty|too (?:long|many (?:images|parts|references|inputs))|malformed|could not (?:parse|decode|read|process)|validation error|has empty input|参数|參數|无效的请求|输入不合法/i,
    saysMore,
  ],
  [
    { kind: 'server' },
    /internal (?:server )?error|server (?:had|has) an error|upstream (?:service|error)|bad gateway|数据库错误|服务器(?:内部)?错误|内部错误|系统错误/i,
  ],
];

const longestRead = 4000;

/** What an error's words say beside a status (200 if there is none); undefined if they name no kind. */
export function verdictOfWords(message: string, status: number): Verdict | undefined {
  const text = message.slice(0, longestRead);
  return rows.find(([, words, unless]) => !unless?.(status) && words.test(text))?.[0];
}
