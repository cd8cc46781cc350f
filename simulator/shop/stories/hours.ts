import { addDays, instantAt, isClockChange } from "../local-time.ts";
import { dateAt, type Plan } from "../plans.ts";
import type { Planting, Story } from "./story.ts";

const MINUTE = 60_000;

/** Things that happen because of the time at which they happen. */
export const HOURS: Story[] = [
  {
    id: "clock-change-nights",
    title: "The nights when clocks change",
    location: "Portland Old Port",
    drawer: "Dock bar",
    when: "the Saturday nights before the clocks of New York go forward (March) and back (November)",
    what: "The bar stays open until half past three in the morning, across the change: the session in November is an hour longer than its wall clock says, the one in March an hour shorter.",
    plant(shop) {
      const { timeZone } = shop.post("portland-bar").place;
      return shop.ended("portland-bar").flatMap((plan) => {
        const morning = addDays(plan.date, 1);
        if (!isClockChange(morning, timeZone) || !shop.isFree(plan)) return [];
        plan.closes = instantAt(morning, 3 * 60 + 30, timeZone);
        return [shop.twist(plan, { closingError: 0n, closingNote: "Clocks changed tonight" })];
      });
    },
  },
  {
    id: "over-midnight",
    title: "Sessions over midnight",
    location: "Portland Old Port",
    drawer: "Dock bar",
    when: "every Friday and Saturday",
    what: "The bar closes after one in the morning, so its sessions open on one business day and close on the next: by closing they belong to Saturday and Sunday, by opening to Friday and Saturday.",
    plant: (shop) =>
      shop
        .ended("portland-bar")
        .filter((plan) => plan.closes > instantAt(addDays(plan.date, 1), 0, plan.post.place.timeZone)),
  },
  {
    id: "stale-open-session",
    title: "A session that nobody closed",
    location: "SoHo",
    drawer: "Front counter",
    when: "open since the last weekend but at least 5 days",
    what: "The fourth device of the front counter was put away after the weekend with its session still open. Its drawer went on being counted by the other devices.",
    plant(shop) {
      const device = shop.post("soho-front").deviceIds[3];
      const plan = shop.find("soho-front", 5, (candidate) => candidate.deviceId === device);
      if (!plan) return [];
      shop.retire(plan);
      const sameDay = shop.ended("soho-front").filter((other) => other.date === plan.date && other !== plan);
      const last = sameDay.reduce((a, b) => (b.closes > a.closes ? b : a), plan);
      plan.isLastOnDrawer = false;
      last.isLastOnDrawer = true;
      return [shop.twist(plan, { staysOpen: true, isQuiet: true })];
    },
  },
  {
    id: "ended-by-logout",
    title: "Sessions that ended themselves",
    location: "Tokyo Daikanyama",
    drawer: "Register 2",
    when: "about 3, 12 and 24 days ago",
    what: "The staff member logged out and Shopify ended the session (AUTO_END_SESSION_LOGOUT): the closing count repeats the expectation, nobody counted. What was wrong shows as an opening discrepancy the next morning.",
    plant: (shop) =>
      [24, 12, 3].flatMap((daysAgo) => {
        const plan = shop.find("tokyo-2", daysAgo);
        if (!plan) return [];
        const closingError = daysAgo === 12 ? -3_000n : 0n;
        return [shop.twist(plan, { endsItself: "AUTO_END_SESSION_LOGOUT", closingError })];
      }),
  },
  {
    id: "closed-without-count",
    title: "A closing that nobody counted",
    location: "Kuwait City",
    drawer: "Main counter",
    when: "about 7 days ago",
    what: "The session is closed and has no counted amount at all; its closing balance is what was expected.",
    plant(shop) {
      const plan = shop.find("kuwait-main", 7, (candidate) => candidate.isLastOnDrawer);
      return plan ? [shop.twist(plan, { endsItself: "WITHOUT_COUNT", closingError: -1_500n })] : [];
    },
  },
  {
    id: "opened-by-checkout",
    title: "A session that opened itself",
    location: "Brooklyn",
    drawer: "Café till",
    when: "about 9 days ago",
    what: "The first cash payment of the morning opened the session (AUTO_START_SESSION_CHECKOUT): the opening count repeats the expectation.",
    plant: (shop) => shop.one("brooklyn-cafe", 9, { opensItself: true }),
  },
  {
    id: "same-instant",
    title: "Many sessions opened at the same instant",
    location: "SoHo, Brooklyn, Boston Back Bay and Portland Old Port",
    drawer: "all",
    when: "about 10 days ago, at 08:55:00 in New York",
    what: "After an update of the tablets every register of the American shops, but for the café's and the bar's, was opened by one script at the same instant. Lists sorted by opening have to keep them apart by their id.",
    plant(shop) {
      const latest = addDays(dateAt(shop.now, shop.post("soho-front")), -10);
      const date = shop.plans.findLast((plan) => isAmerican(plan) && plan.date <= latest)?.date;
      if (date === undefined) return [];
      const sessions = shop.plans.filter(
        (plan) => plan.date === date && plan.shift === 0 && isAmerican(plan) && !plan.post.till.hours,
      );
      for (const plan of sessions) plan.opens = instantAt(date, 8 * 60 + 55, plan.post.place.timeZone);
      return sessions;
    },
  },
  {
    id: "late-totals",
    title: "Totals that come late",
    location: "wherever a session was closed last",
    drawer: "any",
    when: "the three sessions closed last before now",
    what: "They are closed and Shopify says that their totals are not ready: the last order is missing from them. Four minutes, forty minutes and two days later they are complete.",
    plant(shop) {
      const minutes = [4, 40, 2 * 24 * 60];
      return latestClosed(shop, minutes.length).map((plan, index) => {
        const totalsReadyAt = new Date(shop.now.getTime() + (minutes[index] ?? 0) * MINUTE);
        return shop.twist(plan, { totalsReadyAt });
      });
    },
  },
  {
    id: "shared-drawer",
    title: "A drawer that several devices share",
    location: "SoHo",
    drawer: "Front counter",
    when: "every day, most at the weekend; the example is about 2 days ago",
    what: "Two to four devices sell into one drawer at the same time, so a session's expectation contains what the others sold meanwhile: its own ledger alone does not roll forward. The last one to close counts for all, 35.00 short. Kuwait City's main counter works the same way.",
    plant(shop) {
      const last = shop.find("soho-front", 2, (candidate) => candidate.isLastOnDrawer);
      if (!last) return [];
      const others = shop.ended("soho-front").filter((plan) => plan.date === last.date && plan !== last);
      return [...others, shop.twist(last, { closingError: -35_00n })];
    },
  },
];

function isAmerican(plan: Plan): boolean {
  return plan.post.place.countryCode === "US";
}

/** Latest first. */
function latestClosed(shop: Planting, count: number): Plan[] {
  const now = shop.now.getTime();
  return shop.plans
    .filter((plan) => plan.closes < now && shop.isFree(plan))
    .sort((a, b) => b.closes - a.closes)
    .slice(0, count);
}
