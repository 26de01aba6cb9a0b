import assert from 'node:assert/strict';
import {
  assertPictures,
  b64,
  chat,
  dataUrl,
  failureOf,
  gemini,
  jpeg,
  jpegOf,
  png,
  pngOf,
  read,
  webp,
} from '../support';

const inline = (bytes: Buffer, mimeType = 'image/png'): unknown => ({ inlineData: { mimeType, data: b64(bytes) } });
const first = pngOf('first');
const second = pngOf('second');

/** The JPEG with as many bytes before the marker at each place. */
function withFill(count: (at: number) => number): Buffer {
  const markers = [2, 71, 84, 98];
  const parts = markers.flatMap((at, index) => [Buffer.alloc(count(at), 0xff), jpeg.subarray(at, markers[index + 1])]);
  return Buffer.concat([jpeg.subarray(0, 2), ...parts]);
}

describe('Pictures in an answer', () => {
  const shapes: Record<string, unknown> = {
    'inlineData of a part': gemini([inline(png)]),
    'inline_data of a part': gemini([{ inline_data: { mime_type: 'image/png', data: b64(png) } }]),
    'a data URL in inlineData': gemini([{ inlineData: { data: dataUrl(png) } }]),
    'a part with a thoughtSignature': gemini([{ ...(inline(png) as object), thoughtSignature: 'c2ln' }]),
    'a Markdown data URL in a part': gemini([{ text: `![image](${dataUrl(png)})` }]),
    'a list of stream pieces': [gemini([{ text: 'Working' }]), gemini([inline(png)])],
    'a wrapper around the answer': { response: gemini([inline(png)]) },
    'a wrapper with a code that means well': { code: 0, message: 'success', data: gemini([inline(png)]) },
    'message.images with an object': chat({ content: '', images: [{ image_url: { url: dataUrl(png) } }] }),
    'message.images in camel case': chat({ content: null, images: [{ imageUrl: { url: dataUrl(png) } }] }),
    'message.images with strings': chat({ content: null, images: [dataUrl(png)] }),
    'message.images with bare base64': chat({ content: null, images: [{ b64_json: b64(png) }] }),
    'image_url as a string': chat({ content: [{ type: 'image_url', image_url: dataUrl(png) }] }),
    multi_mod_content: chat({ content: '**', multi_mod_content: [{ inline_data: { data: b64(png) } }] }),
    'multi_mod_content in camel case': chat({ content: null, multiModContent: [{ inlineData: { data: b64(png) } }] }),
    'parts of content: image with a source': chat({
      content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: b64(png) } }],
    }),
    'parts of content: image_base64': chat({ content: [{ type: 'image_base64', image_base64: b64(png) }] }),
    'parts of content: b64_json': chat({ content: [{ type: 'output_image', b64_json: b64(png) }] }),
    'parts of content: inline_data': chat({ content: [{ inline_data: { mime_type: 'image/png', data: b64(png) } }] }),
    'content as one data URL': chat({ content: dataUrl(png) }),
    'content as bare base64': chat({ content: b64(png) }),
    'content with an HTML picture': chat({ content: `Here: <img alt="x" src="${dataUrl(png)}" width="1">` }),
    'message as a string': { choices: [{ message: dataUrl(png) }] },
    'delta although nothing is streamed': { choices: [{ delta: { content: dataUrl(png) } }] },
    'text of an old completion': { choices: [{ text: dataUrl(png) }] },
    'files of a message': chat({
      content: '',
      files: [{ mediaType: 'image/png', media_type: 'image/png', base64: b64(png) }],
    }),
    'b64_json of the Images API': { created: 1, data: [{ b64_json: b64(png) }] },
    'b64_json with a data URL': { created: 1, data: [{ b64_json: dataUrl(png), url: '' }] },
    'url with a data URL': { created: 1, data: [{ url: dataUrl(png), b64_json: null }] },
    'data as an object': { created: 1, data: { b64_json: b64(png) } },
    'images beside nothing else': { images: [{ b64_json: b64(png) }] },
    'the Responses API': { output: [{ type: 'image_generation_call', id: 'ig_1', result: b64(png) }] },
    'Imagen predictions': { predictions: [{ mimeType: 'image/png', bytesBase64Encoded: b64(png) }] },
    'a field nobody knows': { ok: true, picture: { payload: dataUrl(png) } },
    'JSON in a JSON string': JSON.stringify(JSON.stringify(gemini([inline(png)]))),
    'JSON in the text of the model': chat({ content: JSON.stringify({ b64_json: b64(png) }) }),
    'a data URL that two parts share': gemini([{ text: dataUrl(png).slice(0, 60) }, { text: dataUrl(png).slice(60) }]),
  };
  for (const [name, body] of Object.entries(shapes)) {
    it(`are found in ${name}`, async () => {
      await assertPictures({ body }, [png]);
    });
  }

  it('are the whole body of a service that sends the bytes themselves', async () => {
    await assertPictures({ body: webp, headers: { 'content-type': 'application/octet-stream' } }, [webp]);
  });

  it('keep the order of the answer, the last one at the end', async () => {
    const parts = [inline(first), { text: `![b](${dataUrl(jpeg)})` }, inline(second), { text: 'Done' }];
    const { text } = await assertPictures({ body: gemini(parts) }, [first, jpeg, second]);
    assert.equal(text, 'Done');
  });

  for (const [what, before] of Object.entries({
    'its first segment': (at: number) => at === 2,
    'its frame': (at: number) => jpeg[at + 1] === 0xc0,
    'its scan and its end': (at: number) => jpeg[at + 1] === 0xda || at === jpeg.length - 2,
    'every marker': () => true,
  })) {
    it(`may be a JPEG with fill bytes before ${what}`, async () => {
      const filled = withFill((at) => (before(at) ? 3 : 0));
      const { images } = await assertPictures({ body: gemini([inline(filled)]) }, [filled]);
      assert.deepEqual(
        images.map(({ mime, width, height }) => [mime, width, height]),
        [['image/jpeg', 1, 1]],
      );
    });
  }

  it('may be a JPEG whose frame comes first', async () => {
    const [table, frame] = [jpeg.subarray(2, 71), jpeg.subarray(71, 84)];
    const turned = Buffer.concat([jpeg.subarray(0, 2), frame, table, jpeg.subarray(84)]);
    await assertPictures({ body: gemini([inline(turned)]) }, [turned]);
  });

  it('are told by their bytes, not by what is declared', async () => {
    const parts = [inline(png, 'image/jpeg'), inline(jpeg, 'text/plain'), inline(webp, 'application/octet-stream')];
    const { images } = await read({ body: gemini(parts) });
    assert.deepEqual(
      images.map(({ mime }) => mime),
      ['image/png', 'image/webp'],
    );
  });

  it('count once for the same bytes', async () => {
    const message = { content: `![a](${dataUrl(png)})`, images: [{ image_url: { url: dataUrl(png, 'image/jpeg') } }] };
    await assertPictures({ body: chat(message) }, [png]);
  });

  it('of thoughts do not count, nor do their words', async () => {
    const parts = [
      { ...(inline(first) as object), thought: true },
      { text: 'I think.', thought: true },
      { text: 'Here.' },
      inline(second),
    ];
    const { text } = await assertPictures({ body: gemini(parts) }, [second]);
    assert.equal(text, 'Here.');
  });

  it('in reasoning do not count', async () => {
    const message = { content: 'Hm.', reasoning_content: dataUrl(png), reasoning_details: [{ data: b64(png) }] };
    assert.equal((await failureOf({ body: chat(message) })).kind, 'noImage');
  });

  it('between thoughts in the text do not count', async () => {
    const content = `<think>A sketch: ![a](${dataUrl(first)}) hm</think>Here: ![b](${dataUrl(second)})`;
    const { text } = await assertPictures({ body: chat({ content }) }, [second]);
    assert.equal(text, 'Here:');
  });

  it('that were sent with the request and are echoed do not count', async () => {
    const body = { ...chat({ content: 'No.' }), request: { contents: [{ parts: [inline(png)] }] } };
    assert.equal((await failureOf({ body })).kind, 'noImage');
  });

  it('of search results do not count', async () => {
    const groundingMetadata = { groundingChunks: [{ image: { imageUri: 'https://site.example.com/a.png' } }] };
    const body = gemini([{ text: 'Only words.' }], { groundingMetadata });
    assert.equal((await failureOf({ body })).kind, 'noImage');
  });

  it('that are fine are kept where another one is broken', async () => {
    await assertPictures({ body: gemini([inline(Buffer.from('<svg/>')), inline(png)]) }, [png]);
  });

  it('that are none are a bad response, whatever was declared', async () => {
    for (const bytes of [Buffer.from('<svg xmlns="x"></svg>'), Buffer.from('<!doctype html>'), png.subarray(0, 20)]) {
      const { kind, charge } = await failureOf({ body: gemini([inline(bytes)]) });
      assert.deepEqual([kind, charge], ['badResponse', 'unknown']);
    }
  });

  it('are not looked for in a web page', async () => {
    const body = `<!doctype html><link rel="icon" href="${dataUrl(png)}"><title>Console</title>`;
    const { kind, charge, providerMessage } = await failureOf({ body });
    assert.deepEqual([kind, charge, providerMessage], ['badResponse', 'unknown', 'Console']);
  });

  it('are kept although an empty error stands beside them', async () => {
    const error = { message: '', type: '', param: '', code: null };
    await assertPictures({ body: { ...chat({ content: dataUrl(png) }), error } }, [png]);
  });

  it('of sound or documents are no pictures', async () => {
    const body = gemini([{ text: 'Listen.' }, { inlineData: { mimeType: 'audio/wav', data: 'UklGRgAAAABXQVZF' } }]);
    assert.equal((await failureOf({ body })).kind, 'noImage');
  });

  it('keep all their bytes, also those after their end', async () => {
    const trailing = Buffer.concat([png, Buffer.from('more')]);
    await assertPictures({ body: gemini([inline(trailing)]) }, [trailing]);
  });

  it('have the pixels of their bytes', async () => {
    const [image] = (await read({ body: gemini([inline(jpegOf(3))]) })).images;
    assert.deepEqual([image.width, image.height, image.mime], [1, 1, 'image/jpeg']);
  });
});

describe('The body of an answer', () => {
  const body = chat({ content: `Été 夏\n\n![x](${dataUrl(png)})` });
  const json = JSON.stringify(body);
  const utf16 = Buffer.from(`\ufeff${json}`, 'utf16le');
  const bodies: Record<string, string | Buffer> = {
    'with a byte order mark': `\ufeff${json}`,
    'with blank lines before and after': `\r\n\n  ${json}\n\n`,
    'in UTF-16, little end first': utf16,
    'in UTF-16, big end first': Buffer.from(utf16).swap16(),
    'in UTF-16 without a mark': utf16.subarray(2),
    'with a guard against being run': `)]}',\n${json}`,
    'with a note before': `: keep-alive\n\n${json}`,
    'with something after it': `${json}\n[DONE]`,
  };
  for (const [name, bytes] of Object.entries(bodies)) {
    it(`is read ${name}`, async () => {
      const { text } = await assertPictures({ body: bytes }, [png]);
      assert.equal(text, 'Été 夏');
    });
  }

  it('is read in the declared encoding where it is not UTF-8', async () => {
    const latin = Buffer.from(JSON.stringify(chat({ content: `Été ![x](${dataUrl(png)})` })), 'latin1');
    const headers = { 'content-type': 'application/json; charset=ISO-8859-1' };
    assert.equal((await read({ body: latin, headers })).text, 'Été');
  });

  const nothings: Record<string, string> = {
    'is empty': '',
    'is blank': ' \n ',
    'is null': 'null',
    'is a number': '7',
    'is an empty object': '{}',
    'is words': 'ok',
    'is about something else': '{"status":"ok","version":"1.2"}',
    'is cut': JSON.stringify(gemini([inline(png)])).slice(0, 150),
    'is cut after a whole picture': JSON.stringify(gemini([inline(png), inline(jpeg)])).slice(0, -40),
  };
  for (const [name, text] of Object.entries(nothings)) {
    it(`that ${name} is a bad response that may have been charged`, async () => {
      const { kind, charge } = await failureOf({ body: text });
      assert.deepEqual([kind, charge], ['badResponse', 'unknown']);
    });
  }
});
