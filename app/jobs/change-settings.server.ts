import { z } from "zod";
import { type SaveResult, type SettingsChange } from "#app/settings/save-settings.server.ts";
import { monthsKept } from "#app/settings/settings.ts";
import type { SettingsAnswer } from "#app/settings/settings-answer.ts";
import { fromFields } from "#app/settings/settings-fields.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { changeSettings } from "#app/sync/change-settings.server.ts";
import { deriveAnew, sessionsToDerive } from "#app/sync/derivation.server.ts";
import { expiryBy } from "#app/sync/expire-sessions.server.ts";
import { queueRun } from "#app/sync/runs.server.ts";
import { nudgeWorker } from "./nudge.server.ts";
import { requestSync } from "./request-sync.server.ts";

/** As many sessions as even PGlite on a busy machine works out anew in 2 s: the next page then shows all as it will stay. */
const AT_ONCE = 5_000;
/** A thousand locations with all that they can have of their own; nobody types more. */
const MOST_FIELDS = 5_000;

const submission = z.object({
  /** The version that the form was filled from. */
  version: z.int().min(0),
  fields: z
    .record(z.string().max(120), z.string().max(200))
    .refine((fields) => Object.keys(fields).length <= MOST_FIELDS),
  /** That sessions are deleted has been said, and wanted all the same. */
  isDeletionConfirmed: z.boolean().default(false),
});

const STATUS = { saved: 200, confirm: 200, invalid: 422, conflict: 409 } as const;

/** Saves the form of the settings page; answers what became of it, with its HTTP status. */
export async function submitSettings(
  shop: Shop,
  request: Request,
  by: { userId: string; now: Date },
): Promise<{ answer: SettingsAnswer; status: number }> {
  const read = submission.safeParse(await request.json().catch(() => null));
  if (!read.success) throw new Response("The form of the settings could not be read.", { status: 400 });
  const answer = await save(shop, read.data, by);
  return { answer, status: STATUS[answer.kind] };
}

async function save(
  shop: Shop,
  { version, fields, isDeletionConfirmed }: z.infer<typeof submission>,
  by: { userId: string; now: Date },
): Promise<SettingsAnswer> {
  const { settings, problems } = fromFields(fields);
  if (settings === null) return { kind: "invalid", problems };
  const stored = await getSettings(shop);
  if (stored.version !== version) return { kind: "conflict" };
  const deletes = monthsKept(settings) < monthsKept(stored.settings);
  const expiry = deletes && !isDeletionConfirmed ? await expiryBy(shop, settings, by.now) : null;
  if (expiry !== null) return { kind: "confirm", ...expiry };
  const result = await changeShopSettings(shop, { settings, version, ...by });
  switch (result.kind) {
    case "saved":
      return { kind: "saved", version: result.version };
    case "conflict":
      return { kind: "conflict" };
    case "causes missing":
      return {
        kind: "invalid",
        problems: Object.fromEntries(result.ids.map((id) => [`causeCodes.${id}.label`, "label" as const])),
      };
  }
}

/**
 * Saves a shop's settings and has its figures follow: before the answer where they are few, else by the worker, in the
 * background. Should this process end in between, the worker finds what is left.
 */
export async function changeShopSettings(shop: Shop, change: SettingsChange): Promise<SaveResult> {
  const result = await changeSettings(shop, change);
  if (result.kind !== "saved") return result;
  if ((await sessionsToDerive(shop)) <= AT_ONCE) {
    await deriveAnew(shop, { now: () => change.now, isInterrupted: () => false });
  } else if (await queueRun(shop.id, "derive", { now: change.now })) nudgeWorker();
  // What is kept for longer again is at Shopify.
  if (monthsKept(change.settings) > monthsKept(result.before)) await requestSync(shop, "manual");
  return result;
}
