import type { LoaderFunctionArgs } from "@remix-run/node";

import { redeemTicket, STORED_FILE } from "#app/exports/download-tickets.server.ts";
import { downloadExport, downloadStored } from "#app/exports/noted-download.server.ts";
import { ticketGone } from "#app/exports/ticket-gone.ts";
import { localeOf } from "#app/locale.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  // Whoever only looks, as link previews do, must not use the ticket up.
  if (request.method === "HEAD") return new Response(null, { headers: { "Cache-Control": "no-store" } });
  const download = await redeemTicket(params.ticket ?? "");
  if (download === null) return ticketGone(localeOf(request));
  const { shop, userId, file, query } = download;
  if (file === STORED_FILE) return (await downloadStored(shop, query, { userId })) ?? ticketGone(localeOf(request));
  return downloadExport(shop, file, new URLSearchParams(query), { userId, signal: request.signal });
}
