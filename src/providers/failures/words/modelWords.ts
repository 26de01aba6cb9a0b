import { near } from './near';

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
  /\bno available channels?\b/i,
  /\bno (?:channels?|providers?|upstreams?) (?:that )?(?:serves?|supports?|has|have|offers?)\b/i,
  /\bchannels?\b[^.]{0,20}\bhas no models?\b/i,
  /available channels? for model/i,
  /\bchannels?\b[^.]{0,40}\b(?:does not|doesn['’]t|do not|cannot|not) (?:support|serve|have|offer|provide)[^.]{0,40}\bmodels?\b/i,
  /\b(?:unknown|no) provider for model\b/i, // CLIProxyAPI
  /\b(?:group|key|token|account|plan)\b[^.]{0,30}\b(?:has|have) no (?:upstream|channel|route|provider|endpoint)s?\b/i,
  /(?:无|無|没有)可用(?:的)?渠道/,
  /可用渠道失败/,
  /渠道[^。，]{0,20}(?:不支持|没有|沒有|未配置|未开通|未启用)[^。，]{0,20}模型|(?:没有|沒有|无|無)渠道(?:支持|提供)/,
  /(?:此|该|当前|這個|这个)(?:渠道|分组)[^。，]{0,6}不支持/,
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
    'no (?:está disponible|existe|se encontr|es compatible)|não (?:está disponível|existe|foi encontrado|é suportado)|desconocido|desconhecido',
    60,
  ),
  near(String.raw`\bmodello\b`, 'non (?:è disponibile|esiste|trovato|supportato)|sconosciuto', 60),
  near('モデル', '見つかりません|存在しません|利用できません|対応していません|サポートされていません', 40),
  near('모델', '찾을 수 없|존재하지 않|지원하지 않|지원되지 않|사용할 수 없', 40),
  near('mô hình', 'không (?:tồn tại|tìm thấy|được hỗ trợ|khả dụng)', 40),
  near(
    String.raw`\bmodel\b`,
    'bulunamadı|desteklenmiyor|tidak (?:ditemukan|tersedia|didukung)|nie (?:istnieje|znaleziono)|niet (?:gevonden|beschikbaar)',
    60,
  ),
];

/** A model that this route or this key does not have, one form a line. */
export const modelWords: readonly RegExp[] = [
  /\bmodels?\b(?:[^.\n]|\.\w){0,140}?\b(?:is|was|are|has been|have been|does|do)? ?(?:not (?:be )?(?:found|exist|available|supported|recogni[sz]ed|valid)|no longer (?:available|supported)|(?:been )?(?:retired|deprecated|shut down|taken down|taken offline|decommissioned|removed|disabled|unavailable|discontinued)|unknown|offline)/i,
  /\bmodels?\b[^.\n]{0,80}?\bnot (?:currently )?(?:served|enabled|configured|deployed|mapped|offered|provided|hosted|loaded|registered|installed|allowed|activated|open)\b/i,
  /\bmodels?\b[^\n]{0,80}?\bnot (?:in|on|part of|among) (?:the |this |your |our )?(?:[\w'’]+ ){0,2}(?:list|allow ?list|white ?list|catalog(?:ue)?|plan|group|models)\b/i,
  /\b(?:no|not any) (?:deployments?|providers?|upstreams?|backends?) (?:for|of|with|serves?) (?:the |this |that )?(?:\w+ )?models?\b/i, // LiteLLM
  /\bmodels?\b[^.\n]{0,40}\bhas no (?:deployment|provider|upstream|channel|backend)s?\b/i,
  /\bnot (?:an? )?models? (?:of|on|in) (?:this|our|the) (?:service|api|platform|gateway|relay|provider)\b/i,
  /\b(?:not|n['’]t) (?:yet )?(?:activated|enabled|opened|deployed|purchased) (?:the |this |that )?models?\b/i, // Volcengine
  /\bdoes(?: not|n['’]t) work with (?:the |this )?(?:specified |requested )?model\b/i, // Azure
  /\bdeployment\b[^.]{0,40}\b(?:does not|doesn['’]t) exist\b/i, // Azure
  /(?:unknown|invalid|unsupported|nonexistent|no such|not a valid) model\b/i,
  /\b(?:does not|doesn['’]t|do not|cannot|can['’]t) (?:serve|offer|provide|host|support|know|recogni[sz]e|have) (?:the |this |that |a |any )?(?:requested )?(?:model|['"`][\w./:-]+['"`] model)\b/i,
  /not a valid model/i,
  /\b(?:does not|doesn['’]t) include (?:this|the|that) model\b/i,
  /no endpoints? (?:found|available)/i,
  /no allowed providers\b/i, // OpenRouter
  /(?:no|not have|without) (?:access|permission)[^.]{0,24}\bmodels?\b/i,
  /not (?:authori[sz]ed|allowed|permitted)[^.]{0,40}\bmodels?\b/i,
  /not have access to it/i,
  /does(?: not|n't) support[^.]{0,60}(?:modalit|image (?:generation|output)|generatecontent)/i,
  /not supported for generatecontent/i,
  /publisher model/i,
  /(?:无权|無權|无权限)[^。，]{0,8}模型/i,
  /模型[^。，]{0,40}(?:不存在|未找到|不可用|已下线|已下架|已停用|已禁用|已关闭|不支持|无法使用|未配置|未开通|未开放|未启用|未部署|未映射|未授权)/i,
  /(?:不支持|未找到|没有|未知|无效|未接入|未提供)的?(?:该|此|这个)?模型/i,
  ...byLanguage,
];
