/** What setting text needs to know of a font. */
export interface Typeface {
  has(character: string): boolean;
  /** The width of a character in ems; 0 if the font does not have it. */
  advance(character: string): number;
}

/** The width of a text on one line, without kerning. */
export function widthInEms(text: string, typeface: Typeface): number {
  return [...text].reduce((sum, character) => sum + typeface.advance(character), 0);
}

/**
 * Reads which characters a TrueType font has and how wide they are. Made for the bundled font: characters of the basic
 * plane (cmap format 4). Throws if a table is missing.
 */
export function readTypeface(bytes: Uint8Array): Typeface {
  const tables = tablesOf(bytes);
  const unitsPerEm = table(tables, 'head').getUint16(18);
  const metrics = table(tables, 'hhea').getUint16(34);
  const hmtx = table(tables, 'hmtx');
  const glyphs = readCharacterMap(table(tables, 'cmap'));
  return {
    has: (character) => glyphs.has(character),
    advance: (character) => {
      const glyph = glyphs.get(character);
      // the last metric holds for all glyphs after it
      return glyph === undefined ? 0 : hmtx.getUint16(4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
    },
  };
}

function tablesOf(bytes: Uint8Array): Map<string, DataView> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, DataView>();
  for (let record = 12; record < 12 + 16 * view.getUint16(4); record += 16) {
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
    const offset = bytes.byteOffset + view.getUint32(record + 8);
    tables.set(tag, new DataView(bytes.buffer, offset, view.getUint32(record + 12)));
  }
  return tables;
}

function table(tables: ReadonlyMap<string, DataView>, tag: string): DataView {
  const found = tables.get(tag);
  if (!found) throw new Error(`The font has no ${tag} table`);
  return found;
}

/** OpenType, "cmap", format 4: segments of code points, each with a delta or a list of glyphs. */
function readCharacterMap(cmap: DataView): Map<string, number> {
  const start = formatFour(cmap);
  const doubled = cmap.getUint16(start + 6);
  const glyphs = new Map<string, number>();
  for (let segment = 0; segment < doubled; segment += 2) {
    const ends = start + 14 + segment;
    const starts = ends + doubled + 2;
    const deltas = starts + doubled;
    const offsets = deltas + doubled;
    const listed = cmap.getUint16(offsets);
    for (let code = cmap.getUint16(starts); code <= cmap.getUint16(ends); code += 1) {
      const found = listed ? cmap.getUint16(offsets + listed + 2 * (code - cmap.getUint16(starts))) : code;
      const glyph = found && (found + cmap.getUint16(deltas)) & 0xffff;
      if (glyph) glyphs.set(String.fromCharCode(code), glyph);
    }
  }
  return glyphs;
}

function formatFour(cmap: DataView): number {
  for (let record = 4; record < 4 + 8 * cmap.getUint16(2); record += 8) {
    const start = cmap.getUint32(record + 4);
    if (cmap.getUint16(start) === 4) return start;
  }
  throw new Error('The font has no character map of format 4');
}
