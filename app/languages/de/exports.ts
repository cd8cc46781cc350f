export default {
  exportFile: {
    sessions: {
      csv: {
        content: "Sitzungen",
        helpText: "Eine Zeile je Sitzung",
      },
    },
    activities: {
      csv: {
        content: "Bargeldbewegungen",
        helpText: "Jede Zeile jedes Kassenbuchs, mit laufendem Bestand",
      },
    },
    "review-trail": {
      csv: {
        content: "Prüfverlauf",
        helpText: "Wer zu jeder Sitzung was gesagt hat, und welche Zahlen vorlagen",
      },
    },
    "location-totals": {
      csv: {
        content: "Summen je Standort",
        helpText: "Eine Zeile je Standort und Währung",
      },
    },
    drawers: {
      csv: {
        content: "Kassenladen",
        helpText: "Eine Zeile je Kassenlade, mit Überträgen und jetzigem Bestand",
      },
    },
    "daily-totals": {
      csv: {
        content: "Tagessummen",
        helpText: "Eine Zeile je Geschäftstag und Währung",
      },
    },
    staff: {
      csv: {
        content: "Mitarbeiter",
        helpText: "Eine Zeile je Person und Währung",
      },
    },
    exceptions: {
      csv: {
        content: "Auffälligkeiten",
        helpText: "Eine Zeile je Auffälligkeit, mit dem, worauf sie beruht",
      },
    },
    "journal-quickbooks": {
      csv: {
        content: "Buchungsjournal für QuickBooks",
        helpText: "Buchungssätze zum Import in QuickBooks Online",
      },
    },
    "journal-xero": {
      csv: {
        content: "Buchungsjournal für Xero",
        helpText: "Manuelle Buchungssätze zum Import in Xero",
      },
    },
  },
};
