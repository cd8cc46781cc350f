export default {
  locationHeading: {
    name: "Location",
    sessions: "Sessions",
    netCashSales: "Net cash sales",
    expectedAtClose: "Expected",
    countedAtClose: "Counted",
    short: "Short",
    over: "Over",
    net: "Net",
    rate: "Beyond tolerance",
  },
  locationTotals: {
    cashBy: {
      location: "Cash by location, {{range}}",
      drawer: "Cash by drawer, {{range}}",
    },
    summary_one: "{{count, number}} session, {{netCashSales}} net cash sales",
    summary_other: "{{count, number}} sessions, {{netCashSales}} net cash sales",
    beyondTolerance_one: "{{count, number}} beyond tolerance",
    beyondTolerance_other: "{{count, number}} beyond tolerance",
    total: "Total",
    before: "{{previousNet}} before",
  },
  locationPage: {
    missing: "No such location",
    missingWhy: "This shop has no location with this address. It may have been deleted in Shopify.",
    allLocations: "All locations",
  },
} as const;
