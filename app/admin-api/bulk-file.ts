import { MalformedRowError } from "./errors.ts";
import { parseSession } from "./parse-session.ts";
import type { SessionRow } from "./shapes.ts";

/** Some sessions of a bulk operation's file. */
export interface FilePage {
  rows: SessionRow[];
  /** Lines that are no session; the others are good. */
  malformed: Error[];
  /** The lines read so far, those passed over among them. */
  lines: number;
}

/** Reading the file came to no end. `isGone`: it will not come back; otherwise another try may help. */
export class BulkFileError extends Error {
  readonly isGone: boolean;

  constructor(message: string, isGone: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = "BulkFileError";
    this.isGone = isGone;
  }
}

/** As many sessions as a page of the API holds: one size of transaction, whichever way they came. */
const LINES_A_PAGE = 250;
/** What Google's storage answers when a signed address has expired, or the file behind it is deleted. */
const GONE = new Set([400, 401, 403, 404, 410]);

/** Reads a file of sessions line by line, never more of it than a page in memory, after its first `passedOver` lines. */
export async function* filePages(
  open: () => Promise<Response>,
  passedOver: number,
): AsyncGenerator<FilePage, void, undefined> {
  let page: FilePage = { rows: [], malformed: [], lines: passedOver };
  let line = 0;
  for await (const text of linesOf(open)) {
    line += 1;
    if (line <= passedOver) continue;
    readLine(text, page);
    page.lines = line;
    if (page.rows.length + page.malformed.length < LINES_A_PAGE) continue;
    yield page;
    page = { rows: [], malformed: [], lines: line };
  }
  // Even an empty one says how many lines there are.
  yield { ...page, lines: line };
}

function readLine(text: string, into: FilePage): void {
  try {
    into.rows.push(parseSession(JSON.parse(text)));
  } catch (error) {
    // The end of a file that was cut off, or a page of HTML in its place.
    if (error instanceof SyntaxError) throw new BulkFileError("a line is not JSON", false, { cause: error });
    if (!(error instanceof MalformedRowError)) throw error;
    into.malformed.push(error);
  }
}

// A line feed alone ends a line: readline would divide at U+2028 as well, which may stand in a note.
async function* linesOf(open: () => Promise<Response>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  try {
    const response = await open();
    if (!response.ok) throw new BulkFileError(`HTTP ${response.status}`, GONE.has(response.status));
    for await (const chunk of response.body ?? []) {
      const pieces = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = pieces.pop() ?? "";
      yield* pieces;
    }
  } catch (error) {
    // fetch throws TypeError for whatever happens to the connection, in the middle of a body too.
    if (!(error instanceof TypeError)) throw error;
    throw new BulkFileError("the connection was cut", false, { cause: error });
  }
  if (rest !== "") yield rest;
}
