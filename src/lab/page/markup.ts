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
  return `<div class="scroll"><table><tr>${headCells}</tr>${rows.map(row).join('')}</table></div>`;
}

function row(cells: readonly string[]): string {
  const by = cells.length === 1 ? ' class="by"' : '';
  return `<tr${by}>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}
