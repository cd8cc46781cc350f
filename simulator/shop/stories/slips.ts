import type { Moment } from "../plans.ts";
import type { Story } from "./story.ts";

/** Honest mistakes of hand and head. */
export const SLIPS: Story[] = [
  {
    id: "transposed-digits",
    title: "Transposed digits",
    location: "Boston Back Bay",
    drawer: "Till 1",
    when: "about 5 days ago",
    what: "Two neighbouring digits of the counted amount changed places when it was typed, as in 574.20 for 547.20. The difference is divisible by nine.",
    plant: (shop) => shop.one("boston-1", 5, { closingError: transposed }),
  },
  {
    id: "sale-rung-twice",
    title: "A sale rung twice",
    location: "SoHo",
    drawer: "Side counter",
    when: "about 3 days ago",
    what: "The same 84.35 was entered twice within a minute, the cash came once: short by exactly that sale.",
    plant: (shop) =>
      shop.one("soho-side", 3, {
        closingError: -84_35n,
        extraSteps: [
          { at: 0.4, kind: "sale", total: 84_35n, tendered: 84_35n },
          { at: 0.401, kind: "sale", total: 84_35n, tendered: 84_35n },
        ],
      }),
  },
  {
    id: "sale-entered-as-refund",
    title: "A sale entered as a refund",
    location: "Boston Back Bay",
    drawer: "Till 3",
    when: "about 7 days ago",
    what: "A customer paid 62.80, the register recorded a refund of 62.80: over by exactly twice the amount, 125.60.",
    plant: (shop) =>
      shop.one("boston-3", 7, {
        closingError: 125_60n,
        extraSteps: [{ at: 0.6, kind: "refund", total: 62_80n }],
      }),
  },
  {
    id: "always-over",
    title: "A drawer that is always over",
    location: "Boston Back Bay",
    drawer: "Till 2",
    when: "the last 30 days",
    what: "Tess Albright is new and gives too little change: session after session is over by a few dollars. It makes Boston Back Bay the location with the most over.",
    plant(shop) {
      const { regularId } = shop.post("boston-2");
      const since = shop.now.getTime() - 30 * 24 * 60 * 60 * 1000;
      const sessions = shop.ended("boston-2").filter((plan) => plan.opens > since && plan.openedBy === regularId);
      return sessions
        .filter((_, index) => index % 3 !== 2)
        .map((plan, index) => shop.twist(plan, { closingError: BigInt(4_15 + ((index * 577) % 13_00)) }));
    },
  },
  {
    id: "float-put-in-twice",
    title: "A float put in twice",
    location: "Boston Back Bay",
    drawer: "Till 1",
    when: "about 16 days ago",
    what: "Two people each put the float into the same drawer: over by exactly 200.00.",
    plant: (shop) => shop.one("boston-1", 16, { closingError: ({ float }) => float, isQuiet: true }),
  },
  {
    id: "cancelled-by-neighbour",
    title: "Cancelled by its neighbour",
    location: "Boston Back Bay",
    drawer: "Till 1",
    when: "about 11 days ago",
    what: "One session is over by 48.30, the next one on the same drawer short by 48.30: money counted on the wrong side of a shift change. Together nothing is missing.",
    plant(shop) {
      const plan = shop.find("boston-1", 11, (candidate) => shop.after(candidate) !== undefined);
      const next = plan && shop.after(plan);
      if (!next) return [];
      return [
        shop.twist(plan, { closingError: 48_30n }),
        shop.twist(next, { openingError: 0n, closingError: -48_30n }),
      ];
    },
  },
  {
    id: "found-in-the-middle",
    title: "Found by a mid-session count",
    location: "SoHo",
    drawer: "Side counter",
    when: "about 10 days ago",
    what: "A count at noon found the drawer 25.00 short; from there to the closing it balances. The discrepancy belongs to the mid-session count, not to the close.",
    plant: (shop) =>
      shop.one("soho-side", 10, {
        closingError: 0n,
        isQuiet: true,
        extraSteps: [{ at: 0.5, kind: "count", error: -25_00n, note: "Change of shift, counted together" }],
      }),
  },
  {
    id: "silent-adjustment",
    title: "An adjustment with neither reason nor note",
    location: "Portland Old Port",
    drawer: "Main till",
    when: "about 5 days ago",
    what: "45.00 left the drawer in the afternoon and the ledger says neither why nor what for. The session balances.",
    plant: (shop) =>
      shop.one("portland-main", 5, {
        closingError: 0n,
        extraSteps: [{ at: 0.55, kind: "adjust", cash: -45_00n }],
      }),
  },
  {
    id: "gift-card-cashed-out",
    title: "A gift card paid out in cash",
    location: "SoHo",
    drawer: "Side counter",
    when: "about 14 days ago",
    what: "The rest of a gift card, 8.40, was paid out of the drawer: a CASH_PAYOUT with its gift card in the ledger.",
    plant: (shop) =>
      shop.one("soho-side", 14, {
        extraSteps: [{ at: 0.3, kind: "adjust", cash: -8_40n, reason: "CASH_PAYOUT", payout: true }],
      }),
  },
];

/** The error made by swapping two neighbouring digits of the amount in whole units: at least 9.00, over or short. */
function transposed({ expected }: Moment): bigint {
  const cents = expected % 100n;
  const digits = String(expected / 100n);
  for (let at = digits.length - 2; at >= 0; at -= 1) {
    const [left = "", right = ""] = [digits[at], digits[at + 1]];
    const isFirst = at === 0;
    if (left === right || (isFirst && right === "0")) continue;
    const typed = BigInt(digits.slice(0, at) + right + left + digits.slice(at + 2)) * 100n + cents;
    return typed - expected;
  }
  return 27_00n;
}
