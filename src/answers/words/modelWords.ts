import { groupOf, near } from './patterns';

/** Ids of models of this kind: what is said of them is said of a model. */
const anyModelId =
  /\b(?:gemini|nano-banana|gpt-image|imagen|dall-e|flux|seedream|qwen-image|grok-imagine)[\w.-]*[\w]/gi;

/** A text in which the id that was asked for, and its like, are called a model. */
export function withModelsNamed(text: string, modelId: string): string {
  const named = modelId.length > 4 ? text.replaceAll(modelId, 'the model') : text;
  return named.replace(anyModelId, 'the model').replace(/\bmodels?[ :=/"'`“]{1,3}the model\b/gi, 'model');
}

/** No channel: the group of this key has no such model, whatever the names in the sentence are. */
export const channelWords: readonly RegExp[] = [
  /\bno available channels?\b/i, // a relay's 503
  /\bno (?:channels?|providers?|upstreams?) (?:that )?(?:serves?|supports?|has|have|offers?)\b/i, // made up
  /\bchannels?\b[^.]{0,20}\bhas no models?\b/i, // made up
  /available channels? for model/i, // a relay's 503
  /\bchannels?\b[^.]{0,40}\b(?:does not|doesn['’]t|do not) (?:support|serve|have|offer|provide)[^.]{0,40}\bmodels?\b/i, // made up
  /\bchannels?\b[^.]{0,40}\b(?:cannot|not) (?:support|serve|have|offer|provide)[^.]{0,40}\bmodels?\b/i, // made up
  /\b(?:unknown|no) provider for model\b/i, // CLIProxyAPI
  /\b(?:group|key|token|account|plan)\b[^.]{0,30}\b(?:has|have) no (?:upstream|channel|route|provider|endpoint)s?\b/i, // made up
  /(?:无|無|没有)可用(?:的)?渠道/, // a relay's 503
  /可用渠道失败/, // made up, in Chinese
  /渠道[^。，]{0,20}(?:不支持|没有|沒有|未配置|未开通|未启用)[^。，]{0,20}模型/, // made up, in Chinese
  /(?:没有|沒有|无|無)渠道(?:支持|提供)/, // made up, in Chinese
  /(?:此|该|当前|這個|这个)(?:渠道|分组)[^。，]{0,6}不支持/, // made up, in Chinese
];

/** What may be said of a model that is not served, by language. */
const byLanguage: readonly RegExp[] = [
  near('модел[ьи]', 'не найден|не поддерж|недоступн|не существует|отключен|не обслуж', 40),
  near(
    String.raw`\bmodell\b`,
    'nicht (?:gefunden|unterstützt|verfügbar|vorhanden|freigeschaltet)|unbekannt|existiert nicht',
    60,
  ),
  near(
    String.raw`\bmodèle\b`,
    `n['’](?:est pas (?:disponible|pris en charge)|existe pas)|introuvable|inconnu|indisponible`,
    60,
  ),
  near(
    String.raw`\bmod[eè]lo\b`,
    groupOf([
      /no (?:está disponible|existe|se encontr|es compatible)|desconocido/, // Spanish
      /não (?:está disponível|existe|foi encontrado|é suportado)|desconhecido/, // Portuguese
    ]),
    60,
  ),
  near(String.raw`\bmodello\b`, 'non (?:è disponibile|esiste|trovato|supportato)|sconosciuto', 60),
  near('モデル', '見つかりません|存在しません|利用できません|対応していません|サポートされていません', 40),
  near('모델', '찾을 수 없|존재하지 않|지원하지 않|지원되지 않|사용할 수 없', 40),
  near('mô hình', 'không (?:tồn tại|tìm thấy|được hỗ trợ|khả dụng)', 40),
  near(
    String.raw`\bmodel\b`,
    groupOf([
      /bulunamadı|desteklenmiyor/, // Turkish
      /tidak (?:ditemukan|tersedia|didukung)/, // Indonesian
      /nie (?:istnieje|znaleziono)/, // Polish
      /niet (?:gevonden|beschikbaar)/, // Dutch
    ]),
    60,
  ),
];

/** A model that this route or this key does not have, one form a line. */
export const modelWords: readonly RegExp[] = [
  new RegExp(
    String.raw`\bmodels?\b(?:[^.\n]|\.\w){0,140}?\b(?:is|was|are|has been|have been|does|do)? ?${groupOf([
      /not (?:be )?found/, // Google 404
      /not (?:be )?exist/, // OpenAI 404
      /not (?:be )?(?:available|supported|recogni[sz]ed|valid)/, // OpenRouter 400; Google 400
      /no longer (?:available|supported)/, // Google 404, of a model that was retired
      /(?:been )?(?:retired|deprecated|shut down|decommissioned|discontinued)/, // Groq's and OpenAI's words
      /(?:been )?(?:taken down|taken offline|removed|disabled|unavailable)/, // made up
      /unknown|offline/, // made up
    ])}`,
    'i',
  ),
  /\bmodels?\b[^.\n]{0,80}?\bnot (?:currently )?(?:served|enabled|configured|deployed|mapped|offered|provided)\b/i, // a relay's 404
  /\bmodels?\b[^.\n]{0,80}?\bnot (?:currently )?(?:hosted|loaded|registered|installed|allowed|activated|open)\b/i, // made up
  new RegExp(
    String.raw`\bmodels?\b[^\n]{0,80}?\bnot (?:in|on|part of|among) (?:the |this |your |our )?(?:[\w'’]+ ){0,2}${groupOf(
      [/list|allow ?list|white ?list/, /catalog(?:ue)?|models/, /plan|group/],
    )}\b`,
    'i',
  ),
  /\b(?:no|not any) (?:deployments?|providers?) (?:for|of|with|serves?) (?:the |this |that )?(?:\w+ )?models?\b/i, // LiteLLM
  /\b(?:no|not any) (?:upstreams?|backends?) (?:for|of|with|serves?) (?:the |this |that )?(?:\w+ )?models?\b/i, // LiteLLM
  /\bmodels?\b[^.\n]{0,40}\bhas no (?:deployment|provider|upstream|channel|backend)s?\b/i, // made up
  /\bnot (?:an? )?models? (?:of|on|in) (?:this|our|the) (?:service|api|platform|gateway|relay|provider)\b/i, // made up
  /\b(?:not|n['’]t) (?:yet )?(?:activated|enabled|opened|deployed|purchased) (?:the |this |that )?models?\b/i, // Volcengine
  /\bdoes(?: not|n['’]t) work with (?:the |this )?(?:specified |requested )?model\b/i, // Azure
  /\bdeployment\b[^.]{0,40}\b(?:does not|doesn['’]t) exist\b/i, // Azure
  /(?:unknown|invalid|unsupported|nonexistent|no such|not a valid) model\b/i, // a relay's 503
  new RegExp(
    [
      String.raw`\b(?:does not|doesn['’]t|do not|cannot|can['’]t) (?:serve|offer|provide|host|support|know|recogni[sz]e|have)`,
      String.raw`(?:the |this |that |a |any )?(?:requested )?(?:model|['"\x60][\w./:-]+['"\x60] model)\b`,
    ].join(' '),
    'i',
  ),
  /not a valid model/i, // made up
  /\b(?:does not|doesn['’]t) include (?:this|the|that) model\b/i, // made up
  /no endpoints? (?:found|available)/i, // a relay's 404
  /no allowed providers\b/i, // OpenRouter
  /(?:no|not have|without) (?:access|permission)[^.]{0,24}\bmodels?\b/i, // made up
  /not (?:authori[sz]ed|allowed|permitted)[^.]{0,40}\bmodels?\b/i, // LiteLLM 401
  /not have access to it/i, // Vertex AI
  /does(?: not|n't) support[^.]{0,60}(?:modalit|image (?:generation|output)|generatecontent)/i, // made up
  /not supported for generatecontent/i, // Google 404
  /publisher model/i, // Vertex AI
  /(?:无权|無權|无权限)[^。，]{0,8}模型/i, // a relay's 403
  /模型[^。，]{0,40}(?:不存在|未找到|不可用|已下线|已下架|已停用|已禁用|已关闭|不支持|无法使用|未配置|未开通|未开放|未启用|未部署|未映射|未授权)/i, // made up, in Chinese
  /(?:不支持|未找到|没有|未知|无效|未接入|未提供)的?(?:该|此|这个)?模型/i, // made up, in Chinese
  ...byLanguage,
];
