/** Words that name a content rule, in the languages in which models answer. */
const rule = [
  String.raw`polic(?:y|ies)|safety|unsafe|guidelines?|\bsensitive\b|\bharm(?:s|ful|less|ing|ed)?\b|\bexplicit\b|sexually`,
  String.raw`inappropriate|not appropriate|prohibited|\bsexual|nudity|\bnude|porn|nsfw|violen[ct]|\bgor[ey]\b|hateful`,
  String.raw`hate speech|self-harm|illegal|\babus|moderation|content (?:filter|rule|restriction)|responsible ai|\bethic`,
  String.raw`copyright|intellectual property|third-party content|trademark|public figure|real (?:people|person)`,
  '敏感|违规|違規|违反|違反|违禁|違禁|政策|安全|审核|審核|审查|審查|不当|不當|不适当|不適當|不适宜|不雅|色情|暴力|露骨|有害',
  '违法|違法|规定|規定|准则|準則|规范|規範|版权|版權|侵权|侵權|风控|風控|合规|合規',
  'ポリシー|ガイドライン|規約|不適切|センシティブ|性的|禁止',
  '정책|안전|가이드라인|민감|부적절|유해|선정|폭력|위반|금지',
  'политик|безопасн|правил|недопустим|неприемлем|вредн|откровенн|сексуальн|насили|наруша|політик|безпек|неприйнятн',
  String.raw`pol[ií]tica|politique|seguridad|segurança|sécurité|sicurezza|directri|diretri|directives?\b|linee guida|normas`,
  String.raw`sens[ií](?:ble|bles|bil|bili|veis|vel)\b|inapropiad|inapropriad|inappropri|expl[ií]cit|esplicit|da[ñn]in|noci[vf]`,
  String.raw`dannos|violen[ct]|prohibid|proibid|interdit|vietat|sexual|sexuel|sessual`,
  'richtlini|sicherheit|unangemessen|sensib(?:el|le)|schädlich|explizit|gewalt|anstößig|sexuell|verboten',
  'beleid|veiligheid|ongepast|schadelijk|polityk|bezpieczeństw|zasad|nieodpowiedni|szkodliw',
  'politika|güvenli|uygunsuz|hassas|zararlı|chính sách|an toàn|nhạy cảm|không phù hợp|độc hại',
  'kebijakan|keamanan|sensitif|tidak pantas|berbahaya',
  'سياس|سلامة|حساس|غير لائق|ضار|नीति|सुरक्षा|संवेदनशील|अनुचित|हानिकारक|นโยบาย|ความปลอดภัย|ไม่เหมาะสม|ละเอียดอ่อน',
].join('|');

/** Words that refuse or block. */
const refusal = [
  String.raw`can['’]?t\b|cannot|can not|could(?:n['’]t| not)|unable|not able|won['’]t|will not|would(?:n['’]t| not)|not allowed`,
  String.raw`not permitted|must not|sorry|apologi|declin|refus|block|reject|filter|flagg|violat|prohibit|denied|not possible`,
  String.raw`failed|\bagainst\b|restrict|due to|not comply|disallow|not something i|may contain|contains|did(?:n['’]t| not)`,
  '无法|無法|不能|不可以|抱歉|拒绝|拒絕|不允许|不允許|不会|未能|不支持|违反|違反|违规|違規|违禁|含有|包含|涉及|禁止|未通过|失败',
  '对不起|對不起|屏蔽|拦截|触发|觸發|遗憾',
  'できません|できない|申し訳|ません|お断り|拒否|違反|含まれ|ブロック|없습니다|없어요|죄송|불가|거부|위반|차단|안 됩니다',
  'не мог|невозможно|извин|отказ|нельзя|наруша|запрещ|заблокир|не можу|вибач',
  String.raw`no (?:puedo|podemos|es posible|se puede)|lo siento|lamento|infringe|bloque|rechaz|não (?:posso|consigo|é possível)`,
  String.raw`desculp|sinto muito|ne (?:peux|peut|puis|pouvons)|impossible|désolé|refus|enfrei|pas en mesure|contraire`,
  String.raw`non (?:posso|è possibile)|mi dispiace|bloccat|rifiut|\bviola`,
  'kann[^.]{0,60}nicht|nicht (?:erstell|generier|möglich|erlaubt|in der lage)',
  'leider|tut mir leid|verstö|abgelehnt|blockiert',
  'darf nicht|keine? bild|kan (?:niet|geen)|helaas|spijt|nie mogę|przepraszam|niestety',
  'üzgünüm|mümkün değil|(?:am|em)(?:am|em|ıyorum|iyorum)|không thể|xin lỗi|tidak (?:dapat|bisa)|maaf',
  'لا يمكن|لا أستطيع|عذر|آسف|नहीं|क्षमा|असमर्थ|ไม่สามารถ|ขออภัย',
].join('|');

const rules = new RegExp(rule, 'iu');
const refusals = new RegExp(refusal, 'iu');
const longestRead = 4000;

/** Sentences of a text; a refusal stands at its beginning. */
function sentencesOf(text: string): string[] {
  return text.slice(0, longestRead).split(/[.!?。！？\n]+/);
}

/** Whether words refuse and give content rules as the reason, in the same sentence or the next one. */
export function refusesByRules(text: string): boolean {
  const sentences = sentencesOf(text);
  return sentences.some(
    (sentence, index) =>
      refusals.test(sentence) && sentences.slice(Math.max(0, index - 1), index + 2).some((near) => rules.test(near)),
  );
}

/** Whether it is a relay's word list that speaks, even in the voice of the model: it complains about the words put in. */
export function isWordList(text: string): boolean {
  const words =
    /敏感词|敏感詞|违禁词|違禁詞|屏蔽词|(?:输入|輸入|提示词)[^。]{0,16}敏感|敏感信息|sensitive words?|banned words?/i;
  return words.test(text.slice(0, longestRead));
}
