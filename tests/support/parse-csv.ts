/** Reads RFC 4180 strictly, by the letter of its grammar: throws on anything that the grammar does not produce. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quotedAt(text, at) : plainAt(text, at);
      row.push(cell.value);
      at = cell.end;
      if (text[at] !== ",") break;
      at += 1;
    }
    if (text.slice(at, at + 2) !== "\r\n")
      throw new Error(`No CRLF at ${at}: ${JSON.stringify(text.slice(at, at + 20))}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

/** The rows under the header, by their columns' names. */
export function parseTable(text: string): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(text);
  return rows.map((row) => {
    if (row.length !== header.length) throw new Error(`A row of ${row.length} cells under ${header.length} columns`);
    return Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""]));
  });
}

function quotedAt(text: string, start: number): { value: string; end: number } {
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') value += text[at];
    else if (text[at + 1] === '"') value += text[(at += 1)];
    else return { value, end: at + 1 };
  }
  throw new Error("A quoted cell does not end");
}

function plainAt(text: string, start: number): { value: string; end: number } {
  const value = /^[^",\r\n]*/.exec(text.slice(start, start + 100_000))?.[0] ?? "";
  return { value, end: start + value.length };
}
