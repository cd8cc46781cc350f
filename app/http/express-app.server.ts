import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { env } from "#app/env.server.ts";
import { log, logOnBehalfOf } from "#app/log.server.ts";
import { NONCE_HEADER } from "#app/script-nonce.ts";
import { logRequests } from "./request-log.server.ts";
import { addSecurityHeaders } from "./security-headers.server.ts";
import { BodyTooLargeError, sendWebResponse, toWebRequest } from "./web-exchange.server.ts";

interface ExpressAppOptions {
  /** Answers everything that is not a file. */
  handle: (request: Request) => Promise<Response>;
  /** Serves files: those of a build, or the development server's. */
  files: RequestHandler[];
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** The HTTP side of the app: files, the log, the headers that everything carries, and then the routes. */
export function createExpressApp({ handle, files }: ExpressAppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(nameRequest, compression(), ...files, logRequests);
  app.use((request, response, next) => {
    const url = ownAddress(request.originalUrl);
    const nonce = randomBytes(16).toString("base64");
    request.headersDistinct[NONCE_HEADER.toLowerCase()] = [nonce];
    answer(handle, url, request, response)
      .then((answered) => {
        const headers = new Headers(answered.headers);
        addSecurityHeaders(url, headers, nonce);
        const { status, statusText } = answered;
        return sendWebResponse(new Response(answered.body, { status, statusText, headers }), response);
      })
      .catch(next);
  });
  app.use(answerFailure);
  return app;
}

async function answer(
  handle: ExpressAppOptions["handle"],
  url: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Response> {
  // What the platform knows no Request for (TRACE), and what no route answers anyway.
  if (!METHODS.has(incoming.method ?? "")) return refusal(405, "There is nothing here for this method.");
  if (!isReadable(url.pathname)) return refusal(400, "This address cannot be read.");
  if (reloadsElsewhere(url)) return refusal(400, "This address would lead away from Till Ledger.");
  try {
    return await handle(await toWebRequest(incoming, outgoing, url));
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    outgoing.setHeader("Connection", "close"); // what is still coming is not read
    return refusal(413, error.message);
  }
}

/**
 * The address that was asked for, on the configured origin and not the Host header's: what is behind a proxy is not
 * told the address it is reached by. Nothing in the request names another origin: not as an absolute address, and not by
 * slashes of either kind, which a URL takes for the beginning of a host.
 */
function ownAddress(target: string): URL {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/^[/\\]*/, "/");
  return new URL(path, env().appUrl);
}

/** Whether a path decodes to text: without control characters, which no address of ours holds and no route matches. */
function isReadable(path: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/**
 * App Bridge sends the browser, with a new id token, to the address that `shopify-reload` names. Shopify's library only
 * ever names pages of this app; a link that names another is somebody's attempt at a token.
 */
function reloadsElsewhere(url: URL): boolean {
  return url.searchParams
    .getAll("shopify-reload")
    .some((address) => !URL.canParse(address, url.origin) || new URL(address, url.origin).origin !== url.origin);
}

function refusal(status: number, message: string): Response {
  return new Response(`${message}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}

/** The files of a build: those with a hash in their name never change. */
export function builtFiles(folder: string): RequestHandler[] {
  const hashed = express.Router();
  hashed.use("/assets", express.static(join(folder, "assets"), { immutable: true, maxAge: "1y" }), (_, response) => {
    response.status(404).type("text").send("This file belongs to another version of the app.");
  });
  return [hashed, express.static(folder, { maxAge: "1h", index: false })];
}

const nameRequest: RequestHandler = (request, response, next) => {
  const given = request.get("X-Request-Id") ?? "";
  const id = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  request.headersDistinct["x-request-id"] = [id];
  response.setHeader("X-Request-Id", id);
  response.setHeader("X-Content-Type-Options", "nosniff");
  logOnBehalfOf({ requestId: id }, next);
};

// Express knows an error handler by its four arguments.
const answerFailure: express.ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // Whoever asked has gone: there is nobody to answer, and nothing went wrong.
  if (code !== "ERR_STREAM_PREMATURE_CLOSE" && code !== "ECONNRESET") log.error({ err: error }, "a request failed");
  if (response.headersSent) response.destroy();
  else response.status(500).type("text").send("Something went wrong on our side. Try again in a minute.");
};
