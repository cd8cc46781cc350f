import { type ActionFunctionArgs, json } from "@remix-run/node";

import { submitSettings } from "#app/jobs/change-settings.server.ts";
import { requireShop } from "#app/shopify.server.ts";

// A route of its own: the page sends its form itself, since an error boundary in its place would lose what was typed.
export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const { answer, status } = await submitSettings(shop, request, { userId, now: new Date() });
  return json(answer, { status, headers: { "Cache-Control": "no-store" } });
}
