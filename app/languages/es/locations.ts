export default {
  locationHeading: {
    name: "Sucursal",
    sessions: "Sesiones",
    netCashSales: "Ventas netas en efectivo",
    expectedAtClose: "Esperado",
    countedAtClose: "Contado",
    short: "Faltante",
    over: "Sobrante",
    net: "Neto",
    rate: "Fuera de tolerancia",
  },
  locationTotals: {
    cashBy: {
      location: "Efectivo por sucursal, {{range}}",
      drawer: "Efectivo por cajón, {{range}}",
    },
    summary_one: "{{count, number}} sesión, {{netCashSales}} de ventas netas en efectivo",
    summary_many: "{{count, number}} de sesiones, {{netCashSales}} de ventas netas en efectivo",
    summary_other: "{{count, number}} sesiones, {{netCashSales}} de ventas netas en efectivo",
    beyondTolerance_one: "{{count, number}} fuera de tolerancia",
    beyondTolerance_many: "{{count, number}} fuera de tolerancia",
    beyondTolerance_other: "{{count, number}} fuera de tolerancia",
    total: "Total",
    before: "{{previousNet}} antes",
  },
  locationPage: {
    missing: "Esta sucursal no existe",
    missingWhy: "La tienda no tiene ninguna sucursal en esta dirección. Quizá se eliminó en Shopify.",
    allLocations: "Todas las sucursales",
  },
};
