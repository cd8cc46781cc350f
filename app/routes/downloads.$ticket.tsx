import type { LoaderFunctionArgs } from "@remix-run/node";

import { redeemTicket } from "#app/exports/download-tickets.server.ts";
import { exportFile } from "#app/exports/export-file.server.ts";
import { ticketGone } from "#app/exports/ticket-gone.ts";
import { localeOf } from "#app/locale.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  // Whoever only looks, as link previews do, must not use the ticket up.
  if (request.method === "HEAD") return new Response(null, { headers: { "Cache-Control": "no-store" } });
  const download = await redeemTicket(params.ticket ?? "");
  if (download === null) return ticketGone(localeOf(request));
  const { shop, userId, file, query } = download;
  return exportFile(shop, file, new URLSearchParams(query), { userId, signal: request.signal });
}
