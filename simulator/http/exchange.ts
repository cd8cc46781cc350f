import type { IncomingMessage, ServerResponse } from "node:http";

/** One request with its answer to be, as the endpoints get it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** The shop that the request is addressed to, from X-Forwarded-Host or Host; may be unknown. */
  domain: string;
  /** The named groups of the route's pattern. */
  params: Record<string, string>;
  /** Aborts when the client hangs up or the server closes. */
  signal: AbortSignal;
}

/** A request that cannot be answered; the message is the answer. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "RequestError";
    this.status = status;
  }
}

/** Far above any query of the app; bulk results are answers, not requests. */
const MAX_BODY_BYTES = 1_000_000;

/** The body as text. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new RequestError(413, "The request body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The body as a JSON object. Only application/json is accepted, so that no foreign page can post to the stand-in. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!(request.headers["content-type"] ?? "").startsWith("application/json")) {
    throw new RequestError(415, "Send application/json.");
  }
  return parseObject(await readText(request));
}

/** The body as parameters, from JSON or from a form, as OAuth endpoints take both. */
export async function readParameters(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(request);
  const isForm = (request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : parseObject(text);
}

/** A JSON object from text. */
export function parseObject(text: string): Record<string, unknown> {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Malformed JSON gets the same answer as JSON that is no object.
  }
  throw new RequestError(400, "The request body is not a JSON object.");
}

type Headers = Record<string, string>;

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Headers = {}): void {
  sendText(response, status, JSON.stringify(body), { "content-type": "application/json; charset=utf-8", ...headers });
}

/** Answers with text; the type is among the headers. */
export function sendText(response: ServerResponse, status: number, text: string, headers: Headers): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { "cache-control": "no-store", "x-content-type-options": "nosniff", ...headers });
  response.end(text);
}

/** Sends the browser elsewhere. */
export function redirectTo(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, "cache-control": "no-store" });
  response.end();
}
