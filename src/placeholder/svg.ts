const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it may stand in XML, in content and in attributes. Control characters are the caller's to leave out. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** A number as short as a picture needs it. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** An element without content. Numbers are shortened; values are never text from outside. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : value}"`,
  );
  return `<${name}${written.join('')}/>`;
}

/** A straight-edged shape from its corners. */
export function polygon(points: readonly (readonly [x: number, y: number])[], fill: string): string {
  return element('polygon', { points: points.map(([x, y]) => `${short(x)},${short(y)}`).join(' '), fill });
}
