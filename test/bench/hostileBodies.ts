import { gemini } from '../unit/answers/support';
import { bodies, pictures, places, texts } from '../unit/answers/reading/hostileShapes';

interface HostileBody {
  readonly name: string;
  /** `size`: about how many signs it has. */
  readonly make: (size: number) => Buffer;
}

const toBuffer = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

/** Every hostile shape of the tests as an answer: words in each place in which words stand, whole bodies, and pictures. */
export const hostileBodies: readonly HostileBody[] = [
  ...Object.entries(texts).flatMap(([name, shape]) =>
    Object.entries(places).map(([place, put]) => ({
      name: `${name}, in ${place}`,
      make: (size: number) => toBuffer(put(shape(size))),
    })),
  ),
  ...Object.entries(bodies).map(([name, shape]) => ({ name, make: (size: number) => toBuffer(shape(size)) })),
  ...Object.entries(pictures).map(([name, shape]) => ({
    name,
    make: (size: number) =>
      toBuffer(gemini([{ inlineData: { mimeType: 'image/png', data: shape((size / 4) * 3).toString('base64') } }])),
  })),
];
