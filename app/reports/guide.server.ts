import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { hasScope, OPTIONAL_READ_SCOPES } from "./scopes.ts";

/** The steps in which a shop takes the app into use, in their order. */
const GUIDE_STEPS = ["figures", "tolerance", "permissions", "review", "file"] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

/** The first-run guide of a person. */
export interface Guide {
  steps: { id: GuideStep; isDone: boolean }[];
}

interface GuideRow {
  guide: "hidden" | "shown" | null;
  done: string[];
  hasFigures: boolean;
  hasTolerance: boolean;
  hasReview: boolean;
  hasFile: boolean;
}

/**
 * The guide with what is done by now, by the shop's own state: whatever a colleague has done is done. Null when the person
 * has put it away, and when all is done, unless they asked for it again.
 */
export async function getGuide(shop: Shop, userId: string): Promise<Guide | null> {
  const [row] = await dataOf(shop).query<GuideRow>(sql`
    SELECT me.guide, coalesce(me.guide_done, ARRAY[]::text[]) AS done,
      EXISTS (SELECT 1 FROM daily_total t WHERE t.shop_id = ${shop.id})
        AND EXISTS (SELECT 1 FROM sync_state state WHERE state.shop_id = ${shop.id} AND state.as_of IS NOT NULL)
        AS "hasFigures",
      EXISTS (SELECT 1 FROM setting_change change WHERE change.shop_id = ${shop.id} AND change.setting LIKE 'tolerance%')
        AS "hasTolerance",
      EXISTS (SELECT 1 FROM review_event e WHERE e.shop_id = ${shop.id} AND e.kind = 'reviewed') AS "hasReview",
      EXISTS (SELECT 1 FROM z_report z WHERE z.shop_id = ${shop.id})
        OR EXISTS (SELECT 1 FROM person p WHERE p.shop_id = ${shop.id} AND 'file' = ANY(p.guide_done)) AS "hasFile"
    FROM (SELECT) nothing LEFT JOIN person me ON me.shop_id = ${shop.id} AND me.user_id = ${userId}`);
  if (!row || row.guide === "hidden") return null;
  const isDone: Record<GuideStep, boolean> = {
    figures: row.hasFigures,
    tolerance: row.hasTolerance || row.done.includes("settings"),
    permissions: OPTIONAL_READ_SCOPES.every((scope) => hasScope(shop, scope)) || row.done.includes("permissions"),
    review: row.hasReview,
    file: row.hasFile,
  };
  if (row.guide === null && GUIDE_STEPS.every((step) => isDone[step])) return null;
  return { steps: GUIDE_STEPS.map((id) => ({ id, isDone: isDone[id] })) };
}
