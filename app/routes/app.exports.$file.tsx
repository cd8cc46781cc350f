import type { LoaderFunctionArgs } from "@remix-run/node";

import { exportFile, isExportFile } from "#app/exports/export-file.server.ts";
import { downloadExport } from "#app/exports/noted-download.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request, { isData: true });
  if (!isExportFile(params.file)) throw new Response("There is no such export.\n", { status: 404 });
  // Whoever asks for the headers alone takes nothing.
  const answer = request.method === "HEAD" ? exportFile : downloadExport;
  return answer(shop, params.file, new URL(request.url).searchParams, { userId, signal: request.signal });
}
