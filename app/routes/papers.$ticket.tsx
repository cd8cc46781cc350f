import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";

import { PaperDocument } from "#app/components/paper-document.tsx";
import { redeemPaperTicket } from "#app/exports/download-tickets.server.ts";
import { ticketGone } from "#app/exports/ticket-gone.ts";
import { loadWords } from "#app/languages/words.ts";
import { localeOf } from "#app/locale.ts";
import { readPaperQuery } from "#app/papers/paper-query.ts";
import { readPrintedPaper } from "#app/papers/read-paper.server.ts";
import { nonceOf } from "#app/script-nonce.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
  // Whoever only looks, as link previews do, must not use the ticket up.
  if (request.method === "HEAD") return new Response(null, { headers });
  const ticket = await redeemPaperTicket(params.ticket ?? "");
  if (ticket === null) return ticketGone(localeOf(request));
  const query = readPaperQuery(ticket.query);
  const printed = await readPrintedPaper(ticket.shop, query);
  if (printed === null) return ticketGone(localeOf(request));
  const locale = localeOf(request, query.locale);
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={await loadWords(locale)}>
      <PaperDocument printed={printed} locale={locale} nonce={nonceOf(request)} />
    </I18nextProvider>,
  );
  return new Response(`<!doctype html>${html}`, { headers });
}
