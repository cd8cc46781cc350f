import { type ActionFunctionArgs, json } from "@remix-run/node";

import { compareLocationsNow } from "#app/jobs/compare-locations.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId, idToken } = await requireShop(request);
  const result = await compareLocationsNow(shop, { userId, idToken });
  return json({ result }, { headers: { "Cache-Control": "no-store" } });
}
