import type { RequestHandler } from "express";
import { log } from "#app/log.server.ts";
import { observeRequest } from "#app/metrics.server.ts";
import { routeName } from "./route-name.ts";

/** One line a request: what was asked for without what it was asked with, for query strings hold id tokens. */
export const logRequests: RequestHandler = (request, response, next) => {
  const startedAt = performance.now();
  response.once("close", () => {
    const elapsedMs = performance.now() - startedAt;
    observeRequest(routeName(request.path), response.statusCode, elapsedMs / 1000);
    log.info(
      {
        requestId: response.getHeader("X-Request-Id"),
        method: request.method,
        path: anonymousPath(request.path),
        status: response.statusCode,
        elapsedMs: Math.round(elapsedMs),
        ...(response.writableFinished ? {} : { isAborted: true }),
      },
      "request",
    );
  });
  next();
};

/** A path without the ids and tickets in it: "/app/sessions/:id". */
export function anonymousPath(path: string): string {
  return path
    .split("/")
    .map((part) => (/^\d+$/.test(part) || (part.length > 20 && !part.includes(".")) ? ":id" : part))
    .join("/");
}
