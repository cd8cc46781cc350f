import { drawerTotalsDocument } from "./documents.ts";
import { asMinor } from "./parse-session.ts";
import { asObject } from "./read-json.ts";
import { ask, type Reader } from "./reader.server.ts";

/** A stretch of one drawer's time. */
export interface DrawerWindow {
  drawerId: string;
  from: Date;
  to: Date;
  currency: string;
}

/** What Shopify says of a drawer over a range of time. */
export interface DrawerTotals {
  sales: bigint;
  refunds: bigint;
  netSales: bigint;
  adjustments: bigint;
  discrepancies: bigint;
}

/** An object costs a point and money nothing: half of what the smallest shop gets back in a second. */
const DRAWERS_A_REQUEST = 50;

/** Asks for each drawer's totals over its window; null where there is no such drawer any more. */
export async function readDrawerTotals(
  reader: Reader,
  windows: readonly DrawerWindow[],
): Promise<(DrawerTotals | null)[]> {
  const answers: (DrawerTotals | null)[] = [];
  for (let start = 0; start < windows.length; start += DRAWERS_A_REQUEST) {
    const asked = windows.slice(start, start + DRAWERS_A_REQUEST);
    const variables = asked.flatMap(({ drawerId, from, to }, index) => [
      [`id${index}`, `gid://shopify/CashDrawer/${drawerId}`],
      [`range${index}`, { from: from.toISOString(), to: to.toISOString() }],
    ]);
    const data = await ask(reader, () => drawerTotalsDocument(asked.length), Object.fromEntries(variables));
    answers.push(...asked.map(({ currency }, index) => parseTotals(data[`drawer${index}`], currency)));
  }
  return answers;
}

function parseTotals(node: unknown, currency: string): DrawerTotals | null {
  if (node == null) return null;
  const drawer = asObject(node, "cashDrawer");
  const money = (field: string) => asMinor(drawer[field], field, currency);
  return {
    sales: money("totalSales"),
    refunds: money("totalRefunds"),
    netSales: money("netSales"),
    adjustments: money("totalAdjustments"),
    discrepancies: money("totalDiscrepancies"),
  };
}
