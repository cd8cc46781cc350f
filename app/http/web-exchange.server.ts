import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

// A Request that nobody holds is collected, and the listeners on its signal with it: held here, it is still aborted
// while its answer streams.
const open = new Set<Request>();

/** Forty times the largest body that is due here, a list of the orders of one customer. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/** A request that brings more than anything here needs. */
export class BodyTooLargeError extends Error {
  readonly code = "BODY_TOO_LARGE";
  constructor() {
    super(`A request may bring ${LARGEST_BODY_BYTES / 1024} KiB at most.`);
  }
}

/**
 * A request as the web platform has it; aborted when the caller goes away before its answer is complete. Its body has
 * been read before anything acts on it: bodies are small here, and a route that finds one too large half way through
 * could only fail.
 */
export async function toWebRequest(incoming: IncomingMessage, outgoing: ServerResponse, url: URL): Promise<Request> {
  const controller = new AbortController();
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const { method = "GET" } = incoming;
  const body = method === "GET" || method === "HEAD" ? null : await readBody(incoming);
  const request = new Request(url, { method, headers, body, signal: controller.signal });
  open.add(request);
  outgoing.once("close", () => {
    open.delete(request);
    if (!outgoing.writableFinished) controller.abort();
  });
  return request;
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(incoming.headers["content-length"] ?? 0) > LARGEST_BODY_BYTES) throw new BodyTooLargeError();
  const parts: Buffer[] = [];
  let size = 0;
  // Destroying what is left would cut the connection that the refusal has to go out on.
  for await (const part of incoming.iterator({ destroyOnReturn: false })) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > LARGEST_BODY_BYTES) throw new BodyTooLargeError();
  }
  return new Uint8Array(Buffer.concat(parts));
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
