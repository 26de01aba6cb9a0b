import assert from 'node:assert/strict';
import { chat, failureOf, gemini, google } from '../support';

const inner = google(429, 'RESOURCE_EXHAUSTED', 'Daily limit reached: 50 requests per day.');
const text = JSON.stringify(inner);

async function kindAndWords(status: number, body: unknown): Promise<readonly unknown[]> {
  const { kind, charge, providerMessage } = await failureOf({ status, body });
  return [kind, charge, providerMessage];
}

const expected = ['quota', 'none', 'Daily limit reached: 50 requests per day.'];

describe('A wrapper', () => {
  const rows: Record<string, unknown> = {
    'an object in a field of any name': { error: { message: 'It failed', type: 'x_error', whatTheySaid: inner } },
    'a text in a field of any name': { error: { message: 'It failed', type: 'x_error', blob: text } },
    'a text in a text': { error: { message: 'It failed', blob: JSON.stringify({ deeper: text }) } },
    'a text with words around it': { error: { message: 'It failed', log: `upstream said ${text} and hung up` } },
    'two fields down': { error: { message: 'It failed', a: { b: inner } } },
    'beside the error': { error: { message: 'It failed' }, upstream_dump: inner },
    'a list': { error: { message: 'It failed', attempts_made: [inner] } },
    'a message with JSON': { error: { message: `Upstream: ${text}` } },
    'a fence': { error: { message: `\`\`\`json\n${text}\n\`\`\`` } },
  };
  for (const [what, body] of Object.entries(rows)) {
    for (const status of [200, 429, 500]) {
      it(`is opened under ${status}: ${what}`, async () => {
        assert.deepEqual(await kindAndWords(status, body), expected);
      });
    }
  }

  for (const [what, body] of Object.entries({
    'an object': { code: 0, payload: { some: inner } },
    'a text': { code: 0, some: text },
    'a text in a text': { code: 0, some: JSON.stringify({ other: text }) },
  })) {
    it(`is opened under 200 where no error was due: ${what}`, async () => {
      assert.deepEqual(await kindAndWords(200, body), expected);
    });
  }

  it('is not opened where it holds an echo of the request', async () => {
    const request = { messages: [{ role: 'user', content: text }] };
    const { kind } = await failureOf({ status: 500, body: { error: { message: 'It failed', request } } });
    assert.equal(kind, 'server');
  });
});

describe('An error told as the answer', () => {
  const texts: Record<string, string> = {
    'with a status before it': `Error: API request failed (429): ${text}`,
    'with words behind it': `${text}\nPlease try another model.`,
    'in German': `Die Anfrage ist fehlgeschlagen: ${text}`,
    'in Chinese': `请求失败：${text}，请稍后重试`,
    'in Russian': `Ошибка запроса: ${text}`,
    'in a fence': `\`\`\`json\n${JSON.stringify(inner, null, 2)}\n\`\`\``,
    'in a fence with words': `⚠️ Upstream error\n\n\`\`\`\n${text}\n\`\`\`\n\nSorry.`,
    'as JSON in JSON': JSON.stringify({ error: { message: text } }),
    bare: text,
  };
  for (const [what, content] of Object.entries(texts)) {
    it(`is that error: ${what}`, async () => {
      for (const body of [chat({ content }), gemini([{ text: content }])]) {
        assert.deepEqual(await kindAndWords(200, body), expected);
      }
    });
  }

  it('is an answer where much else is said, or where the JSON is none of an error', async () => {
    const long = `${'Errors of this API look so. '.repeat(30)}${text}`;
    for (const content of [long, `A palette: {"colors": ["red", "blue"]}`, `${text} ${JSON.stringify({ a: 1 })}`]) {
      const { kind, charge } = await failureOf({ body: chat({ content }) });
      assert.deepEqual([kind, charge], ['noImage', 'unknown']);
    }
  });

  it('is the model’s own text at the maker’s own address', async () => {
    const { kind, charge } = await failureOf({ body: gemini([{ text }]), isFirstParty: true });
    assert.deepEqual([kind, charge], ['noImage', 'unknown']);
  });

  it('is never free where the answer says that something was paid', async () => {
    const { kind, charge } = await failureOf({ body: { ...chat({ content: text }), usage: { cost: 0.04 } } });
    assert.deepEqual([kind, charge], ['quota', 'billed']);
  });

  it('is not believed to be free of charge by its own words', async () => {
    const refusal = { error: { code: 400, message: 'Blocked by the safety filter. You were not charged.' } };
    const { kind, charge } = await failureOf({ body: chat({ content: JSON.stringify(refusal) }) });
    assert.deepEqual([kind, charge], ['refused', 'unknown']);
  });
});
