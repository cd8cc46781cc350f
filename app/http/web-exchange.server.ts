import { createReadableStreamFromReadable } from "@remix-run/node";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

// A Request that nobody holds is collected, and the listeners on its signal with it: held here, it is still aborted
// while its answer streams.
const open = new Set<Request>();

/** A request as the web platform has it; aborted when the caller goes away before its answer is complete. */
export function toWebRequest(incoming: IncomingMessage, outgoing: ServerResponse, url: URL): Request {
  const controller = new AbortController();
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const { method = "GET" } = incoming;
  const body = method === "GET" || method === "HEAD" ? null : createReadableStreamFromReadable(incoming);
  const request = new Request(url, { method, headers, body, signal: controller.signal, duplex: "half" });
  open.add(request);
  outgoing.once("close", () => {
    open.delete(request);
    if (!outgoing.writableFinished) controller.abort();
  });
  return request;
}

/**
 * Sends an answer at the pace of whoever reads it. Remix's own adapter writes as fast as the body comes, so that a
 * large export to a slow reader would pile up in memory.
 */
export async function sendWebResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  outgoing.statusMessage = response.statusText;
  for (const [name, value] of response.headers) {
    if (name === "set-cookie") outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, value);
  }
  if (response.body === null) {
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), outgoing);
}
