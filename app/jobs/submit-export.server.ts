import { z } from "zod";
import { isExportFile, readExport } from "#app/exports/export-file.server.ts";
import { resolvedQuery } from "#app/exports/taken-parameters.ts";
import { readForm } from "#app/request-form.ts";
import type { Shop } from "#app/shop.server.ts";
import { cancelExport, MOST_UNFINISHED, queueExport } from "./export-queue.server.ts";
import { nudgeWorker } from "./nudge.server.ts";

const submission = z.discriminatedUnion("act", [
  z.object({ act: z.literal("start"), file: z.string(), query: z.string().max(20_000) }),
  z.object({ act: z.literal("cancel"), job: z.string().regex(/^[1-9]\d{0,17}$/) }),
]);

/** What became of a wish of the exports page. */
export type ExportAnswer =
  | { kind: "queued" | "joined" | "cancelled" | "over" | "unknown" }
  | { kind: "too_many"; limit: number }
  | { kind: "refused"; message: string };

const STATUS: Record<ExportAnswer["kind"], number> = {
  queued: 202,
  joined: 200,
  too_many: 409,
  cancelled: 200,
  over: 200,
  unknown: 404,
  refused: 400,
};

/** Has a file made in the background, or no longer; answers what became of it, with its HTTP status. */
export async function submitExport(
  shop: Shop,
  request: Request,
  by: { userId: string; now: Date },
): Promise<{ answer: ExportAnswer; status: number }> {
  const form = Object.fromEntries(await readForm(request));
  const read = submission.safeParse(form);
  const answer = read.success ? await act(shop, read.data, by) : ({ kind: "unknown" } as const);
  return { answer, status: STATUS[answer.kind] };
}

async function act(
  shop: Shop,
  wish: z.infer<typeof submission>,
  { userId, now }: { userId: string; now: Date },
): Promise<ExportAnswer> {
  if (wish.act === "cancel") return { kind: (await cancelExport(shop, wish.job, now)) ?? "unknown" };
  if (!isExportFile(wish.file)) return { kind: "unknown" };
  const query = new URLSearchParams(wish.query);
  const asked = await readExport(shop, wish.file, query, { userId, now });
  if (asked instanceof Response) return { kind: "refused", message: (await asked.text()).trim() };
  const job = { userId, file: wish.file, query: resolvedQuery(query, asked.filters) };
  const { kind } = await queueExport(shop, job, now);
  if (kind === "too_many") return { kind, limit: MOST_UNFINISHED };
  if (kind === "queued") nudgeWorker();
  return { kind };
}
