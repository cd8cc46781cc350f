export default {
  exportFile: {
    sessions: {
      csv: {
        content: "Sessions",
        helpText: "Une ligne par session",
      },
    },
    activities: {
      csv: {
        content: "Mouvements d’espèces",
        helpText: "Chaque ligne de chaque journal, avec le solde progressif",
      },
    },
    "review-trail": {
      csv: {
        content: "Historique des contrôles",
        helpText: "Qui a dit quoi de chaque session, et les chiffres vus",
      },
    },
    "location-totals": {
      csv: {
        content: "Totaux par emplacement",
        helpText: "Une ligne par emplacement et par devise",
      },
    },
    drawers: {
      csv: {
        content: "Tiroirs-caisses",
        helpText: "Une ligne par tiroir-caisse, avec ses reports et son contenu actuel",
      },
    },
    "daily-totals": {
      csv: {
        content: "Totaux par jour",
        helpText: "Une ligne par journée comptable et par devise",
      },
    },
    staff: {
      csv: {
        content: "Personnel",
        helpText: "Une ligne par personne et par devise",
      },
    },
    exceptions: {
      csv: {
        content: "Anomalies",
        helpText: "Une ligne par anomalie, avec ce sur quoi elle repose",
      },
    },
    "journal-quickbooks": {
      csv: {
        content: "Journal QuickBooks",
        helpText: "Écritures à importer dans QuickBooks Online",
      },
    },
    "journal-xero": {
      csv: {
        content: "Journal Xero",
        helpText: "Écritures manuelles à importer dans Xero",
      },
    },
  },
};
