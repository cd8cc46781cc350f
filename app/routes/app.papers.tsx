import { type ActionFunctionArgs, json } from "@remix-run/node";

import { env } from "#app/env.server.ts";
import { issueTicket, PAPER } from "#app/exports/download-tickets.server.ts";
import { paperQuery } from "#app/papers/paper-query.ts";
import { readPaperRequest } from "#app/papers/paper-request.ts";
import { printPaper, type PrintRefusal, REFUSAL_STATUS } from "#app/papers/print-paper.server.ts";
import { readForm } from "#app/request-form.ts";
import { requireShop } from "#app/shopify.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const form = await readForm(request);
  const wanted = readPaperRequest(form);
  if (wanted === null) return refusal("nothing_named", 400);
  const printing = await printPaper(shop, wanted, userId);
  if ("refusal" in printing) return refusal(printing.refusal, REFUSAL_STATUS[printing.refusal]);
  const query = paperQuery(printing, form.get("locale"));
  const ticket = await issueTicket(shop, { userId, file: PAPER, query });
  const url = new URL(`/papers/${ticket}`, env().appUrl).href;
  return json({ url, number: printing.number }, { headers: { "Cache-Control": "no-store" } });
}

/** The page has the words for the code. */
function refusal(code: PrintRefusal | "nothing_named", status: number): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(`${code}\n`, { status, headers });
}
