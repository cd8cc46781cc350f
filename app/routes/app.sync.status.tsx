import { json, type LoaderFunctionArgs } from "@remix-run/node";

import { requestSync } from "#app/jobs/request-sync.server.ts";
import { countActivities, getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request, { isData: true });
  // Whoever asks how fresh the figures are wants them fresh; a visit does not hurry what is.
  await requestSync(shop, "visit");
  const [status, activities] = await Promise.all([getSyncStatus(shop), countActivities(shop)]);
  // The names of this answer are a contract with other programs.
  return json(
    {
      state: status.state,
      sessions: status.sessions,
      activities,
      ledgers_pending: status.ledgersPending,
      as_of: status.asOf,
      error: status.error,
      history_complete: status.isHistoryComplete,
      retries_at: status.retriesAt,
    },
    { headers: { "Cache-Control": "no-store" } },
  );
}
