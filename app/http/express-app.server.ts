import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { env } from "#app/env.server.ts";
import { log, logOnBehalfOf } from "#app/log.server.ts";
import { logRequests } from "./request-log.server.ts";
import { addSecurityHeaders } from "./security-headers.server.ts";
import { sendWebResponse, toWebRequest } from "./web-exchange.server.ts";

interface ExpressAppOptions {
  /** Answers everything that is not a file. */
  handle: (request: Request) => Promise<Response>;
  /** Serves files: those of a build, or the development server's. */
  files: RequestHandler[];
}

/** The HTTP side of the app: files, the log, the headers that everything carries, and then the routes. */
export function createExpressApp({ handle, files }: ExpressAppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(nameRequest, compression(), ...files, logRequests);
  app.all("*", (request, response, next) => {
    // The configured origin, not the Host header: what is behind a proxy is not told the address it is reached by.
    const url = new URL(request.originalUrl.replace(/^\/+/, "/"), env().appUrl);
    handle(toWebRequest(request, response, url))
      .then((answer) => {
        const headers = new Headers(answer.headers);
        addSecurityHeaders(url, headers);
        const { status, statusText } = answer;
        return sendWebResponse(new Response(answer.body, { status, statusText, headers }), response);
      })
      .catch(next);
  });
  app.use(answerFailure);
  return app;
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
  if (code !== "ERR_STREAM_PREMATURE_CLOSE") log.error({ err: error }, "a request failed");
  if (response.headersSent) response.destroy();
  else response.status(500).type("text").send("Something went wrong on our side. Try again in a minute.");
};
