import { groupOf, near } from './patterns';

const place = String.raw`\b(?:country|countries|region|territory|location|area)\b`;

/** A place that is not served, one form a line. */
export const regionWords: readonly RegExp[] = [
  /\blocation is not supported/i, // Google 400
  new RegExp(
    String.raw`${place}[^.]{0,40}\b(?:not supported|unsupported|not available|not allowed|not served|restricted|blocked)\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b${groupOf([
      /not available|unavailable/, // Google 400: image generation in a country
      /not supported|unsupported/, // Google 400: FAILED_PRECONDITION
      /not offered|not permitted|not open|not accessible|not serve (?:\w+ )?/, // made up
      /blocked|restricted|prohibited/, // made up
    ])} (?:in|for|from|to) (?:your|this|the) (?:current )?${place}`,
    'i',
  ),
  /\bnot serve\b[^.]{0,24}\b(?:in|from) (?:your|this) (?:country|region|location|territory)/i, // made up
  /unsupported (?:country|region|location)/i, // made up
  /\bnot (?:offered|available|supported) where you (?:are|live)\b/i, // made up
  /\bgeo(?:graphic(?:al)?(?:ly)?)?[ -]?(?:restrict|block|fenc)/i, // made up
  new RegExp(
    String.raw`\b(?:requests?|access|users?|customers?) (?:from|in) (?:mainland )?${groupOf([
      /China|Hong Kong/,
      /Russia|Belarus/,
      /Iran|Syria|Cuba|North Korea/,
      /[A-Z]{2}/, // a code of two letters: not to be asked without regard to case
    ])}\b[^.]{0,24}\bnot (?:allowed|permitted|supported|served)`,
  ),
  /(?:国家|地区|區域|地區|区域)[^。]{0,8}(?:不支持|不可用|不受支持|受限)/i, // made up, in Chinese
  /不支持[^。]{0,8}(?:国家|地区|地區)/i, // made up, in Chinese
  /(?:国家|地区|地區|区域|區域)[^。]{0,6}(?:暂|暫|尚|还|還)?(?:不|未|无法|無法)(?:支持|开放|開放|提供|使用|访问|訪問)/, // made up, in Chinese
  // by language
  near('вашем регионе|вашей стране|в данном регионе', 'недоступ|не поддерж|не обслуж', 40),
  near(
    'in ihrem (?:land|gebiet)|in ihrer region|in deinem land',
    'nicht (?:verfügbar|unterstützt|angeboten|zugelassen)',
    40,
  ),
  near('dans votre (?:pays|région)', `pas (?:disponible|pris en charge|accessible)|indisponible`, 40),
  near(
    'en (?:su|tu) (?:país|región)|no seu país|na sua região',
    'no (?:está )?(?:disponible|admitid)|não (?:está )?(?:disponível|suportad)',
    40,
  ),
  near('nel (?:tuo|suo) paese|nella (?:tua|sua) regione', 'non (?:è )?(?:disponibile|supportat)', 40),
  near('地域|お住まいの国|お客様の国', '利用(?:いただけません|できません)|対応していません|サポートされていません', 24),
  near('지역|국가', '(?:이용|사용|지원)(?:할 수 없|하지 않|되지 않)|제공되지 않', 30),
];

/** An address that is none of the API's, one form a line. */
export const addressWords: readonly RegExp[] = [
  /invalid url \((?:get|post|put)/i, // OpenAI 404
  /^invalid url\.?$/i, // OpenAI 404
  /unknown (?:request )?(?:url|endpoint|path|route)\b/i, // made up
  /\bnothing (?:is )?(?:served|here|found) at\b/i, // made up
  /\burl\b[^.]{0,60}\b(?:not (?:be )?found|does(?: not|n['’]t) exist)/i, // made up
  /(?:cannot|can't|could not) (?:get|post|find) \//i, // made up
  /\bno (?:matching route|route (?:matched|for))\b/i, // made up
  /(?:route|endpoint|path|page|requested url|uri)[^.]{0,80}not (?:be )?(?:found|routed)/i, // made up
  /no such (?:route|endpoint|api|page|path)/i, // made up
  // Cloudflare's 7003
  /(?:could not|cannot|can['’]t) (?:route|resolve|map|dispatch) (?:the )?(?:request )?(?:to )?['"`“‘]?\//i, // Cloudflare 404
  /(?:unable to|failed to) (?:route|resolve|map|dispatch) (?:the )?(?:request )?(?:to )?['"`“‘]?\//i, // made up
  /could not route\b/i, // Cloudflare 404
  /perhaps your object identifier is invalid/i, // Cloudflare 404
  /not (?:yet )?implemented/i, // made up
  /method not allowed/i, // made up
  /no static resource/i, // made up
  /(?:接口|路径|路徑|地址|页面|頁面)(?:地址)?(?:不存在|错误|錯誤|有误|未找到)/i, // made up, in Chinese
];
