/** The README with this text in the place between two marks. Throws when there is no such place. */
export function withPart(readme: string, { begin, end }: { begin: string; end: string }, text: string): string {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no place for the table: ${begin} … ${end}`);
  return `${readme.slice(0, from + begin.length)}\n\n${text}\n\n${readme.slice(to)}`;
}
