import { groupOf, near } from './patterns';

/** That nothing was taken is no lack of anything: "no credits were deducted". */
const taken = String.raw`(?! (?:\w+ ){0,3}(?:charged|used|consumed|deducted|billed|taken|spent|lost|refunded|returned|affected)\b)`;
const purse = String.raw`(?:credits?|balance|funds?|money|wallet|resource packages?)`;

/** An account never had money, has none left, or owes some: one form a line, in the words of services and then by language. */
export const moneyWords: readonly RegExp[] = [
  // never had any
  /\b(?:does|do|did)(?: not|n['’]t) (?:currently |yet )?have (?:\w+ ){0,3}(?:credits?|balance|funds|money)\b/i, // xAI 403
  /\b(?:does|do|did)(?: not|n['’]t) (?:currently |yet )?have (?:\w+ ){0,3}(?:licen[sc]es?|resource packages?)\b/i, // xAI 403
  new RegExp(
    String.raw`\b(?:has|have|with|without|no) (?:no |any |an? )?(?:\w+ ){0,2}${groupOf([
      /credits?/, // xAI 403
      /prepaid balance|balance/, // made up
      /funds|money/, // made up
      /resource package/, // Volcengine
    ])}\b(?! (?:card|information|data|endpoint|details))${taken}`,
    'i',
  ),
  new RegExp(
    [
      String.raw`\b(?:missing|no|needs?|requires?|without) (?:(?:to )?(?:add|link|register|provide) )?`,
      String.raw`(?:an? |your |valid ){0,3}(?:payment method|credit card|payment card|card|billing method)\b`,
    ].join(''),
    'i',
  ), // Vercel's AI Gateway
  /\bpayment (?:method|information|details|card) (?:is |are )?(?:required|needed|missing|invalid)/i, // DashScope
  /\bcomplete your payment (?:information|details)/i, // DashScope
  /\bno (?:active |paid |valid ){1,2}(?:subscription|plan|package)\b/i, // made up
  /\b(?:upgrade to|requires?|needs?) (?:an? |the |any )?paid (?:plan|tier|account|subscription)/i, // made up
  /\bonly available (?:on|to|with|in) (?:an? |the |any )?paid (?:plan|tier|account|subscription)/i, // made up
  // used up
  /insufficient[ _](?:\w+ ){0,2}(?:quota|credits?|balance|funds?)/i, // a relay's 402
  /\b(?:quota|credits?|balance|funds)\b (?:\w+ ){0,3}(?:not enough|not sufficient|insufficient|too low|depleted)\b/i, // a relay's 403
  /\b(?:quota|credits?|balance|funds)\b (?:\w+ ){0,3}(?:used up|exhausted|spent|run out|ran out|gone|expired)\b/i, // made up
  /\b(?:wallet|resource package|prepaid plan)\b[^.]{0,24}\b(?:empty|exhausted|used up|depleted|expired|too low)\b/i, // made up
  /\bprepaid (?:amount|balance|sum|package)\b[^.]{0,24}\b(?:exhausted|used up|empty|depleted)\b/i, // made up
  /\bused up everything you paid\b/i, // made up
  /\bnegative (?:\w+ )?balance\b/i, // made up
  /\bbalance\b[^\n]{0,30}\b(?:required?|needs?|needed)\b/i, // OpenRouter
  /(?<!\bno )\bcredits (?:has|have|had) been (?:consumed|used up|spent|exhausted)\b/i, // made up
  /\b(?:balance|credits?|funds)\b[^.]{0,24}\b(?:is|are|of|at|:) ?(?:now )?(?:\$ ?|USD ?|¥ ?)?0(?:\.0+)?(?![.\d])/i, // Google
  /\b(?:balance|credits?|funds)\b[^.]{0,24}\b(?:is|are|of|at|:) ?(?:now )?(?:\$ ?|USD ?|¥ ?)?(?:zero|negative|empty)/i, // made up
  /\b(?:balance|credits?|funds)\b[^.]{0,24}\b(?:is|are|of|at|:) ?(?:now )?(?:\$ ?|USD ?|¥ ?)?-\s?[$¥\d]/i, // made up
  new RegExp(
    String.raw`(?<![\d.])(?:0|zero|no) (?:credits|funds|balance) (?:left|remaining|remain)\b|\b(?:credits|balance): ?0\b`,
    'i',
  ),
  new RegExp(
    String.raw`(?<!\bno )\b(?:used|spent|consumed|exhausted|depleted|exceeded) (?:up )?${groupOf([
      /all |of |your |the |its /,
      /available |remaining |prepaid |account |current |monthly |included /,
    ])}{0,5}${purse}\b`,
    'i',
  ),
  /not enough (?:\w+ ){0,2}(?:quota|credits?|balance|funds|money)/i, // made up
  /not (?:have )?sufficient (?:\w+ ){0,2}(?:quota|credits?|balance|funds|money)/i, // made up
  /\b(?:out of|run out of|ran out of|lack of|low on) (?:\w+ )?(?:credits?|funds|money|balance)/i, // made up
  /\b(?:requires?|needs?|costs?) (?:\$?[\d.]+ )?more (?:credits?|funds|balance)/i, // OpenRouter
  /\bcan only afford\b/i, // OpenRouter
  new RegExp(
    String.raw`\bcosts? [$¥]?\d[\d.]*[^.]{0,30}\b(?:but|and|while)\b[^.]{0,12}` +
      String.raw`\b(?:you(?:r balance)?|balance) (?:only )?(?:is|has|have|of)\b`,
    'i',
  ),
  /\bonly have [$¥]?\d[\d.]* (?:credits?|usd|dollars?)?/i, // made up
  /preconsumedquota/i, // one-api, new-api
  /pre-?consumed quota/i, // one-api, new-api
  /\bneed quota\b/i, // one-api, new-api
  /prepa(?:y|yment|id) credits?/i, // Google 402
  /\bfree (?:tier|quota|credits?|trial|allowance)\b[^.]{0,40}\b(?:exhausted|used up|expired|depleted|run out)\b/i, // DashScope
  /\bcredit limit\b[^.]{0,20}\b(?:reached|exceeded|hit)\b/i, // made up
  /budget[^.]{0,20}\b(?:has been |is |was )?(?:exceeded|exhausted)/i, // LiteLLM
  /exceed\w{0,8} (?:the |its |your )?budget/i, // made up
  // owed
  /\b(?:overdue|past[- ]due|in arrears|arrears|delinquent|delinquency|arrearage)\b/i, // made up
  /\bnon-?payment\b/i, // made up
  /\b(?:failure|failed) to pay\b/i, // made up
  /\bunpaid\b/i, // made up
  /\bmake sure (?:that )?your account is in good standing/i, // DashScope's words for arrears
  /\b(?:outstanding|open) (?:\w+ )?(?:invoices?|bills?|balance|payments?|amount|debt|charges?)\b/i, // made up
  /\b(?:invoices?|bills?)\b[^.]{0,24}\b(?:not (?:been )?(?:paid|settled)|unpaid|open)\b/i, // made up
  /\b(?:payments?|card|charge)\b (?:\w+ ){0,3}(?:failed|bounced|declined|rejected|refused|past due)\b/i, // made up
  /\b(?:payments?|card|charge)\b (?:\w+ ){0,3}could not be (?:processed|charged)\b/i, // made up
  /\b(?:could not|couldn['’]t|cannot) charge (?:your |the )?(?:\w+ )?(?:card|account|payment)/i, // made up
  /\b(?:can['’]t|unable to|failed to) charge (?:your |the )?(?:\w+ )?(?:card|account|payment)/i, // made up
  /\bow(?:e|es|ed|ing)\b[^.]{0,20}(?:\$|usd|eur|dollars|yuan|money|balance|payment)/i, // made up
  /\b(?:subscription|plan|trial|package)\b (?:\w+ ){0,3}(?:expired|ended|lapsed|over|run out|ran out)\b/i, // made up
  /\b(?:account|your|outstanding|unsettled) debts?\b/i, // made up
  /\b(?:expired|ended|lapsed) (?:subscription|plan|trial|package)\b/i, // made up
  /(?:pay|settle|clear) (?:your |the |any )?(?:\w+ )?(?:invoices?|bills?|dues|debt)\b/i, // made up
  /payment (?:is )?required/i, // made up
  /billing hard limit/i, // made up
  /exceeded your current quota.*platform\.openai\.com/i, // made up
  /token quota[^.]{0,20}exhausted/i, // made up
  /tokenstatusexhausted/i, // made up
  /key limit exceeded \(total/i, // made up
  // Chinese. What was given back, or not taken, lacks nobody
  /(?:余额|餘額)(?!(?:已|将|會|会)?(?:退|返|恢复|恢復)|(?:不会|未|没有|沒有)?(?:被)?扣)/, // a relay's 403
  /欠费/, // made up, in Chinese
  /欠費/, // made up, in Chinese
  /预扣费/, // a relay's 403
  /預扣費/, // made up, in Chinese
  /额度[^。，]{0,8}(?:不足|用尽|用完|耗尽|不够)/, // relays
  /(?:无|没有|沒有)(?:可用|剩余)?(?:的)?额度/, // made up, in Chinese
  /額度[^。，]{0,8}(?:不足|用盡|用完|耗盡)/, // made up, in Chinese
  /(?:無|沒有)(?:可用|剩餘)?(?:的)?額度/, // made up, in Chinese
  /(?:可用)?(?:金额|金額|资金|資金)[^。，]{0,6}(?:不足|不够|不夠|为零|為零|为0)/, // made up, in Chinese
  /(?:没有|沒有|无|無)(?:有效|可用)?的?(?:资源包|資源包|套餐|订阅|訂閱)/, // made up, in Chinese
  /(?:资源包|資源包)[^。，]{0,8}(?:用尽|用完|耗尽|不足|到期|过期)/, // made up, in Chinese
  /透支/, // made up, in Chinese
  /还款/, // made up, in Chinese
  /還款/, // made up, in Chinese
  /(?:未|没有|沒有)购买(?:任何)?(?:套餐|资源包|额度)/, // made up, in Chinese
  /逾期/, // made up, in Chinese
  /未(?:支付|付款|缴|繳|结清|結清)/, // made up, in Chinese
  /账单(?:未|已逾)/, // made up, in Chinese
  /帳單(?:未|已逾)/, // made up, in Chinese
  /(?:套餐|订阅|訂閱|会员|會員|试用|試用)[^。，]{0,8}(?:已?(?:到期|过期|過期|用完|用尽|耗尽|结束))/, // made up, in Chinese
  /(?:积分|積分|点数|點數|次数包)[^。，]{0,8}(?:不足|用尽|用完|耗尽|不够|为零|為零|为0)/, // made up, in Chinese
  // Japanese, Korean
  /残高/, // made up, in Chinese
  /クレジット(?:が|は)?(?:不足|足り|ありません|切れ|残って)/, // made up, in Japanese
  /未払い/, // made up, in Japanese
  /延滞/, // made up, in Chinese
  /支払い(?:が|方法)/, // made up, in Japanese
  /잔액/, // made up, in Korean
  /크레딧(?:이|을)? ?(?:모두 )?(?:부족|없|소진)/, // made up, in Korean
  /미납/, // made up, in Korean
  /연체/, // made up, in Korean
  /결제(?:가 |를 )?(?:실패|필요|수단)/, // made up, in Korean
  // Slavic languages
  near(
    'средств|кредит(?:ы|ов)|денег|баланс|счет|сч[её]т',
    'недостаточно|исчерпан|закончил|нулев|отрицат|равен 0|не хватает|пополните',
    24,
  ),
  /нет (?:средств|денег|кредитов)/i, // made up, in Russian
  /задолженност/i, // made up, in Russian
  /неоплат/i, // made up, in Russian
  /не оплачен/i, // made up, in Russian
  /недостатньо коштів/i, // made up, in Ukrainian
  /заборгован/i, // made up, in Ukrainian
  near('środk|saldo|kredyt', 'niewystarcz|nie ma wystarcz|brak|wyczerpan', 24),
  /nedostatek (?:prostředků|kreditu)/i, // made up, in Czech
  /nedostatočný (?:zostatok|kredit)/i, // made up, in Czech
  // Romance languages
  near(
    String.raw`\bsaldo\b|\bcr[ée]ditos?\b|\bfondos\b|\bfundos\b`,
    'insuficiente|agotad|esgotad|negativo|sin |sem |no (?:tiene|tienes|hay|quedan)|não (?:tem|há|possui)',
    24,
  ),
  near(
    String.raw`\bsolde\b|\bcrédits?\b|\bfonds\b`,
    `insuffisant|épuisé|négatif|plus de |n['’]avez (?:pas|plus)|manque`,
    24,
  ),
  near(String.raw`\bcredit[oi]\b|\bsaldo\b|\bfondi\b`, 'insufficient|esaurit|negativo|non hai|non ha|terminat', 24),
  /(?:factura|fatura|pago|pagamento) (?:pendiente|pendente|vencid|atrasad)/i, // made up, in Spanish
  /falta de (?:pago|pagamento)/i, // made up, in Spanish
  /impag[ao]/i, // made up, in Spanish
  /facture (?:impayée|en retard)/i, // made up, in French
  /impayé/i, // made up, in French
  /à découvert/i, // made up, in French
  /défaut de paiement/i, // made up, in French
  /paiement (?:en retard|refusé|requis)/i, // made up, in French
  /fattura (?:scaduta|non pagata)/i, // made up, in Italian
  /pagamento (?:rifiutato|scaduto)/i, // made up, in Italian
  /mancato pagamento/i, // made up, in Italian
  /sold(?:ul)? insuficient/i, // made up, in Romanian
  /fonduri insuficiente/i, // made up, in Romanian
  // Germanic languages
  /(?:guthaben|kontostand|credits)[^.]{0,30}(?:aufgebraucht|reicht nicht|nicht ausreichend|leer|erschöpft|negativ)/i, // made up, in German
  /(?:kein(?:e|en)?|nicht genügend|zu wenig) (?:guthaben|credits)/i, // made up, in German
  /(?:rechnung(?:en)?|zahlung(?:en)?)[^.]{0,20}(?:offen|überfällig|fehlgeschlagen|unbezahlt|ausstehend)/i, // made up, in German
  /(?:offene[nr]?|unbezahlte[nr]?|überfällige[nr]?) (?:rechnung|zahlung)/i, // made up, in German
  /zahlungsverzug/i, // made up, in German
  /onvoldoende (?:saldo|tegoed)/i, // made up, in Dutch
  /saldo is (?:te laag|op)/i, // made up, in Dutch
  /otillräckligt saldo/i, // made up, in Swedish
  /utilstrækkelig saldo/i, // made up, in Danish
  /utilstrekkelig saldo/i, // made up, in Norwegian
  /openstaande factuur/i, // made up, in Dutch
  // others
  /yetersiz bakiye/i, // made up, in Turkish
  /bakiye(?:niz)? (?:yetersiz|bitti)/i, // made up, in Turkish
  /kredi(?:niz)? (?:yetersiz|bitti)/i, // made up, in Turkish
  /số dư[^.]{0,16}(?:không đủ|đã hết)/i, // made up, in Vietnamese
  /hết tiền/i, // made up, in Vietnamese
  /không đủ (?:số dư|tín dụng)/i, // made up, in Vietnamese
  /saldo (?:\w+ )?(?:tidak (?:cukup|mencukupi)|habis)/i, // made up, in Indonesian
  /kredit (?:habis|tidak cukup)/i, // made up, in Indonesian
  /ยอดเงิน[^.]{0,16}ไม่(?:เพียง)?พอ/, // made up, in Thai
  /เครดิต(?:ไม่พอ|หมด)/, // made up, in Thai
  /رصيد\S{0,16}[^.]{0,16}(?:غير كاف|لا يكفي|نفد|منخفض)/, // made up, in Arabic
  /لا يوجد رصيد/, // made up, in Arabic
  /(?:शेष राशि|बैलेंस|क्रेडिट)[^.।]{0,16}(?:अपर्याप्त|कम|समाप्त)/, // made up, in Hindi
];

/** What helps, which is also said to those who only asked too often. */
export const moneyAdvice: readonly RegExp[] = [
  /\b(?:add|link|attach|provide|register|set up) (?:an? |your |valid ){0,3}(?:payment method|credit card)\b/i, // made up
  /\b(?:add|link|attach|provide|register|set up) (?:an? |your |valid ){0,3}(?:payment card|card|billing method)\b/i, // made up
  /\b(?:purchase|buy|add|get|recharge|deposit|more|additional) (?:(?!\d)\w+ ){0,2}(?:credits?|funds|balance)\b(?! card)/i, // made up
  /\b(?:recharge|refill|fund|reload) (?:your|the) (?:account|balance|wallet)\b/i, // made up
  /\btop[ -]?up\b/i, // made up
  /\btop_up\b/i, // made up
  /\b(?:purchase|buy) (?:an? |another |more |new ){0,2}(?:packages?|plans?|tokens|subscription|quota)\b/i, // made up
  /\bsubscribe to (?:continue|go on|use)\b/i, // made up
  /请(?:先)?(?:充值|付费|付款|续费|缴费|购买)/, // made up, in Chinese
  /請(?:先)?(?:充值|付費|付款|續費|繳費|購買|儲值)/, // made up, in Chinese
  /チャージして/, // made up, in Japanese
  /충전/, // made up, in Korean
  /пополните/i, // made up, in Russian
];

const longestRead = 4000;

/** Whether words say that an account has no money, or owes some. */
export function saysNoMoney(text: string): boolean {
  const read = text.slice(0, longestRead);
  return moneyWords.some((form) => form.test(read));
}
