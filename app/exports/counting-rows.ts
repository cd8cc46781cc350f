import type { Writer } from "./export-tables.server.ts";

/** A writer that says of each chunk of rows how many they are, before it writes them. */
export function countingRows<File>(write: Writer<File>, onRows: ((count: number) => void) | undefined): Writer<File> {
  if (onRows === undefined) return write;
  return (columns, chunks) => write(columns, counted(chunks, onRows));
}

async function* counted<Row>(
  chunks: AsyncGenerator<Row[], void>,
  onRows: (count: number) => void,
): AsyncGenerator<Row[], void> {
  for await (const rows of chunks) {
    onRows(rows.length);
    yield rows;
  }
}
