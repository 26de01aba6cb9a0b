/** What can be read of CBOR: byte strings and special values are `undefined`, tags are left out. */
export type Cbor = string | number | undefined | readonly Cbor[] | ReadonlyMap<string, Cbor>;

/** No description of a picture has more, nor is one nested deeper. */
const mostItems = 20_000;
const mostDepth = 32;

/** The value at the start of some bytes. Throws a RangeError where they are cut, or are no CBOR that we read. */
export function readCbor(bytes: Buffer): Cbor {
  return new CborReader(bytes).value(0);
}

const types = { whole: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6 };
/** As a length: up to a stop sign. */
const untilStop = 31;
const stop = 0xff;

class CborReader {
  readonly #bytes: Buffer;
  #at = 0;
  #items = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  value(depth: number): Cbor {
    this.#items += 1;
    if (depth > mostDepth || this.#items > mostItems) throw new RangeError('Too much CBOR');
    const head = this.#byte();
    const type = head >> 5;
    const info = head & 31;
    if (type > types.tag) {
      if (info >= 24) this.#argument(info);
      return undefined;
    }
    if (info === untilStop) return this.#untilStop(type, depth);
    const argument = this.#argument(info);
    switch (type) {
      case types.whole:
        return argument;
      case types.negative:
        return -1 - argument;
      case types.bytes:
        this.#take(argument);
        return undefined;
      case types.text:
        return this.#take(argument).toString('utf8');
      case types.list:
        return this.#list(depth, (index) => index < argument);
      case types.map:
        return this.#map(depth, (index) => index < argument);
      default:
        return this.value(depth + 1); // what a tag is about
    }
  }

  #untilStop(type: number, depth: number): Cbor {
    const goesOn = (): boolean => {
      if (this.#bytes[this.#at] !== stop) return true;
      this.#at += 1;
      return false;
    };
    if (type === types.map) return this.#map(depth, goesOn);
    const list = this.#list(depth, goesOn);
    return type === types.text
      ? list.filter((part) => typeof part === 'string').join('')
      : type === types.list
        ? list
        : undefined;
  }

  #list(depth: number, goesOn: (index: number) => boolean): Cbor[] {
    const list: Cbor[] = [];
    while (goesOn(list.length)) list.push(this.value(depth + 1));
    return list;
  }

  #map(depth: number, goesOn: (index: number) => boolean): ReadonlyMap<string, Cbor> {
    const map = new Map<string, Cbor>();
    for (let index = 0; goesOn(index); index += 1) {
      const key = this.value(depth + 1);
      const value = this.value(depth + 1);
      if (typeof key === 'string') map.set(key, value);
    }
    return map;
  }

  /** What stands behind the head: a number or a length. */
  #argument(info: number): number {
    if (info < 24) return info;
    if (info > 27) throw new RangeError('This is no CBOR');
    const bytes = this.#take(2 ** (info - 24));
    return info === 27 ? Number(bytes.readBigUInt64BE()) : bytes.readUIntBE(0, bytes.length);
  }

  #byte(): number {
    return this.#take(1).readUInt8();
  }

  #take(count: number): Buffer {
    const end = this.#at + count;
    if (end > this.#bytes.length) throw new RangeError('The CBOR is cut');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
