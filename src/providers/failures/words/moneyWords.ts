import { near } from './near';

/** That nothing was taken is no lack of anything: "no credits were deducted". */
const taken = String.raw`(?! (?:\w+ ){0,3}(?:charged|used|consumed|deducted|billed|taken|spent|lost|refunded|returned|affected)\b)`;
const purse = String.raw`(?:credits?|balance|funds?|money|wallet|resource packages?)`;

/** An account never had money, has none left, or owes some: one form a line, in the words of services and then by language. */
export const moneyWords: readonly RegExp[] = [
  // never had any
  /\b(?:does|do|did)(?: not|n['’]t) (?:currently |yet )?have (?:\w+ ){0,3}(?:credits?|balance|funds|money|licen[sc]es?|resource packages?)\b/i,
  new RegExp(
    String.raw`\b(?:has|have|with|without|no) (?:no |any |an? )?(?:\w+ ){0,2}(?:credits?|prepaid balance|balance|funds|money|resource package)\b(?! (?:card|information|data|endpoint|details))${taken}`,
    'i',
  ),
  /\b(?:missing|no|needs?|requires?|without) (?:(?:to )?(?:add|link|register|provide) )?(?:an? |your |valid ){0,3}(?:payment method|credit card|payment card|card|billing method)\b/i, // Vercel's AI Gateway
  /\bpayment (?:method|information|details|card) (?:is |are )?(?:required|needed|missing|invalid)|\bcomplete your payment (?:information|details)/i, // DashScope
  /\bno (?:active |paid |valid ){1,2}(?:subscription|plan|package)\b/i,
  /\b(?:upgrade to|requires?|needs?|only available (?:on|to|with|in)) (?:an? |the |any )?paid (?:plan|tier|account|subscription)/i,
  // used up
  /insufficient[ _](?:\w+ ){0,2}(?:quota|credits?|balance|funds?)/i,
  /\b(?:quota|credits?|balance|funds)\b (?:\w+ ){0,3}(?:not enough|not sufficient|insufficient|too low|depleted|used up|exhausted|spent|run out|ran out|gone|expired)\b/i,
  /\b(?:wallet|resource package|prepaid plan)\b[^.]{0,24}\b(?:empty|exhausted|used up|depleted|expired|too low)\b/i,
  /\bprepaid (?:amount|balance|sum|package)\b[^.]{0,24}\b(?:exhausted|used up|empty|depleted)\b|\bused up everything you paid\b/i,
  /\bnegative (?:\w+ )?balance\b/i,
  /\bbalance\b[^\n]{0,30}\b(?:required?|needs?|needed)\b/i,
  /(?<!\bno )\bcredits (?:has|have|had) been (?:consumed|used up|spent|exhausted)\b/i,
  /\b(?:balance|credits?|funds)\b[^.]{0,24}\b(?:is|are|of|at|:) ?(?:now )?(?:\$ ?|USD ?|¥ ?)?(?:0(?:\.0+)?(?![.\d])|zero|negative|empty|-\s?[$¥\d])/i,
  new RegExp(
    String.raw`(?<![\d.])(?:0|zero|no) (?:credits|funds|balance) (?:left|remaining|remain)\b|\b(?:credits|balance): ?0\b`,
    'i',
  ),
  new RegExp(
    String.raw`(?<!\bno )\b(?:used|spent|consumed|exhausted|depleted|exceeded) (?:up )?(?:all |your |the |its |of |available |remaining |prepaid |account |current |monthly |included ){0,5}${purse}\b`,
    'i',
  ),
  /not enough (?:\w+ ){0,2}(?:quota|credits?|balance|funds|money)/i,
  /not (?:have )?sufficient (?:\w+ ){0,2}(?:quota|credits?|balance|funds|money)/i,
  /\b(?:out of|run out of|ran out of|lack of|low on) (?:\w+ )?(?:credits?|funds|money|balance)/i,
  /\b(?:requires?|needs?|costs?) (?:\$?[\d.]+ )?more (?:credits?|funds|balance)|\bcan only afford\b/i, // OpenRouter
  /\bcosts? [$¥]?\d[\d.]*[^.]{0,30}\b(?:but|and|while)\b[^.]{0,12}\b(?:you(?:r balance)?|balance) (?:only )?(?:is|has|have|of)\b/i,
  /\bonly have [$¥]?\d[\d.]* (?:credits?|usd|dollars?)?/i,
  /preconsumedquota|pre-?consumed quota|\bneed quota\b/i, // one-api, new-api
  /prepa(?:y|yment|id) credits?/i,
  /\bfree (?:tier|quota|credits?|trial|allowance)\b[^.]{0,40}\b(?:exhausted|used up|expired|depleted|run out)\b/i, // DashScope
  /\bcredit limit\b[^.]{0,20}\b(?:reached|exceeded|hit)\b/i,
  /budget[^.]{0,20}\b(?:has been |is |was )?(?:exceeded|exhausted)/i, // LiteLLM
  /exceed\w{0,8} (?:the |its |your )?budget/i,
  // owed
  /\b(?:overdue|past[- ]due|in arrears|arrears|delinquent|delinquency|arrearage)\b/i,
  /\bnon-?payment\b|\b(?:failure|failed) to pay\b|\bunpaid\b/i,
  /\bmake sure (?:that )?your account is in good standing/i, // DashScope's words for arrears
  /\b(?:outstanding|open) (?:\w+ )?(?:invoices?|bills?|balance|payments?|amount|debt|charges?)\b/i,
  /\b(?:invoices?|bills?)\b[^.]{0,24}\b(?:not (?:been )?(?:paid|settled)|unpaid|open)\b/i,
  /\b(?:payments?|card|charge)\b (?:\w+ ){0,3}(?:failed|bounced|declined|rejected|refused|past due|could not be (?:processed|charged))\b/i,
  /\b(?:could not|couldn['’]t|cannot|can['’]t|unable to|failed to) charge (?:your |the )?(?:\w+ )?(?:card|account|payment)/i,
  /\bow(?:e|es|ed|ing)\b[^.]{0,20}(?:\$|usd|eur|dollars|yuan|money|balance|payment)/i,
  /\b(?:subscription|plan|trial|package)\b (?:\w+ ){0,3}(?:expired|ended|lapsed|over|run out|ran out)\b/i,
  /\b(?:account|your|outstanding|unsettled) debts?\b/i,
  /\b(?:expired|ended|lapsed) (?:subscription|plan|trial|package)\b/i,
  /(?:pay|settle|clear) (?:your |the |any )?(?:\w+ )?(?:invoices?|bills?|dues|debt)\b/i,
  /payment (?:is )?required/i,
  /billing hard limit/i,
  /exceeded your current quota.*platform\.openai\.com/i,
  /token quota[^.]{0,20}exhausted/i,
  /tokenstatusexhausted/i,
  /key limit exceeded \(total/i,
  // Chinese. What was given back, or not taken, lacks nobody
  /(?:余额|餘額)(?!(?:已|将|會|会)?(?:退|返|恢复|恢復)|(?:不会|未|没有|沒有)?(?:被)?扣)/,
  /欠费|欠費|预扣费|預扣費/,
  /额度[^。，]{0,8}(?:不足|用尽|用完|耗尽|不够)|(?:无|没有|沒有)(?:可用|剩余)?(?:的)?额度/,
  /額度[^。，]{0,8}(?:不足|用盡|用完|耗盡)|(?:無|沒有)(?:可用|剩餘)?(?:的)?額度/,
  /(?:可用)?(?:金额|金額|资金|資金)[^。，]{0,6}(?:不足|不够|不夠|为零|為零|为0)/,
  /(?:没有|沒有|无|無)(?:有效|可用)?的?(?:资源包|資源包|套餐|订阅|訂閱)|(?:资源包|資源包)[^。，]{0,8}(?:用尽|用完|耗尽|不足|到期|过期)/,
  /透支|还款|還款|(?:未|没有|沒有)购买(?:任何)?(?:套餐|资源包|额度)/,
  /逾期|未(?:支付|付款|缴|繳|结清|結清)|账单(?:未|已逾)|帳單(?:未|已逾)/,
  /(?:套餐|订阅|訂閱|会员|會員|试用|試用)[^。，]{0,8}(?:已?(?:到期|过期|過期|用完|用尽|耗尽|结束))/,
  /(?:积分|積分|点数|點數|次数包)[^。，]{0,8}(?:不足|用尽|用完|耗尽|不够|为零|為零|为0)/,
  // Japanese, Korean
  /残高|クレジット(?:が|は)?(?:不足|足り|ありません|切れ|残って)|未払い|延滞|支払い(?:が|方法)/,
  /잔액|크레딧(?:이|을)? ?(?:모두 )?(?:부족|없|소진)|미납|연체|결제(?:가 |를 )?(?:실패|필요|수단)/,
  // Slavic languages
  near(
    'средств|кредит(?:ы|ов)|денег|баланс|счет|сч[её]т',
    'недостаточно|исчерпан|закончил|нулев|отрицат|равен 0|не хватает|пополните',
    24,
  ),
  /нет (?:средств|денег|кредитов)|задолженност|неоплат|не оплачен|недостатньо коштів|заборгован/i,
  near('środk|saldo|kredyt', 'niewystarcz|nie ma wystarcz|brak|wyczerpan', 24),
  /nedostatek (?:prostředků|kreditu)|nedostatočný (?:zostatok|kredit)/i,
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
  /(?:factura|fatura|pago|pagamento) (?:pendiente|pendente|vencid|atrasad)|falta de (?:pago|pagamento)|impag[ao]/i,
  /facture (?:impayée|en retard)|impayé|à découvert|défaut de paiement|paiement (?:en retard|refusé|requis)/i,
  /fattura (?:scaduta|non pagata)|pagamento (?:rifiutato|scaduto)|mancato pagamento/i,
  /sold(?:ul)? insuficient|fonduri insuficiente/i,
  // Germanic languages
  /(?:guthaben|kontostand|credits)[^.]{0,30}(?:aufgebraucht|reicht nicht|nicht ausreichend|leer|erschöpft|negativ)|(?:kein(?:e|en)?|nicht genügend|zu wenig) (?:guthaben|credits)/i,
  /(?:rechnung(?:en)?|zahlung(?:en)?)[^.]{0,20}(?:offen|überfällig|fehlgeschlagen|unbezahlt|ausstehend)|(?:offene[nr]?|unbezahlte[nr]?|überfällige[nr]?) (?:rechnung|zahlung)|zahlungsverzug/i,
  /onvoldoende (?:saldo|tegoed)|saldo is (?:te laag|op)|otillräckligt saldo|utilstrækkelig saldo|utilstrekkelig saldo|openstaande factuur/i,
  // others
  /yetersiz bakiye|bakiye(?:niz)? (?:yetersiz|bitti)|kredi(?:niz)? (?:yetersiz|bitti)/i,
  /số dư[^.]{0,16}(?:không đủ|đã hết)|hết tiền|không đủ (?:số dư|tín dụng)/i,
  /saldo (?:\w+ )?(?:tidak (?:cukup|mencukupi)|habis)|kredit (?:habis|tidak cukup)/i,
  /ยอดเงิน[^.]{0,16}ไม่(?:เพียง)?พอ|เครดิต(?:ไม่พอ|หมด)/,
  /رصيد\S{0,16}[^.]{0,16}(?:غير كاف|لا يكفي|نفد|منخفض)|لا يوجد رصيد/,
  /(?:शेष राशि|बैलेंस|क्रेडिट)[^.।]{0,16}(?:अपर्याप्त|कम|समाप्त)/,
];

/** What helps, which is also said to those who only asked too often. */
export const moneyAdvice: readonly RegExp[] = [
  /\b(?:add|link|attach|provide|register|set up) (?:an? |your |valid ){0,3}(?:payment method|credit card|payment card|card|billing method)\b/i,
  /\b(?:purchase|buy|add|get|recharge|deposit|more|additional) (?:(?!\d)\w+ ){0,2}(?:credits?|funds|balance)\b(?! card)/i,
  /\b(?:recharge|refill|fund|reload) (?:your|the) (?:account|balance|wallet)\b/i,
  /\btop[ -]?up\b|\btop_up\b/i,
  /\b(?:purchase|buy) (?:an? |another |more |new ){0,2}(?:packages?|plans?|tokens|subscription|quota)\b|\bsubscribe to (?:continue|go on|use)\b/i,
  /请(?:先)?(?:充值|付费|付款|续费|缴费|购买)/,
  /請(?:先)?(?:充值|付費|付款|續費|繳費|購買|儲值)/,
  /チャージして|충전/,
  /пополните/i,
];

const longestRead = 4000;

/** Whether words say that an account has no money, or owes some. */
export function saysNoMoney(text: string): boolean {
  const read = text.slice(0, longestRead);
  return moneyWords.some((form) => form.test(read));
}
