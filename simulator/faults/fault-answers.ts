import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ChosenFault } from "./fault-control.ts";

/** What the faulty answer may need to know of the request. */
export interface FaultScene {
  response: ServerResponse;
  /** Aborts when the client or the server gives up. */
  signal: AbortSignal;
  /** The points restored per second, for the body of THROTTLED. */
  restoreRate: number;
  /** The first field of the GraphQL operation. */
  rootField: string;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** Answers in Shopify's place when the fault is one that comes before any work is done; says whether it did. */
export async function answerWithFault(fault: ChosenFault, scene: FaultScene): Promise<boolean> {
  const { response, signal } = scene;
  const retryAfter = { "retry-after": fault.retryAfterSeconds.toFixed(1) };
  switch (fault.kind) {
    case "throttled":
      return send(response, 200, throttledBody(scene.restoreRate));
    case "max_cost_exceeded":
      return send(response, 200, maxCostBody());
    case "access_denied":
      return send(response, 200, accessDeniedBody(scene.rootField));
    case "too_many_requests":
      return send(response, 429, { errors: "Exceeded 2 calls per second for api client." }, retryAfter);
    case "internal_error":
      return send(response, 500, { errors: "Internal Server Error" });
    case "bad_gateway":
      return sendHtml(response, 502, "502 Bad Gateway");
    case "unavailable":
      return send(response, 503, { errors: "Service Unavailable" }, retryAfter);
    case "gateway_timeout":
      await sleep(fault.delayMs, undefined, { signal }).catch(() => undefined);
      return send(response, 504, { errors: "This request could not be completed in time." });
    case "html_page":
      return sendHtml(response, 200, "Something went wrong");
    case "shop_frozen":
      return send(response, 402, { errors: "Unavailable Shop" });
    case "shop_locked":
      return send(response, 423, { errors: "Locked" });
    case "no_answer":
      await untilAborted(signal);
      response.destroy();
      return true;
    default:
      return false;
  }
}

/** Sends half of a good answer and drops the connection. */
export function sendThenCut(response: ServerResponse, text: string): void {
  const bytes = Buffer.from(text);
  response.writeHead(200, { "content-type": JSON_TYPE, "content-length": bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** Sends half of a good answer as though it were all of it. */
export function sendTruncated(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": JSON_TYPE });
  response.end(Buffer.from(text).subarray(0, Math.floor(text.length / 2)));
}

function throttledBody(restoreRate: number): unknown {
  return {
    errors: [
      {
        message: "Throttled",
        extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
      },
    ],
    extensions: {
      cost: {
        requestedQueryCost: restoreRate,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: restoreRate * 20, currentlyAvailable: 0, restoreRate },
      },
    },
  };
}

function maxCostBody(): unknown {
  return {
    errors: [
      {
        message: "Query cost is 1366, which exceeds the single query max cost limit (1000).",
        extensions: { code: "MAX_COST_EXCEEDED", cost: 1366, maxCost: 1000 },
      },
    ],
  };
}

function accessDeniedBody(field: string): unknown {
  const requiredAccess = "`read_cash_tracking` access scope.";
  return {
    data: null,
    errors: [
      {
        message: `Access denied for ${field} field. Required access: ${requiredAccess}`,
        locations: [{ line: 1, column: 1 }],
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess,
        },
        path: [field],
      },
    ],
  };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): true {
  if (!response.destroyed) {
    response.writeHead(status, { "content-type": JSON_TYPE, ...headers });
    response.end(JSON.stringify(body));
  }
  return true;
}

function sendHtml(response: ServerResponse, status: number, title: string): true {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(`<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1></html>`);
  return true;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
