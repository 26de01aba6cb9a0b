import assert from 'node:assert/strict';
import { picturesInText } from '../../../../src/answers/pictures/textPictures';
import { assertPictures, b64, chat, dataUrl, failureOf, gemini, jpeg, png, pngOf, read, webp } from '../support';

const found = (text: string): string[] =>
  picturesInText(text).map(({ source }) => ('address' in source ? source.address : source.data));

const url = 'https://cdn.example.com/a/b.png';

/** base64 in lines of this length, as MIME wraps it. */
function wrapped(base64: string, length: number, lineBreak: string): string {
  return base64.replace(new RegExp(`.{${length}}`, 'g'), `$&${lineBreak}`);
}

describe('Addresses in a text', () => {
  const cases: [name: string, text: string, addresses: string[]][] = [
    ['bare', url, [url]],
    ['between words', `See ${url} for it.`, [url]],
    ['at the end of a sentence', `It is at ${url}.`, [url]],
    ['in round brackets', `(${url})`, [url]],
    ['in angle brackets', `<${url}>`, [url]],
    ['in quotes', `"${url}"`, [url]],
    ['before Chinese punctuation', `图片：${url}，请下载。`, [url]],
    ['glued to Chinese words', `${url}下载`, [url]],
    ['with an upper-case scheme and extension', 'HTTPS://cdn.example.com/A.PNG', ['https://cdn.example.com/A.PNG']],
    ['with brackets of its own', 'https://h.example/a_(1).png', ['https://h.example/a_(1).png']],
    ['with a signature', `${url}?Signature=a%2Bb%3D&Expires=1`, [`${url}?Signature=a%2Bb%3D&Expires=1`]],
    ['with HTML entities', `![x](${url}?a=1&amp;b=2)`, [`${url}?a=1&b=2`]],
    ['with JSON escapes', `${url}?a=1\\u0026b=2`, [`${url}?a=1&b=2`]],
    ['with escaped slashes', '"https:\\/\\/h.example\\/a.png"', []],
    ['with a style after the extension', 'https://h.example/a.png!w800', ['https://h.example/a.png!w800']],
    ['with the type in the query', 'https://h.example/o?ct=image%2Fpng', ['https://h.example/o?ct=image%2Fpng']],
    [
      'with the file name in the query',
      'https://h.example/view?filename=o.png',
      ['https://h.example/view?filename=o.png'],
    ],
    ['as a Markdown picture', '![a cat](https://h.example/r/1)', ['https://h.example/r/1']],
    ['as a Markdown picture with a title', '![a](https://h.example/r/1 "the \'title\'")', ['https://h.example/r/1']],
    ['as a Markdown picture in angle brackets', '![a](<https://h.example/r/1>)', ['https://h.example/r/1']],
    ['as a Markdown picture with blanks', '![a]( https://h.example/r/1 )', ['https://h.example/r/1']],
    [
      'as a Markdown picture with brackets in its label',
      '![a [b] c](https://h.example/r/1)',
      ['https://h.example/r/1'],
    ],
    ['as a Markdown picture with brackets in it', '![a](https://h.example/r_(1))', ['https://h.example/r_(1)']],
    ['as a Markdown picture in a link', `[![a](https://h.example/t)](${url})`, ['https://h.example/t', url]],
    ['as a Markdown link', `[Download](${url})`, [url]],
    ['as an HTML picture', '<img alt="a" src="https://h.example/r/1" width=3>', ['https://h.example/r/1']],
    ['of two pictures in a row', `${url} ${url}?2`, [url, `${url}?2`]],
    ['of a page', 'See https://h.example/gallery and [this](https://h.example/r/1).', []],
    ['of a page about a picture', 'https://h.example/wiki?title=a.png&x=1', []],
    ['of another scheme', 'ftp://h.example/a.png and file:///a.png', []],
    ['of a drawing', 'https://h.example/a.svg', []],
    ['of nothing', '![a](b.png) https:// http://. ://a.png', []],
  ];
  for (const [name, text, addresses] of cases) {
    it(`${addresses.length > 0 ? 'are found' : 'are left alone'}: ${name}`, () => {
      assert.deepEqual(found(text), addresses);
    });
  }
});

describe('Data in a text', () => {
  const texts: Record<string, string> = {
    'a data URL': dataUrl(png),
    'a data URL with parameters': `data:image/png;charset=utf-8;name="a.png";base64,${b64(png)}`,
    'a data URL with upper-case letters': `data:IMAGE/PNG;BASE64,${b64(png)}`,
    'a data URL without a type': `data:;base64,${b64(png)}`,
    'a data URL with percent signs': `data:image/png;base64,${encodeURIComponent(b64(png))}`,
    'a data URL in lines': `data:image/png;base64,\n${wrapped(b64(png), 76, '\n')}`,
    'a data URL in lines, then words': `data:image/png;base64,${wrapped(b64(png), 64, '\r\n')}\nDone\nand more`,
    'a data URL, then a word on the next line': `${dataUrl(png)}\nDone`,
    'a data URL in a code block': `\`\`\`\n${dataUrl(png)}\n\`\`\``,
    'a Markdown data URL': `Here.\n\n![image](${dataUrl(png)})\n`,
    'a Markdown data URL with a title': `![image](${dataUrl(png)} "a title")`,
    'bare base64': b64(png),
    'bare base64 after words': `Here it is:\n\n${b64(png)}\n\nEnjoy`,
    'bare base64 in lines': `Here:\n${wrapped(b64(png), 76, '\n')}\nEnjoy`,
    'bare base64 of the URL alphabet without padding': png.toString('base64url'),
    'bare base64 after a label': `base64,${b64(png)}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`is a picture as ${name}`, async () => {
      await assertPictures({ body: chat({ content: text }) }, [png]);
    });
  }

  it('is found for every type', async () => {
    for (const bytes of [jpeg, webp]) {
      await assertPictures({ body: chat({ content: bytes.toString('base64') }) }, [bytes]);
      await assertPictures({ body: chat({ content: bytes.toString('base64url') }) }, [bytes]);
    }
  });

  it('leaves the words around it', async () => {
    const content = `Before\n![x](${dataUrl(png)})\nbetween [save](${url}) after <img src="${dataUrl(jpeg)}">.`;
    const { text } = await assertPictures({ body: chat({ content }) }, [png, jpeg]);
    assert.equal(text, `Before\n\nbetween [save](${url}) after .`);
  });

  it('of another type is not taken for a picture', async () => {
    const content = `data:text/plain;base64,SGVsbG8gd29ybGQ= and data: 1, 2, 3;base64 and /9j/x UklGRg`;
    assert.equal((await failureOf({ body: chat({ content }) })).kind, 'noImage');
  });

  it('that is no picture although it has to be one is a bad response', async () => {
    const drawings = ['data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=', 'data:image/svg+xml,%3Csvg%3E%3C/svg%3E'];
    for (const drawing of drawings) {
      assert.equal((await failureOf({ body: chat({ content: `![d](${drawing})` }) })).kind, 'badResponse');
    }
  });

  it('that is cut is no picture', async () => {
    for (const bytes of [png, jpeg, webp]) {
      const content = dataUrl(bytes.subarray(0, bytes.length - 4));
      assert.equal((await failureOf({ body: chat({ content }) })).kind, 'badResponse');
    }
  });
});

describe('Pictures that an answer names by address', () => {
  it('are fetched and told by their bytes', async () => {
    const given = { body: chat({ content: `![a](${url})` }), downloads: { [url]: webp } };
    const { text } = await assertPictures(given, [webp]);
    assert.equal(text, '');
  });

  it('are fetched once, however often and however they are named', async () => {
    let fetched = 0;
    const downloads = new Proxy<Record<string, Buffer>>({}, { get: () => (fetched++, png) });
    const body = {
      ...chat({ content: `![a](${url}) [b](${url})`, images: [{ image_url: { url } }] }),
      media: { outputs: [url] },
    };
    await assertPictures({ body, downloads }, [png]);
    assert.equal(fetched, 1);
  });

  it('keep their place among the others', async () => {
    const [a, b] = [pngOf('a'), pngOf('b')];
    const parts = [{ fileData: { fileUri: url } }, { inlineData: { data: b64(a) } }, { text: `![x](${url}?2)` }];
    await assertPictures({ body: gemini(parts), downloads: { [url]: b, [`${url}?2`]: webp } }, [b, a, webp]);
  });

  it('are taken from bare addresses only if there is no other picture', async () => {
    const content = `Made after ${url}: ![x](${dataUrl(png)})`;
    const { text } = await assertPictures({ body: chat({ content }) }, [png]);
    assert.equal(text, `Made after ${url}:`);
  });

  it('leave their address behind when they cannot be fetched', async () => {
    const { kind, charge, pictureUrl } = await failureOf({ body: { data: [{ url: 'https://h.example/r/1' }] } });
    assert.deepEqual([kind, charge, pictureUrl], ['badResponse', 'unknown', 'https://h.example/r/1']);
  });

  it('leave no address behind when it may not be fetched at all', async () => {
    const downloads = new Proxy<Record<string, Buffer>>(
      {},
      {
        get: () => {
          throw Object.assign(new Error('no'), { reason: 'notAllowed' });
        },
      },
    );
    const { kind, pictureUrl } = await failureOf({ body: { data: [{ url: 'http://10.0.0.1/x.png' }] }, downloads });
    assert.deepEqual([kind, pictureUrl], ['badResponse', undefined]);
  });

  it('leave no address behind that has a key in it', async () => {
    const body = { data: [{ url: 'https://h.example/r/1?key=test-key-not-real' }] };
    assert.equal((await failureOf({ body })).pictureUrl, undefined);
  });

  it('that serve something else are a bad response', async () => {
    const given = { body: { data: [{ url }] }, downloads: { [url]: Buffer.from('<html>') } };
    const { kind, pictureUrl } = await failureOf(given);
    assert.deepEqual([kind, pictureUrl], ['badResponse', url]);
  });

  it('are kept where another one fails', async () => {
    const body = { data: [{ url: 'https://h.example/gone' }, { url }] };
    await assertPictures({ body, downloads: { [url]: png } }, [png]);
  });

  it('of other schemes are a bad response in a field for pictures', async () => {
    const body = gemini([{ fileData: { mimeType: 'image/png', fileUri: 'gs://bucket/out.png' } }]);
    assert.equal((await failureOf({ body })).kind, 'badResponse');
  });

  it('end with the user', async () => {
    const downloads = new Proxy<Record<string, Buffer>>(
      {},
      {
        get: () => {
          throw new DOMException('stopped', 'AbortError');
        },
      },
    );
    const { kind, charge, pictureUrl } = await failureOf({ body: { data: [{ url }] }, downloads });
    assert.deepEqual([kind, charge, pictureUrl], ['cancelled', 'unknown', url]);
  });
});

describe('A stream that nobody asked for', () => {
  const event = (delta: Record<string, unknown>, more = {}): string =>
    `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, ...more }] })}\n\n`;

  it('gives one text and one picture, even if they are cut into pieces', async () => {
    const content = `A cat.\n![x](${dataUrl(png)})`;
    const pieces = content.match(/.{1,17}/gs) ?? [];
    const body = `: hello\n\n${pieces.map((piece) => event({ content: piece })).join('')}data: [DONE]\n\n`;
    const { text } = await assertPictures({ body }, [png]);
    assert.equal(text, 'A cat.');
  });

  it('is read with Windows line ends and without blank lines', async () => {
    const lines = [event({ content: 'Hi' }), event({ images: [{ image_url: { url: dataUrl(png) } }] })];
    await assertPictures({ body: lines.join('').replaceAll('\n', '\r\n') }, [png]);
    await assertPictures({ body: lines.join('').replaceAll('\n\n', '\n') }, [png]);
  });

  it('is read as one JSON value a line', async () => {
    const body = `${JSON.stringify(gemini([{ text: 'Hi' }]))}\n${JSON.stringify(gemini([{ inlineData: { data: b64(png) } }]))}\n`;
    await assertPictures({ body }, [png]);
  });

  it('drops progress in thoughts and unfinished pictures', async () => {
    const partial = { type: 'image_generation.partial_image', b64_json: b64(jpeg) };
    const done = { type: 'image_generation.completed', b64_json: b64(png) };
    const body = `${event({ reasoning_content: '30 %' })}data: ${JSON.stringify(partial)}\n\ndata: ${JSON.stringify(done)}\n\n`;
    await assertPictures({ body }, [png]);
  });

  it('can break off with an error', async () => {
    const error = { error: { message: 'The upstream is overloaded', code: 503 } };
    const { kind } = await failureOf({ body: `${event({ content: 'Hi' })}data: ${JSON.stringify(error)}\n\n` });
    assert.equal(kind, 'overloaded');
  });

  it('can have an event of the name error', async () => {
    const { kind } = await failureOf({ body: 'event: error\ndata: {"message":"Too many requests","code":429}\n\n' });
    assert.equal(kind, 'rateLimit');
  });

  it('that is cut and has no picture is a bad response', async () => {
    const { kind } = await failureOf({ body: `${event({ content: 'Hi' })}data: {"choices":[{"delta":{"cont` });
    assert.equal(kind, 'badResponse');
  });
});

describe('What comes with the pictures', () => {
  it('is the usage of generateContent', async () => {
    const usageMetadata = {
      promptTokenCount: 20,
      candidatesTokenCount: 1500,
      thoughtsTokenCount: 100,
      candidatesTokensDetails: [
        { modality: 'TEXT', tokenCount: 5 },
        { modality: 'IMAGE', tokenCount: 1120 },
      ],
    };
    const { usage } = await read({ body: { ...gemini([{ inlineData: { data: b64(png) } }]), usageMetadata } });
    assert.deepEqual(usage, { inputTokens: 20, imageTokens: 1120, textTokens: 480, costUsd: undefined });
  });

  it('is the price that an answer names', async () => {
    const body = {
      ...chat({ content: dataUrl(png) }),
      usage: { prompt_tokens: 9, completion_tokens: 1300, cost: 0.04 },
    };
    const { usage } = await read({ body });
    assert.deepEqual([usage?.inputTokens, usage?.textTokens, usage?.costUsd], [9, undefined, 0.04]);
  });

  it('is the id of the request, the surest first', async () => {
    const parts = [{ inlineData: { data: b64(png) } }];
    const headers = { 'x-request-id': 'from-header' };
    const idOf = async (body: unknown, more = {}): Promise<unknown> => (await read({ body, headers: more })).requestId;
    assert.equal(await idOf({ ...gemini(parts), responseId: 'from-body' }, headers), 'from-body');
    assert.equal(await idOf({ ...gemini(parts), id: 'plain' }, headers), 'from-header');
    assert.equal(await idOf({ ...gemini(parts), id: 'plain' }), 'plain');
    assert.equal(await idOf(gemini(parts)), undefined);
  });

  it('is a warning about a model on its way out', async () => {
    const warn = async (modelStatus: unknown): Promise<readonly string[]> =>
      (await read({ body: { ...gemini([{ inlineData: { data: b64(png) } }]), modelStatus } })).warnings;
    const retirementTime = '2027-01-31T00:00:00Z';
    assert.deepEqual(await warn({ modelStage: 'STABLE' }), []);
    assert.deepEqual(await warn({ modelStage: 'DEPRECATED', message: 'Use another one.', retirementTime }), [
      'Use another one. Retirement: 2027-01-31.',
    ]);
    assert.deepEqual(await warn({ modelStage: 'LEGACY' }), ['The service calls this model legacy.']);
  });

  it('has no key in any text', async () => {
    const content = `Made with test-key-not-real ![x](${dataUrl(png)})`;
    const body = { ...chat({ content }), id: 'test-key-not-real' };
    const { text, requestId } = await read({ body });
    assert.deepEqual([text, requestId], ['Made with [key]', '[key]']);
  });
});
