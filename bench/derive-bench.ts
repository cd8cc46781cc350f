import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { shopSettings } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { changeSettings } from "#app/sync/change-settings.server.ts";
import { deriveAnew } from "#app/sync/derivation.server.ts";
import { NOW } from "./bench-time.ts";
import { compare, type Measurement } from "./measure.ts";

/** Figures worked out anew after a change of the settings, against one bare UPDATE that writes as many rows. */
export async function* measureDerive(shop: Shop, rounds: number): AsyncGenerator<Measurement> {
  const [row] = await db().query<{ sessions: number }>(sql`
    SELECT count(*)::int AS sessions FROM payment_session WHERE shop_id = ${shop.id}`);
  const sessions = row?.sessions ?? 0;
  // Each round changes every session, back and forth.
  let amount = 2;
  const change = async (cutOffHour: number) => {
    const settings = shopSettings.parse({ tolerance: { amounts: amounts(`${(amount = 5 - amount)}`) }, cutOffHour });
    const { version } = await getSettings(shop);
    await changeSettings(shop, { settings, version, userId: "1", now: NOW });
    await deriveAnew(shop, { now: () => NOW, isInterrupted: () => false });
  };
  const bare = async () => {
    await db().execute(sql`UPDATE payment_session SET tolerance = tolerance + 1 WHERE shop_id = ${shop.id}`);
  };
  const note = (ms: { subject: number }) =>
    `${Math.round((sessions / ms.subject) * 1_000).toLocaleString("en")} rows/s`;
  yield await compare(
    `another tolerance, ${sessions.toLocaleString("en")} sessions`,
    { subject: () => change(0), yardstick: bare },
    { rounds, note },
  );
  let hour = 0;
  yield await compare(
    `another tolerance and cut-off hour, ${sessions.toLocaleString("en")} sessions`,
    { subject: () => change((hour = 12 - hour)), yardstick: bare },
    { rounds, note },
  );
}

const amounts = (amount: string) => ({ USD: amount, EUR: amount, JPY: `${amount}00` });
