/** A section of a page: its heading and what is below it. */
export function section(title: string, paragraphs: readonly string[]): string {
  return [`## ${title}`, ...paragraphs.filter((text) => text !== '')].join('\n\n');
}

/** Names come from files and hubs: they must not become links, images or markup. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}

/** As code, whatever signs are in it. */
export function code(text: string): string {
  const runs = text.match(/`+/g)?.map(({ length }) => length) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const room = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${room}${text.replace(/\s+/g, ' ')}${room}${fence}`;
}
