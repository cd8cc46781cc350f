export default {
  exportFile: {
    sessions: {
      csv: {
        content: "Sesiones",
        helpText: "Una línea por sesión",
      },
    },
    activities: {
      csv: {
        content: "Movimientos de efectivo",
        helpText: "Cada línea de cada libro, con el saldo acumulado",
      },
    },
    "review-trail": {
      csv: {
        content: "Historial de revisión",
        helpText: "Quién dijo qué de cada sesión, y las cifras que vio",
      },
    },
    "location-totals": {
      csv: {
        content: "Totales por sucursal",
        helpText: "Una línea por sucursal y moneda",
      },
    },
    drawers: {
      csv: {
        content: "Cajones",
        helpText: "Una línea por cajón, con lo traspasado y lo que contiene ahora",
      },
    },
    "daily-totals": {
      csv: {
        content: "Totales por día",
        helpText: "Una línea por día comercial y moneda",
      },
    },
    staff: {
      csv: {
        content: "Personal",
        helpText: "Una línea por persona y moneda",
      },
    },
    exceptions: {
      csv: {
        content: "Excepciones",
        helpText: "Una línea por excepción, con aquello en que se basa",
      },
    },
    "journal-quickbooks": {
      csv: {
        content: "Asientos para QuickBooks",
        helpText: "Asientos para importar en QuickBooks Online",
      },
    },
    "journal-xero": {
      csv: {
        content: "Asientos para Xero",
        helpText: "Asientos manuales para importar en Xero",
      },
    },
  },
};
