export default {
  locationHeading: {
    name: "Emplacement",
    sessions: "Sessions",
    netCashSales: "Ventes nettes en espèces",
    expectedAtClose: "Attendu",
    countedAtClose: "Compté",
    short: "Manquant",
    over: "Excédent",
    net: "Net",
    rate: "Hors tolérance",
  },
  locationTotals: {
    cashBy: {
      location: "Espèces par emplacement, {{range}}",
      drawer: "Espèces par tiroir-caisse, {{range}}",
    },
    summary_one: "{{count, number}} session, {{netCashSales}} de ventes nettes en espèces",
    summary_many: "{{count, number}} de sessions, {{netCashSales}} de ventes nettes en espèces",
    summary_other: "{{count, number}} sessions, {{netCashSales}} de ventes nettes en espèces",
    beyondTolerance_one: "{{count, number}} hors tolérance",
    beyondTolerance_many: "{{count, number}} hors tolérance",
    beyondTolerance_other: "{{count, number}} hors tolérance",
    total: "Total",
    before: "{{previousNet}} avant",
  },
  locationPage: {
    missing: "Cet emplacement n’existe pas",
    missingWhy: "La boutique n’a pas d’emplacement à cette adresse. Il a peut-être été supprimé dans Shopify.",
    allLocations: "Tous les emplacements",
  },
};
