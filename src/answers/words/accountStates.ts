import { anyOf, groupOf } from './patterns';

/** How a language speaks of an account, and of one that may not be used: closed, banned, or not yet verified. */
interface AccountWords {
  readonly account: RegExp;
  readonly shut: RegExp;
}

export const shutInEnglish = groupOf([
  /disabled/, // new-api, for a user: made up from its code user_disabled
  /deactivated/, // OpenAI's account_deactivated
  /suspended/, // Google 403: CONSUMER_SUSPENDED
  /terminated/, // Moonshot's access_terminated
  /banned/, // new-api's user_banned
  /blocked|closed|locked|frozen|revoked/, // made up
  /black-?listed/, // made up
]);

export const accountsInEnglish: AccountWords = {
  account: new RegExp(
    [
      // what stands in a database of accounts is no account
      String.raw`\b(?:sub-?)?accounts?(?:\b|[_ ]?status\b)(?! (?:table|record|row|service|server|database|cache|lookup|page|manager)\b)`,
      String.raw`\borgani[sz]ations?\b`,
      String.raw`(?<!\b(?:safety|support|trust|security|review|abuse|our) )\bteam\b(?!['’]s)`,
      String.raw`\b(?:workspace|tenant|project|consumer|developer|customer|profile|membership|subscription)\b`,
      String.raw`\b(?:phone(?: number)?|e-?mail(?: address)?)\b`,
      // what a user wrote is no user
      String.raw`\busers?\b(?!['’]?s? ${groupOf([
        /content|inputs?|prompts?|messages?|images?|uploads?|texts?|data/,
        /quer|requests?|provided/,
        /safety|sensitive/,
      ])})`,
      String.raw`\b(?:your|this|api) (?:\w+ )?access\b|\baccess to this api\b`,
      String.raw`\byou(?= (?:are|were|have been) (?:\w+ly )?(?:banned|blocked|suspended|blacklisted|locked out))`,
    ].join('|'),
    'i',
  ),
  shut: new RegExp(
    [
      String.raw`\b(?:${shutInEnglish}|deleted|cancell?ed|inactive|denied access|on hold|under review|unverified)\b`,
      String.raw`\brestricted(?! to \d)\b`,
      String.raw`\b(?:not|never|isn['’]t|hasn['’]t) (?:yet )?(?:been )?${groupOf([
        /active|activated|enabled|onboarded/,
        /verified|approved|confirmed/, // OpenAI 403: organization must be verified
        /in good standing/, // DashScope 400: arrears
      ])}\b`,
      String.raw`\b(?:must|needs? to|has to|have to|should) (?:first )?be verified\b`,
      String.raw`\b(?:requires?|needs?|pending|awaiting|complete(?: your)?) (?:\w+ )?(?:verification|approval|review)\b`,
      String.raw`\b(?:been|was|is|are|were) flagged\b`,
      String.raw`\b(?:violated|in violation|violates|violating)\b`,
    ].join('|'),
    'i',
  ),
};

/** Of other languages; all made up, as translations of what is said in English. */
export const accountsInOthers: readonly AccountWords[] = [
  // Chinese
  {
    account:
      /[账帳帐][号號户戶]|用[户戶](?!输入|輸入|提示|内容|內容|请求|請求|上传|上傳|图片|圖片|敏感)|组织|組織|商户/,
    shut: anyOf(
      [
        /封禁/,
        /封停/,
        /封号/,
        /被封/,
        /禁用/,
        /停用/,
        /冻结/,
        /凍結/,
        /注销/,
        /註銷/,
        /关闭/,
        /關閉/,
        /锁定/,
        /鎖定/,
        /暂停/,
        /暫停/,
        /拉黑/,
        /停权/,
        /停權/,
        /(?<=[账帳帐][号號户戶][^，。]{0,6})(?:异常|異常|风险|風險|风控|風控)/,
        /未(?:通过)?(?:认证|認證|验证|驗證|实名|實名|激活|啟用|启用)/,
        /(?:需要?|请先|請先|尚未)(?:完成)?(?:实名|實名|认证|認證|验证|驗證)/,
        /违规/,
        /違規/,
        /受限/,
      ],
      '',
    ),
  },
  // Japanese
  {
    account: /アカウント|ユーザー(?!の?入力|プロンプト)|組織/,
    shut: /停止|凍結|無効|閉鎖|削除され|ロック|制限され|(?:確認|認証|検証)(?:が|は)?(?:必要|されていません|完了していません)|未(?:確認|認証|検証)/,
  },
  // Korean
  {
    account: /계정|사용자(?! ?입력)|조직/,
    shut: /정지|비활성|차단|해지|폐쇄|잠금|잠겼|제한(?:되|됨)|인증(?:이 필요|되지|하지)|미인증|미확인/,
  },
  // Russian and Ukrainian
  {
    account: anyOf([
      /аккаунт/,
      /уч[её]тн(?:ая|ой|ую) запис/,
      /доступ(?= )/,
      /пользовател(?:ь|я)/,
      /организаци/,
      /обліков(?:ий|ого) запис/,
    ]),
    shut: anyOf([
      /заблокирован/,
      /отключ[её]н/,
      /приостановлен/,
      /закрыт/,
      /удал[её]н/,
      /деактивирован/,
      /заморожен/,
      /не (?:подтвержд|верифицир)/,
      /требуется (?:подтвержд|верифик)/,
      /заблоковано/,
      /призупинено/,
      /вимкнено/,
    ]),
  },
  // Spanish and Portuguese
  {
    account: /\b(?:cuenta|conta|(?:su|seu|tu) aces{1,2}o|su acceso|organización|organização|usuario|usuário)\b/i,
    shut: anyOf([
      /suspendid/,
      /suspensa/,
      /suspenso/,
      /deshabilitad/,
      /inhabilitad/,
      /desabilitad/,
      /desactivad/,
      /desativad/,
      /bloquead/,
      /cerrad/,
      /encerrad/,
      /cancelad/,
      /congelad/,
      /no (?:está |ha sido )?verificad/,
      /não (?:foi |está )?verificad/,
      /banid/,
      /banead/,
    ]),
  },
  // French
  {
    account: /\b(?:compte|votre accès|organisation|utilisateur)\b/i,
    shut: anyOf([
      /suspendu/,
      /désactivé/,
      /bloqué/,
      /fermé/,
      /résilié/,
      /clôturé/,
      /banni/,
      /gelé/,
      /n['’]est pas vérifié/,
      /non vérifié/,
      /doit être vérifié/,
    ]),
  },
  // German
  {
    account: /\b(?:konto|account|ihr zugang|benutzerkonto|organisation|nutzer|benutzer)\b/i,
    shut: anyOf([
      /gesperrt/,
      /deaktiviert/,
      /geschlossen/,
      /stillgelegt/,
      /gekündigt/,
      /eingefroren/,
      /suspendiert/,
      /gelöscht/,
      /nicht (?:verifiziert|bestätigt|freigeschaltet|aktiviert)/,
      /verifiziert werden/,
    ]),
  },
  // Italian
  {
    account: /\b(?:account|utente|organizzazione|profilo)\b/i,
    shut: /sospeso|sospesa|disattivat|disabilitat|bloccat|chius[oa]\b|bandit|non (?:è )?(?:stato )?verificat/i,
  },
  // Dutch and Polish
  {
    account: /\b(?:account|konto|użytkownik|organizacja)\b/i,
    shut: anyOf([
      /opgeschort/,
      /uitgeschakeld/,
      /geblokkeerd/,
      /gesloten/,
      /geschorst/,
      /niet geverifieerd/,
      /zawieszone/,
      /zablokowan/,
      /wyłączone/,
      /zamknięte/,
      /niezweryfikowan/,
      /nie zostało zweryfikowane/,
    ]),
  },
  // the Scandinavian languages
  {
    account: /\bkonto(?:en|et)?\b/i,
    shut: /suspender|avstäng|stängt|spärra|låst|blocker|lukket|sperret|utestengt|inaktiver/i,
  },
  // Finnish
  { account: /\btili(?:si|nne)?\b/i, shut: /suljettu|jäädytetty|estetty|lukittu/i },
  // Czech
  { account: /\búčet/i, shut: /pozastav|zablokov|zrušen|deaktivov|uzamčen/i },
  // Romanian
  { account: /\bcont(?:ul)?\b/i, shut: /suspendat|blocat|închis|dezactivat/i },
  // Hungarian
  { account: /\bfiók/i, shut: /felfüggeszt|letilt|zárol|zárva/i },
  // Greek
  { account: /λογαριασμ/i, shut: /αναστ[αέ]λ|απενεργοποι|αποκλει|κλειδωθ/i },
  // Hebrew
  { account: /חשבונ?ך?/, shut: /הושע|נחס|נסגר|הושבת/ },
  // Turkish
  { account: /\bhesab|kullanıcı/i, shut: /askıya al|devre dışı|engellen|kapatıl|donduru|yasaklan|doğrulanma/i },
  // Vietnamese
  { account: /tài khoản/i, shut: /bị khóa|bị khoá|vô hiệu|đình chỉ|bị cấm|bị đóng|chưa (?:được )?xác (?:minh|thực)/i },
  // Indonesian
  {
    account: /\bakun/i,
    shut: /ditangguhkan|dinonaktifkan|diblokir|ditutup|dibekukan|belum (?:ter)?verifikasi|belum diverifikasi/i,
  },
  // Arabic
  { account: /حساب/, shut: /تعطيل|تعليق|حظر|إغلاق|موقوف|معلق|محظور|غير موثق|لم يتم التحقق/ },
  // Hindi
  { account: /खात[ाेा]|अकाउंट/, shut: /निलंबित|अक्षम|बंद|प्रतिबंधित|सत्यापित नहीं/ },
  // Thai
  { account: /บัญชี/, shut: /ถูกระงับ|ถูกปิด|ถูกบล็อก|ถูกแบน|ยังไม่(?:ได้)?ยืนยัน/ },
];
