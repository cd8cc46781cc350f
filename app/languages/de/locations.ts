export default {
  locationHeading: {
    name: "Standort",
    sessions: "Sitzungen",
    netCashSales: "Netto-Barumsatz",
    expectedAtClose: "Soll",
    countedAtClose: "Gezählt",
    short: "Fehlbetrag",
    over: "Überschuss",
    net: "Saldo",
    rate: "Außerhalb der Toleranz",
  },
  locationTotals: {
    cashBy: {
      location: "Bargeld nach Standort, {{range}}",
      drawer: "Bargeld nach Kassenlade, {{range}}",
    },
    summary_one: "{{count, number}} Sitzung, Netto-Barumsatz {{netCashSales}}",
    summary_other: "{{count, number}} Sitzungen, Netto-Barumsatz {{netCashSales}}",
    beyondTolerance_one: "{{count, number}} außerhalb der Toleranz",
    beyondTolerance_other: "{{count, number}} außerhalb der Toleranz",
    total: "Summe",
    before: "{{previousNet}} vorher",
  },
  locationPage: {
    missing: "Diesen Standort gibt es nicht",
    missingWhy: "Unter dieser Adresse hat der Shop keinen Standort. Vielleicht wurde er in Shopify gelöscht.",
    allLocations: "Alle Standorte",
  },
};
