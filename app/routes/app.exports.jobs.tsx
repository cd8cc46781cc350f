import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";

import { submitExport } from "#app/jobs/submit-export.server.ts";
import { getExportActivity } from "#app/reports/export-activity.server.ts";
import { requireShop } from "#app/shopify.server.ts";

/** What the page asks for again and again while a file is being made. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request, { isData: true });
  const activity = await getExportActivity(shop, new URL(request.url).searchParams, new Date());
  return json(activity, { headers: { "Cache-Control": "no-store" } });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request, { isData: true });
  const { answer, status } = await submitExport(shop, request, { userId, now: new Date() });
  const activity = await getExportActivity(shop, new URL(request.url).searchParams, new Date());
  return json({ answer, activity }, { status });
}
