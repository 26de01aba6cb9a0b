import { groupOf } from './patterns';

/** Reference pictures that were too large, as a printed Go struct and in words. */
export const tooLargeWords: readonly RegExp[] = [
  /write_response_body_failed/i, // a relay's 500
  /write tcp\b.*(?:reset by peer|broken pipe)/is, // a relay's 500
  /(?:payload|request(?: body| entity)?|body)s? (?:size )?(?:is |are |was )?(?:too large|too big)/i, // made up
  /(?:content|image|file|upload)s? (?:size )?(?:is |are |was )?(?:too large|too big)/i, // made up
  /entity too large/i, // made up
  /exceeds? the (?:maximum|max) (?:request|image|file|body|payload|upload)? ?size/i, // made up
  /size exceeds/i, // made up
  /(?:请求|图片|文件)(?:体)?(?:太大|过大)/i, // made up, in Chinese
];

/** What this route cannot take or convert; another one may. */
export const conversionWords: readonly RegExp[] = [
  /unknown (?:name|parameter|field|argument|option|property|key)/i, // Google 400
  /(?:unexpected|unrecogni[sz]ed|unsupported) (?:keyword )?(?:option|property|field|argument|parameter)/i, // made up
  new RegExp(
    String.raw`(?:option|parameter|field|property|argument|type) ['"\x60]?[\w.[\]-]{1,60}['"\x60]? (?:is |are )?${groupOf(
      [/not (?:supported|known|recogni[sz]ed|allowed)/, /unknown|unsupported|unrecogni[sz]ed/],
    )}`,
    'i',
  ),
  /does(?: not|n['’]t) (?:know|support|recogni[sz]e|accept) (?:the |this |that )?(?:option|parameter|field)/i, // made up
  /does(?: not|n['’]t) (?:know|support|recogni[sz]e|accept) (?:the |this |that )?(?:argument|property)/i, // made up
  /(?:fail\w{0,8}|unable|cannot|can['’]t|could not|error)[^.]{0,24}\b(?:convert|conver(?:ting|sion))\b/i, // made up
  /(?:fail\w{0,8}|unable|cannot|can['’]t|could not|error)[^.]{0,24}\b(?:transform(?:ing)?|translat(?:e|ing))\b/i, // made up
  /\b(?:conversion|convert(?:ing)?)\b[^.]{0,40}\b(?:fail\w{0,8}|errors?|not supported|unsupported|impossible)/i, // made up
  /\b(?:cannot|can['’]t|could not) be (?:converted|translated|transformed)\b/i, // made up
  /\b(?:option|parameter|field|property|argument)\b[^.]{0,40}\b(?:not understood|is unknown)\b/i, // made up
  /\b(?:cannot|can['’]t|unable to) (?:handle|process|take) (?:\w+ )?(?:webp|png|jpe?g|heic|heif|gif)\b/i, // made up
  /\b(?:cannot|can['’]t|unable to) (?:handle|process|take) (?:\w+ )?(?:avif|svg|image\/\w+)\b/i, // made up
  /\bcannot unmarshal\b/i, // Go
  /\bunmarshal (?:error|failed)/i, // Go
  /(?:转换|轉換)[^。，]{0,12}(?:失败|失敗|出错|错误|錯誤|不支持)/, // made up, in Chinese
  /(?:无法|無法|不能)(?:转换|轉換|解析)/, // made up, in Chinese
  /unrecogni[sz]ed (?:request )?(?:argument|parameter|field|name|key)/i, // made up
  /(?:extra|additional) (?:fields?|inputs?|properties)[^.]{0,20}not (?:permitted|allowed)/i, // made up
  /unsupported parameter/i, // made up
  /cannot find field/i, // Google 400
  /not supported (?:for|by|with|on|in) (?:this |the )?(?:model|route|endpoint|api|channel)/i, // Google 400
  /not supported with (?:the|this) ['"`\w.-]+/i, // made up
  /不支持(?:该|此|的)?(?:参数|參數|选项|字段)/, // made up, in Chinese
  /(?:未知|无法识别)的?(?:参数|參數|选项|字段)/, // made up, in Chinese
];

/** A body or an option that is wrong. */
export const badRequestWords: readonly RegExp[] = [
  /unsupported (?:value|image|aspect|size|format|media|mime|file|content|type)/i, // Google 400
  /\b(?:mime|media|content|file|image)[ -]?(?:types?|formats?)\b[^.]{0,80}\bnot (?:supported|allowed|accepted)\b/i, // a relay's 500
  /\b(?:mime|media|content|file|image)[ -]?(?:types?|formats?)\b[^.]{0,80}\b(?:unsupported|invalid)\b/i, // made up
  /\bnot an? (?:supported|allowed|accepted) (?:\w+ )?(?:type|format)\b/i, // made up
  /\b(?:image|webp|png|jpe?g|gif|heic)\b: (?:unknown|invalid|unsupported) (?:format|type)\b/i, // Go's image package
  /\b(?:decod(?:e|ing)|pars(?:e|ing)) (?:the )?(?:base64|image|picture|data ?url)/i, // made up
  /不支持的?(?:图片|圖片|文件|媒体|媒體|MIME)?(?:类型|類型|格式)/i, // made up, in Chinese
  /(?:图片|圖片|文件|媒体|媒體)(?:类型|類型|格式)[^。，]{0,6}(?:不支持|错误|錯誤|无效|無效)/, // made up, in Chinese
  /must be (?:one of|a |an |at |between)/i, // Google 400
  /invalid (?:value|argument|parameters?|image|size|type|json|request|input)/i, // Google 400
  /invalid (?:prompt|base64|aspect|format|field|option|data)/i, // made up
  /\b(?:is|are) required\b/i, // a relay's 400
  /missing (?:required|parameter|field)/i, // made up
  /unable to process input/i, // a relay's 200
  /(?:is|are) not enabled for/i, // Google 400
  /not a valid\b/i, // made up
  /(?:can ?not|must not) be empty/i, // made up
  /too (?:long|many (?:images|parts|references|inputs))/i, // made up
  /malformed/i, // made up
  /could not (?:parse|decode|read|process)/i, // made up
  /validation error/i, // made up
  /has empty input/i, // made up
  /参数/i, // made up, in Chinese
  /參數/i, // made up, in Chinese
  /无效的请求/i, // made up, in Chinese
  /输入不合法/i, // made up, in Chinese
];
