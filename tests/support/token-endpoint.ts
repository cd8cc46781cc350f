import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";

export interface TokenRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

interface TokenAnswer {
  status?: number;
  body: object;
}

/** Stands where Shopify hands out tokens, for the length of one test: `answer` says what it hands out. */
export async function startTokenEndpoint(
  answer: (request: TokenRequest, number: number) => TokenAnswer | Promise<TokenAnswer>,
): Promise<{ requests: TokenRequest[]; origin: string }> {
  const requests: TokenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = JSON.parse(await text(incoming)) as Record<string, unknown>;
      const request = { path: incoming.url ?? "", headers: incoming.headers, body };
      requests.push(request);
      const { status = 200, body: answered } = await answer(request, requests.length);
      outgoing.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answered));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const undo = sendShopRequestsTo(origin);
  onTestFinished(() => {
    undo();
    server.closeAllConnections();
    server.close();
  });
  return { requests, origin };
}

/** An expiring offline token as Shopify answers with it. */
export function offlineToken(name: string, overrides: object = {}): TokenAnswer {
  return {
    body: {
      access_token: `shpat_${name}`,
      scope: "read_cash_tracking,read_locations",
      expires_in: 3600,
      refresh_token: `shprt_${name}`,
      refresh_token_expires_in: 90 * 24 * 3600,
      ...overrides,
    },
  };
}
