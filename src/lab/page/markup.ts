/** Text for HTML, in content and in attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A heading and what is below it; the title is text, the content is HTML. */
export function section(title: string, content: readonly string[]): string {
  return `<section><h2>${escaped(title)}</h2>\n${content.join('\n')}</section>`;
}

export function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

/** Rows of text; the first one is the head. A row of one cell is a heading between rows. */
export function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const headCells = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  return `<div class="scroll"><table><tr>${headCells}</tr>${rows.map((cells) => row(cells, head.length)).join('')}</table></div>`;
}

/** Rows of text, the code in their last two columns as it is written; the first one is the head. */
export function codeTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const cells = (each: readonly string[], tag: string) =>
    `<tr>${each.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<div class="scroll"><table class="code">${cells(head, 'th')}${rows.map((each) => cells(each, 'td')).join('')}</table></div>`;
}

function row(cells: readonly string[], columns: number): string {
  const [only = ''] = cells;
  if (cells.length === 1) return `<tr class="by"><td colspan="${columns}">${escaped(only)}</td></tr>`;
  return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}
