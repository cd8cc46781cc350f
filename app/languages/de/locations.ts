export default {
  locationHeading: {
    name: "Standort",
    sessions: "Sitzungen",
    netCashSales: "Barumsatz netto",
    expectedAtClose: "Soll",
    countedAtClose: "Gezählt",
    short: "Zu wenig",
    over: "Zu viel",
    net: "Saldo",
    rate: "Außerhalb der Toleranz",
  },
  locationTotals: {
    cashBy: {
      location: "Bargeld nach Standort, {{range}}",
      drawer: "Bargeld nach Kassenlade, {{range}}",
    },
    sessionsNetCashSales_one: "{{count, number}} Sitzung, Barumsatz netto {{netCashSales}}",
    sessionsNetCashSales_other: "{{count, number}} Sitzungen, Barumsatz netto {{netCashSales}}",
    beyondTolerance_one: "{{count, number}} außerhalb der Toleranz",
    beyondTolerance_other: "{{count, number}} außerhalb der Toleranz",
    total: "Summe",
    before: "{{previousNet}} vorher",
  },
  locationPage: {
    noSuchLocation: "Diesen Standort gibt es nicht",
    thisShopHasNo: "Unter dieser Adresse hat der Shop keinen Standort. Vielleicht wurde er in Shopify gelöscht.",
    allLocations: "Alle Standorte",
  },
};
