import type { Shop } from "#app/shop.server.ts";
import { parseFilters, type SessionFilters } from "#app/reports/filters.ts";
import { aShop, type SessionFixture, storeSessions } from "./mirror-fixtures.ts";

// A small shop whose every figure can be worked out by hand, beside a neighbour.

export const NOW = new Date("2026-11-22T18:00:00Z");
export const TODAY = "2026-11-22";

/** The filters of a page with this query, as seen on the known shop's last day. */
export function filters(query: string): SessionFilters {
  return parseFilters(new URLSearchParams(query), { today: TODAY, defaultPreset: "last_30_days" });
}

export const [SOHO, BRONX, TOKYO] = [1, 2, 3];
export const [FRONT, BACK, BRONX_TILL, TOKYO_TILL] = [11, 12, 21, 31];
export const [ANA, BEN] = [501, 502];

const SESSIONS: SessionFixture[] = [
  // Soho, front: short by 12.40, with a note of its ledger.
  {
    ...{ id: 1001, drawer: FRONT, location: SOHO, device: 71, openedBy: ANA, closedBy: BEN },
    ...{ opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T23:00:00Z" },
    ...{ expectedAtOpen: "100.00", sales: "250.00", refunds: "20.00", adjustments: "-30.00", off: "-12.40" },
  },
  // Closed after midnight of New York: the business day of its closing is the 22nd, of its opening the 21st.
  {
    ...{ id: 1002, drawer: FRONT, location: SOHO, openedBy: ANA, closedBy: ANA },
    ...{ opened: "2026-11-21T22:00:00Z", closed: "2026-11-22T06:30:00Z" },
    ...{ expectedAtOpen: "287.60", countedAtOpen: "290.60", sales: "80.00" },
  },
  { id: 1003, drawer: BACK, location: SOHO, opened: "2026-11-20T15:00:00Z", closed: "2026-11-20T22:00:00Z", off: "50" },
  {
    id: 1004,
    drawer: BACK,
    location: SOHO,
    opened: "2026-11-21T15:00:00Z",
    closed: "2026-11-21T22:00:00Z",
    off: "-50",
  },
  { id: 1005, drawer: BRONX_TILL, location: BRONX, opened: "2026-11-19T15:00:00Z", closed: "2026-11-19T23:00:00Z" },
  {
    ...{
      id: 1006,
      drawer: BRONX_TILL,
      location: BRONX,
      opened: "2026-11-20T15:00:00Z",
      closed: "2026-11-20T23:00:00Z",
    },
    ...{ off: null },
  },
  {
    ...{
      id: 1007,
      drawer: BRONX_TILL,
      location: BRONX,
      opened: "2026-11-21T15:00:00Z",
      closed: "2026-11-21T23:00:00Z",
    },
    ...{ ready: false, off: "-4.00" },
  },
  // Tokyo, yen, its own zone: closes on the 22nd there.
  {
    ...{ id: 1008, drawer: TOKYO_TILL, location: TOKYO, currency: "JPY" },
    ...{ opened: "2026-11-21T23:00:00Z", closed: "2026-11-22T10:00:00Z", countedAtOpen: "10000", off: "-1200" },
  },
  // Open: since this morning, and forgotten for two days.
  { id: 1009, drawer: FRONT, location: SOHO, opened: "2026-11-22T14:00:00Z", sales: "40.00", openedBy: BEN },
  { id: 1010, drawer: BACK, location: SOHO, opened: "2026-11-20T23:30:00Z" },
  // The period before, for comparison: over by 5.00.
  { id: 1011, drawer: FRONT, location: SOHO, opened: "2026-10-10T14:00:00Z", closed: "2026-10-10T22:00:00Z", off: "5" },
];

/** Stores the known shop and its neighbour, which has the same ids of everything and figures that must never show. */
export async function aKnownShop(): Promise<Shop> {
  const places = {
    timeZone: "America/New_York",
    locations: [
      { id: SOHO, name: "Soho" },
      { id: BRONX, name: "Bronx" },
      { id: TOKYO, name: "Tokyo", timeZone: "Asia/Tokyo" },
    ],
    drawers: [
      { id: FRONT, name: "Front", location: SOHO },
      { id: BACK, name: "Back", location: SOHO },
      { id: BRONX_TILL, name: "Till", location: BRONX },
      { id: TOKYO_TILL, name: "Register", location: TOKYO },
    ],
    staff: [
      { id: ANA, name: "Ana" },
      { id: BEN, name: "Ben" },
    ],
  };
  const shop = await aShop(places);
  await storeSessions(shop, SESSIONS);
  const neighbour = await aShop(places);
  const theirs = SESSIONS.map((session) => ({ ...session, off: session.closed ? "999" : null }));
  await storeSessions(neighbour, theirs);
  return shop;
}
