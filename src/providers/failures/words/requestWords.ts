/** Reference pictures that were too large, as a printed Go struct and in words. */
export const tooLargeWords: readonly RegExp[] = [
  /write_response_body_failed/i,
  /write tcp\b.*(?:reset by peer|broken pipe)/is,
  /(?:payload|request(?: body| entity)?|body|content|image|file|upload)s? (?:size )?(?:is |are |was )?(?:too large|too big)/i,
  /entity too large/i,
  /exceeds? the (?:maximum|max) (?:request|image|file|body|payload|upload)? ?size/i,
  /size exceeds/i,
  /(?:请求|图片|文件)(?:体)?(?:太大|过大)/i,
];

/** What this route cannot take or convert; another one may. */
export const conversionWords: readonly RegExp[] = [
  /unknown (?:name|parameter|field|argument|option|property|key)/i,
  /(?:unexpected|unrecogni[sz]ed|unsupported) (?:keyword )?(?:option|property|field|argument|parameter)/i,
  /(?:option|parameter|field|property|argument|type) ['"`]?[\w.[\]-]{1,60}['"`]? (?:is |are )?(?:not (?:supported|known|recogni[sz]ed|allowed)|unknown|unsupported|unrecogni[sz]ed)/i,
  /does(?: not|n['’]t) (?:know|support|recogni[sz]e|accept) (?:the |this |that )?(?:option|parameter|field|argument|property)/i,
  /(?:fail\w{0,8}|unable|cannot|can['’]t|could not|error)[^.]{0,24}\b(?:convert|conver(?:ting|sion)|transform(?:ing)?|translat(?:e|ing))\b/i,
  /\b(?:conversion|convert(?:ing)?)\b[^.]{0,40}\b(?:fail\w{0,8}|errors?|not supported|unsupported|impossible)/i,
  /\b(?:cannot|can['’]t|could not) be (?:converted|translated|transformed)\b/i,
  /\b(?:option|parameter|field|property|argument)\b[^.]{0,40}\b(?:not understood|is unknown)\b/i,
  /\b(?:cannot|can['’]t|unable to) (?:handle|process|take) (?:\w+ )?(?:webp|png|jpe?g|heic|heif|gif|avif|svg|image\/\w+)\b/i,
  /\bcannot unmarshal\b|\bunmarshal (?:error|failed)/i, // Go
  /(?:转换|轉換)[^。，]{0,12}(?:失败|失敗|出错|错误|錯誤|不支持)|(?:无法|無法|不能)(?:转换|轉換|解析)/,
  /unrecogni[sz]ed (?:request )?(?:argument|parameter|field|name|key)/i,
  /(?:extra|additional) (?:fields?|inputs?|properties)[^.]{0,20}not (?:permitted|allowed)/i,
  /unsupported parameter/i,
  /cannot find field/i,
  /not supported (?:for|by|with|on|in) (?:this |the )?(?:model|route|endpoint|api|channel)/i,
  /not supported with (?:the|this) ['"`\w.-]+/i,
  /不支持(?:该|此|的)?(?:参数|參數|选项|字段)/,
  /(?:未知|无法识别)的?(?:参数|參數|选项|字段)/,
];

/** A body or an option that is wrong. */
export const badRequestWords: readonly RegExp[] = [
  /unsupported (?:value|image|aspect|size|format|media|mime|file|content|type)/i,
  /\b(?:mime|media|content|file|image)[ -]?(?:types?|formats?)\b[^.]{0,80}\b(?:not (?:supported|allowed|accepted)|unsupported|invalid)\b/i,
  /\bnot an? (?:supported|allowed|accepted) (?:\w+ )?(?:type|format)\b/i,
  /\b(?:image|webp|png|jpe?g|gif|heic)\b: (?:unknown|invalid|unsupported) (?:format|type)\b/i, // Go's image package
  /\b(?:decod(?:e|ing)|pars(?:e|ing)) (?:the )?(?:base64|image|picture|data ?url)/i,
  /不支持的?(?:图片|圖片|文件|媒体|媒體|MIME)?(?:类型|類型|格式)/i,
  /(?:图片|圖片|文件|媒体|媒體)(?:类型|類型|格式)[^。，]{0,6}(?:不支持|错误|錯誤|无效|無效)/,
  /must be (?:one of|a |an |at |between)/i,
  /invalid (?:value|argument|parameters?|image|size|type|json|request|input|prompt|base64|aspect|format|field|option|data)/i,
  /\b(?:is|are) required\b/i,
  /missing (?:required|parameter|field)/i,
  /unable to process input/i,
  /(?:is|are) not enabled for/i,
  /not a valid\b/i,
  /(?:can ?not|must not) be empty/i,
  /too (?:long|many (?:images|parts|references|inputs))/i,
  /malformed/i,
  /could not (?:parse|decode|read|process)/i,
  /validation error/i,
  /has empty input/i,
  /参数/i,
  /參數/i,
  /无效的请求/i,
  /输入不合法/i,
];
