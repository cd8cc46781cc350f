import { seededRandom } from "../random.ts";
import type { Story } from "./story.ts";

/** Cash that is gone. */
export const LOSSES: Story[] = [
  {
    id: "skimmed-drawer",
    title: "A skimmed drawer",
    location: "Brooklyn",
    drawer: "Front till",
    when: "evening shifts on Tuesdays, Thursdays, Fridays and Saturdays of the last twelve weeks",
    what: "Again and again the evening is short by exactly 20.00 or 40.00, always with the same person, Dale Mercer; the morning shifts of the same drawer are fine. It makes Brooklyn the location with the most short.",
    plant(shop) {
      const since = shop.now.getTime() - 84 * 24 * 60 * 60 * 1000;
      const { regularId } = shop.post("brooklyn-front");
      const shifts = shop.ended("brooklyn-front").filter((plan) => plan.opens > since && plan.openedBy === regularId);
      return shifts.flatMap((plan, index) => {
        if (index % 5 === 1 || index % 5 === 4) return [];
        const random = seededRandom(plan.key, "skim");
        plan.closedBy = plan.openedBy;
        return [shop.twist(plan, { closingError: random() < 0.6 ? -20_00n : -40_00n })];
      });
    },
  },
  {
    id: "forgotten-float",
    title: "A forgotten float",
    location: "Portland Old Port",
    drawer: "Main till",
    when: "about 9 days ago",
    what: "The session was opened on the expected 200.00 without looking; the float lay in the safe. At closing the drawer is short by exactly the float.",
    plant: (shop) =>
      shop.one("portland-main", 9, {
        closingError: ({ float }) => -float,
        isQuiet: true,
        closingNote: "Float was still in the safe??",
      }),
  },
  {
    id: "unrecorded-pickup",
    title: "An unrecorded pickup",
    location: "Brooklyn",
    drawer: "Back till",
    when: "about 8 days ago",
    what: "Three hundred dollars went to the safe and nobody wrote it down: short by exactly 300.00, a round amount, without any pickup in the ledger.",
    plant: (shop) => shop.one("brooklyn-back", 8, { closingError: -300_00n, isQuiet: true, sales: 24 }),
  },
  {
    id: "overnight-loss",
    title: "An overnight carry-over loss",
    location: "Brooklyn",
    drawer: "Back till",
    when: "about 4 days ago",
    what: "The evening before left 200.00 in the drawer; in the morning 140.00 were counted. The day itself balances: its total discrepancy of -60.00 was carried in at opening.",
    plant: (shop) =>
      shop.one("brooklyn-back", 4, {
        openingError: -60_00n,
        closingError: 0n,
        openingNote: "Only 140 in the drawer this morning",
      }),
  },
  {
    id: "carry-over-gap",
    title: "A gap between two sessions",
    location: "SoHo",
    drawer: "Garden till",
    when: "about 6 days ago",
    what: "The session before left 200.00, yet this one expected 160.00 at open: the drawer's balance changed between them and no session shows why. Both sessions balance; only the carry-over check sees it.",
    plant: (shop) => shop.one("soho-garden", 6, { slipBefore: -40_00n, closingError: 0n }),
  },
  {
    id: "large-opening-discrepancy",
    title: "A surprise carried in",
    location: "Portland Old Port",
    drawer: "Main till",
    when: "about 75 days ago",
    what: "Nothing was expected in the drawer and 2,514.50 were counted at opening; at closing it was 1.20 short. The total discrepancy reads 2,513.30, almost none of which happened in this session.",
    plant(shop) {
      const plan = shop.find("portland-main", 75);
      const before = plan && shop.before(plan);
      if (!before) return [];
      shop.twist(before, { leave: 0n, closingError: 0n });
      return [
        shop.twist(plan, {
          openingError: 2_514_50n,
          closingError: -1_20n,
          isQuiet: true,
          openingNote: "Opened with the takings of the market weekend",
        }),
      ];
    },
  },
  {
    id: "short-three-decimals",
    title: "Short by fils",
    location: "Kuwait City",
    drawer: "Main counter",
    when: "about 3 days ago",
    what: "The Kuwaiti dinar has three decimals: the session is short by 4.255 KWD.",
    plant: (shop) => shop.one("kuwait-main", 3, { closingError: -4_255n }),
  },
  {
    id: "short-zero-decimals",
    title: "Short by yen",
    location: "Tokyo Daikanyama",
    drawer: "Register 1",
    when: "about 2 days ago",
    what: "The yen has no decimals: the session is short by 3,000 JPY.",
    plant: (shop) => shop.one("tokyo-1", 2, { closingError: -3_000n }),
  },
];
