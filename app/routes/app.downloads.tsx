import { type ActionFunctionArgs, json } from "@remix-run/node";

import { env } from "#app/env.server.ts";
import { issueTicket } from "#app/exports/download-tickets.server.ts";
import { readDownloadRequest } from "#app/exports/download-request.server.ts";
import { noteStep } from "#app/review/overview-cards.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const download = await readDownloadRequest(shop, request);
  if (download instanceof Response) return download;
  const ticket = await issueTicket(shop, { userId, ...download });
  await noteStep(shop, userId, "file", new Date());
  return json(
    { url: new URL(`/downloads/${ticket}`, env().appUrl).href },
    { headers: { "Cache-Control": "no-store" } },
  );
}
