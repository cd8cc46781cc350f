import type { ActionFunctionArgs } from "@remix-run/node";

import { readForm } from "#app/request-form.ts";
import { requireShop } from "#app/shopify.server.ts";
import { parseColumns, saveColumns } from "#app/views/save-columns.server.ts";

// A route of its own: the page sends its choice itself and need not be read again, for the table changes at once.
export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const ask = parseColumns(await readForm(request));
  if (ask === null) throw new Response("No columns of a list.", { status: 400 });
  await saveColumns(shop, ask, { userId, now: new Date() });
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
