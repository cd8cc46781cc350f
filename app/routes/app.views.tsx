import { type ActionFunctionArgs, json } from "@remix-run/node";

import { readForm } from "#app/request-form.ts";
import { requireShop } from "#app/shopify.server.ts";
import { changeView, VIEW_STATUS } from "#app/views/saved-views.server.ts";

// A route of its own: the page sends its form itself, since an error boundary in its place would lose what was typed.
export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const form = await readForm(request);
  const result = await changeView(shop, { form, userId, now: new Date() });
  if (result === null) throw new Response("No form of a view.", { status: 400 });
  return json(result, { status: VIEW_STATUS[result.outcome], headers: { "Cache-Control": "no-store" } });
}
