import { groupOf } from './patterns';
import { withoutQuotes } from './quotesAndEchoes';
import { sentencesOf } from './sentences';

/** Whoever looks for forbidden content, as services call it. */
const moderation = [
  'moderation',
  'content[ -]?(?:safety|filter(?:ing)?|moderation|check(?:er)?|review|audit|inspection|security)',
  'safety (?:check(?:er)?|service|filter|classifier|system)',
  'guardrails?',
  'llama guard',
  'nsfw (?:check(?:er)?|detector|filter|classifier)',
  'content policy (?:check|service|filter)',
  'sensitive[ -]words? (?:check|filter|service|detection)',
].join('|');

const part = 'service|system|server|api|endpoint|backend|request|call|provider|engine|model|check|module|result';

const broken = [
  'unavailable|not available|unreachable|not reachable|offline|is down|went down|overloaded|too busy|crashed',
  'time(?:d)?[ -]?out|not respond(?:ing|ed)?|did not (?:answer|respond)|no response',
  'connection (?:refused|reset|error|failed)',
  'responded with (?:an? )?(?:error|http|status|429|5\\d\\d)|\\bEOF\\b|socket hang up',
  'no such host|deadline exceeded|dial tcp|failed to (?:load|start|respond|evaluate)',
  'internal error|exception|malfunction|out of service|under maintenance',
  'returned (?:an? )?(?:error|invalid|empty|http|status|429|5\\d\\d)',
  'could not be (?:reached|loaded|completed|contacted|performed)|cannot be reached',
].join('|');

/** A service that judges content, and what is wrong with it, in a language that names them in this order. */
function brokenService(service: RegExp, fault: RegExp, between = 40): RegExp {
  return new RegExp(`(?:${service.source})[^.]{0,${between}}(?:${fault.source})`, 'i');
}

/** Sentences that say that the check itself broke, one form a line; what a check found is another matter. */
const forms: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:${moderation})\b(?: (?:${part}))*[^.]{0,40}?\b(?:${broken})`, 'i'),
  new RegExp(String.raw`\b(?:${moderation}) (?:${part})\b[^.]{0,20}\b(?:error|failed|failure|fault)\b`, 'i'),
  new RegExp(
    String.raw`\b(?:failed|unable|could not|couldn['’]t|cannot|can['’]t|error|timeout|timed out|problem)\b[^.]{0,20}\b${groupOf(
      [
        /call|reach|connect|contact|query|invoke/,
        /load|run|execute|initiali[sz]e|start|perform|complete/,
        /get a response from|get an answer from/,
      ],
    )}(?:ing)?\b[^.]{0,24}\b(?:${moderation})\b`,
    'i',
  ),
  // the check itself could not be made
  new RegExp(
    String.raw`\b(?:unable to|could not|couldn['’]t|cannot|can['’]t|failed to) (?:moderate|check|screen|review|scan) ` +
      String.raw`(?:the |your |this )?(?:prompt|content|image|picture|input|request)\b`,
    'i',
  ),
  new RegExp(String.raw`\berror (?:while|during|in) (?:\w+ )?(?:${moderation}|moderating)\b`, 'i'),
  new RegExp(
    [
      '(?:审核|審核|审查|審查|内容安全|內容安全|敏感词|敏感詞|风控|風控|安全检测|安全檢測|鉴黄)(?:检测|檢測)?',
      '(?:服务|服務|系统|系統|接口|模块|模塊|平台|引擎|请求|請求)[^，。]{0,12}',
      groupOf([
        /异常|異常|错误|錯誤|失败|失敗|出错|出錯|故障/,
        /不可用|无法|無法|无响应|宕机/,
        /超时|超時|繁忙|维护|維護/,
      ]),
    ].join(''),
  ),
  /(?:调用|調用|请求|請求|连接|連接|访问)[^，。]{0,8}(?:审核|審核|内容安全|敏感词|风控)[^，。]{0,8}(?:失败|失敗|异常|異常|超时|超時|出错|错误)/, // made up, in Chinese
  /(?:审核|審核|内容安全检测|安全检测)(?:服务)?(?:超时|超時|异常|異常)/, // made up, in Chinese
  /(?:审核|審核|检测|檢測)(?:失败|失敗)[:：，,]? ?(?:连接|連接|网络|網絡|请求|請求|接口|服务|服務)?(?:超时|超時|异常|異常|错误|錯誤|中断)/, // made up, in Chinese
  /(?:モデレーション|コンテンツ審査|安全性チェック|フィルタリング)(?:サービス|API|システム|サーバー)[^。]{0,20}(?:利用できません|エラー|タイムアウト|失敗|停止|応答)/i, // made up, in Japanese
  /(?:모더레이션|검수|콘텐츠 (?:검사|심사|필터)) ?(?:서비스|API|시스템|서버)[^.]{0,20}(?:오류|사용할 수 없|시간 초과|실패|응답|장애)/i, // made up, in Korean
  // Russian
  brokenService(
    /(?:сервис|служб|систем|сервер|API)\S{0,3} (?:модерации|проверки (?:контента|содержимого)|фильтрации)/,
    /недоступ|ошибк|не отвеча|тайм-?аут|сбо|не работает/,
    30,
  ),
  // German
  brokenService(
    /(?:moderations|inhaltsprüfungs|filter|sicherheitsprüfungs)-?(?:dienst|service|server|api|system)|inhaltsfilter/,
    /nicht erreichbar|nicht verfügbar|fehler|zeitüberschreitung|ausgefallen|antwortet nicht|gestört/,
  ),
  // French
  brokenService(
    /(?:service|api|système|serveur) de (?:modération|filtrage|vérification du contenu)|filtre de contenu/,
    /indisponible|erreur|injoignable|délai|en panne|ne répond pas/,
  ),
  // Spanish
  brokenService(
    /(?:servicio|api|sistema|servidor) de (?:moderación|filtrado|revisión de contenido)|filtro de contenido/,
    /no (?:está )?disponible|error|fall[oó]|tiempo de espera|caído|no responde/,
  ),
  // Portuguese
  brokenService(
    /(?:serviço|api|sistema|servidor) de (?:moderação|filtragem)|filtro de conteúdo/,
    /indisponível|erro|falh|tempo|fora do ar|não responde/,
  ),
  /(?:servizio|api|sistema|server) di (?:moderazione|filtraggio)[^.]{0,40}(?:non (?:è )?disponibile|errore)/i, // made up, in Italian
  /(?:servizio|api|sistema|server) di (?:moderazione|filtraggio)[^.]{0,40}(?:irraggiungibile|timeout)/i, // made up, in Italian
  /(?:servizio|api|sistema|server) di (?:moderazione|filtraggio)[^.]{0,40}(?:non risponde|guasto)/i, // made up, in Italian
  /dịch vụ kiểm duyệt[^.]{0,30}(?:không khả dụng|lỗi|không phản hồi)/i, // made up, in Vietnamese
  /moderasyon (?:servisi|sistemi|api)\S{0,16}[^.]{0,30}(?:yanıt vermiyor|kullanılamıyor|hata)/i, // made up, in Turkish
  /layanan moderasi[^.]{0,30}(?:tidak tersedia|gagal|galat)/i, // made up, in Indonesian
];

/** Whether words say that the service that judges content is itself broken: nobody has refused anything. */
export function saysModerationIsBroken(text: string): boolean {
  // a prompt in quotes may speak of anything
  return sentencesOf(withoutQuotes(text)).some((sentence) => forms.some((form) => form.test(sentence)));
}
