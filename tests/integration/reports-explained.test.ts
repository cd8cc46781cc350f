import "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import type { Explanation } from "#app/components/arithmetic.ts";
import * as explain from "#app/components/explanations.ts";
import { explainPerson } from "#app/components/person-explanations.ts";
import { explainSession } from "#app/components/session-explanation.ts";
import { createShopFormat } from "#app/components/shop-format.tsx";
import { db } from "#app/db.server.ts";
import { loadWords } from "#app/languages/words.ts";
import { fromWire, sum, toWire } from "#app/money/money.ts";
import { parseDrawerOrder } from "#app/reports/drawer-query.ts";
import { getDrawer } from "#app/reports/drawer.server.ts";
import { getDrawers } from "#app/reports/drawers.server.ts";
import type { CurrencyFigures } from "#app/reports/figures.ts";
import { getLocationTotals } from "#app/reports/location-totals.server.ts";
import { getOverview } from "#app/reports/overview.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { getStaff } from "#app/reports/staff.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { randomWorld } from "#simulator/shop/random-world.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, filters, FRONT, NOW } from "#tests/support/known-shop.ts";
import { plainSessionsOf } from "#tests/support/sessions-of.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

// "How is this computed?" against the reports themselves: what is opened comes to what is shown, to the cent.

const { t } = await loadWords("en");
const LINES = t("computedLine", { returnObjects: true });
const format = createShopFormat(t, {
  locale: "en-US",
  timeZone: "America/New_York",
  currency: "USD",
  year: "2026",
});
const whole = { hasAllHandovers: true, hasAllRemovals: true };
let sums = 0;

/** What is opened, as labels and amounts; every sum is added up on the way. */
function opened({ arithmetic }: Explanation): Record<string, string[][]> {
  const tables: Record<string, string[][]> = {};
  for (const one of arithmetic) {
    if (one.kind === "share") {
      expect(one.part.count).toBeLessThanOrEqual(one.whole.count);
      continue;
    }
    const terms = one.terms.map(({ label, amount }) => [label, amount.amount]);
    (tables[one.label] ??= []).push(...terms);
    if (one.kind !== "sum") continue;
    sums += 1;
    const [first] = one.terms;
    const total = sum(
      one.terms.map(({ amount }) => fromWire(amount)),
      first?.amount.currency ?? "",
    );
    expect(toWire(total), one.label).toEqual(one.amount);
  }
  return tables;
}

const labelsOf = (tables: Record<string, string[][]>) =>
  Object.values(tables).flatMap((terms) => terms.map(([label]) => label));

function figuresAddUp(figures: CurrencyFigures): void {
  const sides = (["over", "short"] as const).map((side) => explain.explainSide(t, figures, side, format));
  for (const explanation of [explain.explainNet(t, figures), explain.explainBeyond(t, figures, format), ...sides]) {
    // Over and short, own and carried in, the days: each comes to the figure by itself, and leaves nothing open.
    expect(labelsOf(opened(explanation))).not.toContain(LINES.shopifysRest);
  }
  const statement = opened(explain.explainStatement(t, figures));
  expect(labelsOf(statement)).not.toContain(LINES.shopifysRest);
}

/** Asks for everything that can be explained, and adds it up; answers how many sums there were. */
async function addUpEverything(shop: Shop): Promise<number> {
  sums = 0;
  for (const query of ["preset=all", "by=opening&preset=all"]) {
    const asked = filters(query);
    const overview = await getOverview(shop, asked, NOW);
    overview.currencies.forEach(figuresAddUp);
    for (const row of overview.openNow) {
      expect(labelsOf(opened(explain.explainOpen(t, row)))).not.toContain(LINES.shopifysRest);
    }
    const { rows, totals } = await getLocationTotals(shop, asked, NOW);
    for (const row of [...rows, ...totals]) {
      const { [LINES.net]: net } = opened(explain.explainLocation(t, row));
      expect(net?.map(([label]) => label)).not.toContain(LINES.shopifysRest);
    }
    const order = parseDrawerOrder(new URLSearchParams());
    for (const row of (await getDrawers(shop, asked, { order, page: 1, now: NOW })).rows) {
      expect(labelsOf(opened(explain.explainDrawer(t, row)))).not.toContain(LINES.shopifysRest);
    }
    for (const row of (await getStaff(shop, asked, NOW)).rows) {
      expect(labelsOf(opened(explainPerson(t, row, format)))).not.toContain(LINES.shopifysRest);
    }
  }
  for (const { id } of await plainSessionsOf(shop)) {
    const report = await getSession(shop, id, NOW);
    if (report) expect(labelsOf(opened(explainSession(t, report, format)))).not.toContain(LINES.notExplained);
  }
  return sums;
}

test("the arithmetic of every figure comes to the figure", async () => {
  const { sync, reload } = await aSyncedShop(randomWorld({ seed: 7, sessions: 30, now: NOW }));
  await sync("install");
  expect(await addUpEverything(await reload())).toBeGreaterThan(50);
});

test("it is made of the shop's own figures", async () => {
  await freshDatabase();
  const known = await aKnownShop();
  expect(await addUpEverything(known)).toBeGreaterThan(100);
  const { currencies } = await getOverview(known, filters(""), NOW);
  const dollars = currencies.find(({ currency }) => currency === "USD") as CurrencyFigures;
  expect(opened(explain.explainNet(t, dollars))).toEqual({
    [LINES.net]: [
      [LINES.over, "53.00"],
      [LINES.short, "-66.40"],
      [LINES.own, "-16.40"],
      [LINES.carriedIn, "3.00"],
    ],
  });
  expect(opened(explain.explainSide(t, dollars, "short", format))).toEqual({
    [LINES.short]: [
      ["Nov 21, 2026", "-54.00"],
      ["Nov 20, 2026", "-12.40"],
    ],
  });
  expect(explain.explainBeyond(t, dollars, format).notes).toContain("Up to $1.00 is within tolerance.");
  const running = sql`UPDATE payment_session SET previous_id = 1002 WHERE shop_id = ${known.id} AND id = 1009`;
  await db().execute(running);
  const drawer = await getDrawer(known, String(FRONT), filters(""), { view: whole, now: NOW });
  const balance = drawer?.drawer.balance && explain.explainBalance(t, drawer.drawer.balance);
  expect(balance && opened(balance)).toEqual({
    [LINES.inTheDrawer]: [
      [LINES.countedAtOpen, "100.00"],
      [LINES.netCashSales, "40.00"],
      [LINES.adjustments, "0.00"],
    ],
  });
});
