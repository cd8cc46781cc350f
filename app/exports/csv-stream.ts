import { type Column, csvLine, headerLine } from "./csv.ts";

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Rows as the bytes of a CSV file, a chunk at a time and only when the reader wants more, so that memory stays flat
 * however long the file is. When the reader goes away, or `signal` says that it has, the rows are no longer asked for.
 * `preamble` stands above the header.
 */
export function csvStream<Row>(
  columns: readonly Column<Row>[],
  chunks: AsyncGenerator<Row[], void>,
  options: { bom?: boolean; preamble?: () => Promise<string>; signal?: AbortSignal } = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const preamble = (await options.preamble?.()) ?? "";
      controller.enqueue(encoder.encode((options.bom ? BYTE_ORDER_MARK : "") + preamble + headerLine(columns)));
    },
    async pull(controller) {
      if (options.signal?.aborted) {
        await chunks.return();
        controller.error(options.signal.reason);
        return;
      }
      const { done, value: rows } = await chunks.next();
      if (done) controller.close();
      // One piece a chunk: a piece a line would cost ten times the work.
      else controller.enqueue(encoder.encode(rows.map((row) => csvLine(columns, row)).join("")));
    },
    async cancel() {
      await chunks.return();
    },
  });
}
