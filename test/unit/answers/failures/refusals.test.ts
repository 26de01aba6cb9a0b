import assert from 'node:assert/strict';
import { chat, failureOf, gemini } from '../support';

const finished = (finishReason: string, more = {}): unknown => ({ candidates: [{ finishReason, index: 0, ...more }] });

describe('A refusal', () => {
  const reasons = [
    ...['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST', 'RECITATION', 'SPII'],
    ...['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION'],
  ];
  for (const reason of reasons) {
    it(`is told by the finish reason ${reason}, whatever the content is`, async () => {
      for (const content of [undefined, null, {}, { parts: null }, { parts: [] }, { role: 'model' }]) {
        const { kind, blockedBy, providerMessage } = await failureOf({ body: finished(reason, { content }) });
        assert.deepEqual([kind, blockedBy, providerMessage], ['refused', 'model', reason]);
      }
    });
  }

  const bodies: Record<string, unknown> = {
    'a blocked prompt': { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } },
    'a prompt blocked for another reason': { promptFeedback: { blockReason: 'OTHER' }, candidates: [] },
    'no candidates and a count of zero': {
      candidates: [],
      usageMetadata: { candidatesTokenCount: 0, promptTokenCount: 7 },
    },
    'candidates of null and a count of zero': { candidates: null, usageMetadata: { candidatesTokenCount: 0 } },
    content_filter: chat({ content: '' }, { finish_reason: 'content_filter' }),
    'a native finish reason': chat({ content: '' }, { finish_reason: 'stop', native_finish_reason: 'IMAGE_SAFETY' }),
    'a filter of Azure': {
      ...chat({ content: '' }),
      prompt_filter_results: [{ content_filter_results: { sexual: { filtered: true } } }],
    },
    "OpenAI's field for it": chat({ content: null, refusal: "I'm sorry, I can't do that." }),
    "Anthropic's reason for stopping": { type: 'message', content: [], stop_reason: 'refusal' },
    "Imagen's reason": { predictions: [{ raiFilteredReason: 'It was filtered.' }] },
    'an incomplete answer of the Responses API': { output: [], incomplete_details: { reason: 'content_filter' } },
  };
  for (const [name, body] of Object.entries(bodies)) {
    it(`is told by ${name}`, async () => {
      assert.equal((await failureOf({ body })).kind, 'refused');
    });
  }

  const words = [
    "I can't create that: it is against my content policy.",
    'I’m unable to make pictures that are sexually explicit.',
    'Sorry, this request may violate our usage guidelines.',
    'I cannot do this. My purpose is to be helpful and harmless.',
    'This prompt was flagged as sensitive.',
    'Your request was blocked for safety reasons.',
    'I won’t draw this, since it could cause harm.',
    '抱歉，我无法生成这张图片，因为它违反了安全政策。',
    '您的输入里有敏感信息，暂不支持。',
    '無法產生圖片：內容不當。',
    '申し訳ありませんが、ポリシーに反するため作成できません。',
    '죄송합니다. 안전 정책 때문에 만들 수 없습니다.',
    'Lo siento, no puedo crear esa imagen porque infringe las normas de seguridad.',
    'Desculpe, não posso gerar conteúdo explícito.',
    'Je ne peux pas créer cette image : elle enfreint les règles de sécurité.',
    'Mi dispiace, non posso creare contenuti espliciti.',
    'Das kann ich nicht erstellen, es verstößt gegen die Richtlinien.',
    'Я не могу создать это изображение: это нарушает правила безопасности.',
    'Nie mogę tego zrobić ze względów bezpieczeństwa.',
    'Üzgünüm, bu güvenlik kurallarına aykırı.',
    'Xin lỗi, tôi không thể tạo nội dung nhạy cảm.',
    'Maaf, saya tidak dapat membuat gambar yang tidak pantas.',
    'عذرا، لا يمكنني إنشاء محتوى حساس.',
    'ขออภัย ไม่สามารถสร้างภาพที่ไม่เหมาะสม',
  ];
  for (const text of words) {
    it(`is told by the words “${text}”`, async () => {
      for (const body of [
        chat({ content: text }),
        gemini([{ text }]),
        gemini([{ text }], { finishReason: 'NO_IMAGE' }),
      ]) {
        const { kind, providerMessage } = await failureOf({ body });
        assert.deepEqual([kind, providerMessage], ['refused', text]);
      }
    });
  }

  it('is told by the words of finishMessage', async () => {
    const finishMessage = 'The picture was filtered out because it violated a policy.';
    const { kind, providerMessage } = await failureOf({ body: finished('IMAGE_OTHER', { finishMessage }) });
    assert.deepEqual([kind, providerMessage], ['refused', finishMessage]);
  });

  it('is told by the text where the prompt of the picture should be', async () => {
    const revised_prompt = "I can't draw this, it is against the safety policy.";
    const { kind, providerMessage } = await failureOf({ body: { data: [{ b64_json: '', revised_prompt }] } });
    assert.deepEqual([kind, providerMessage], ['refused', revised_prompt]);
  });

  it('by the word list of a relay is not by the model', async () => {
    const blockers = async (given: Parameters<typeof failureOf>[0]): Promise<unknown> =>
      (await failureOf(given)).blockedBy;
    assert.equal(await blockers({ body: chat({ content: '您输入的内容包含敏感词，无法回答。' }) }), 'relay');
    assert.equal(await blockers({ status: 500, body: { error: { code: 'sensitive_words_detected' } } }), 'relay');
    assert.equal(await blockers({ status: 400, body: { error: 'The input contains sensitive words: [x]' } }), 'relay');
    assert.equal(await blockers({ body: chat({ content: '我无法生成包含敏感内容的图片。' }) }), 'model');
    assert.equal(await blockers({ status: 400, body: { error: { code: 'moderation_blocked' } } }), 'model');
  });
});

describe('An answer without a picture and without a refusal', () => {
  const bodies: Record<string, unknown> = {
    NO_IMAGE: finished('NO_IMAGE'),
    IMAGE_OTHER: finished('IMAGE_OTHER', { finishMessage: 'It could not be drawn after this prompt.' }),
    MAX_TOKENS: finished('MAX_TOKENS', { content: { parts: [] } }),
    OTHER: finished('OTHER'),
    'only thoughts': gemini([{ text: 'A sensitive subject; I cannot…', thought: true }]),
    'an empty list of candidates': { candidates: [] },
    'an empty list of choices': chat({}, {}) && { choices: [] },
    'an empty list of pictures': { created: 1, data: [] },
    'an empty list': [],
    'empty strings': { data: [{ url: '', b64_json: '', revised_prompt: '' }] },
    'an empty text': chat({ content: '' }),
    'a text': chat({ content: 'A lighthouse is a tower with a light.' }),
    'a text that refuses without a reason': chat({ content: "I am only made for words and can't do that." }),
    'a text about safety': chat({ content: 'Here is an idea: a poster on safety at work.' }),
    'a text with such words far away': chat({
      content: `I can't draw. ${'It is late. '.repeat(9)}Sensitive skin needs care.`,
    }),
    'harmony and charm': chat({ content: "I can't see colours in harmony or charm, sorry." }),
    'a candidate and a count of zero': {
      candidates: [{ finishReason: 'STOP' }],
      usageMetadata: { candidatesTokenCount: 0 },
    },
  };
  for (const [name, body] of Object.entries(bodies)) {
    it(`is told by ${name}`, async () => {
      assert.equal((await failureOf({ body })).kind, 'noImage');
    });
  }

  it('says what the model said, or the bare reason', async () => {
    assert.equal((await failureOf({ body: chat({ content: 'Words.' }) })).providerMessage, 'Words.');
    assert.equal((await failureOf({ body: finished('NO_IMAGE') })).providerMessage, 'NO_IMAGE');
    assert.equal((await failureOf({ body: finished('STOP') })).providerMessage, undefined);
  });
});

describe('What an answer without a picture cost', () => {
  const chargeOf = async (usage: unknown, content = 'Words.'): Promise<string> =>
    (await failureOf({ body: { ...chat({ content }), usage } })).charge;

  it('is nothing where all counts are zero, or the price is', async () => {
    assert.equal(await chargeOf({ prompt_tokens: 0, completion_tokens: 0, details: { x: 0 } }), 'none');
    assert.equal(await chargeOf({ prompt_tokens: 9, completion_tokens: 3, cost: 0 }), 'none');
  });

  it('is a price where one is named', async () => {
    const { charge, costUsd } = await failureOf({ body: { ...chat({ content: 'Words.' }), usage: { cost: 0.0004 } } });
    assert.deepEqual([charge, costUsd], ['billed', 0.0004]);
  });

  it('is not known from counts', async () => {
    assert.equal(await chargeOf({ prompt_tokens: 9, completion_tokens: 0 }), 'unknown');
    assert.equal(await chargeOf({ serviceTier: 'standard' }), 'unknown');
    assert.equal(await chargeOf(undefined), 'unknown');
  });

  it('is not known for a refusal under an error status either', async () => {
    const { charge } = await failureOf({ status: 400, body: { error: { code: 'moderation_blocked' } } });
    assert.equal(charge, 'unknown');
    const told = await failureOf({
      status: 400,
      body: { error: { code: 'moderation_blocked', message: 'Not charged: no charge.' } },
    });
    assert.equal(told.charge, 'none');
  });
});
