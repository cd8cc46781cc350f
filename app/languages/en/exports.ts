export default {
  exportFile: {
    sessions: {
      csv: {
        content: "Sessions",
        helpText: "A line for each session",
      },
    },
    activities: {
      csv: {
        content: "Cash activities",
        helpText: "Every line of every ledger, with its running balance",
      },
    },
    "review-trail": {
      csv: {
        content: "Review trail",
        helpText: "Who said what of each session, and the figures they saw",
      },
    },
    "location-totals": {
      csv: {
        content: "Location totals",
        helpText: "A line for each location and currency",
      },
    },
    drawers: {
      csv: {
        content: "Drawers",
        helpText: "A line for each drawer, with what it carried over and holds now",
      },
    },
    "daily-totals": {
      csv: {
        content: "Daily totals",
        helpText: "A line for each business day and currency",
      },
    },
    staff: {
      csv: {
        content: "Staff",
        helpText: "A line for each person and currency",
      },
    },
    exceptions: {
      csv: {
        content: "Exceptions",
        helpText: "A line for each exception, with what it rests on",
      },
    },
    "journal-quickbooks": {
      csv: {
        content: "QuickBooks journal",
        helpText: "Journal entries to import into QuickBooks Online",
      },
    },
    "journal-xero": {
      csv: {
        content: "Xero journal",
        helpText: "Manual journals to import into Xero",
      },
    },
  },
} as const;
