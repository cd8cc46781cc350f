export default {
  alerts: {
    title: "Alerts",
    what: "Starts your Shopify Flow workflows when cash is off: a message to Slack, an email, a task. Till Ledger says what happened; the workflow decides who hears of it.",
    isOn: "Tell Shopify Flow",
    isOnHelp:
      "From the moment you save, and for what happens from then on. Begin a workflow with “Cash discrepancy found” or “Cash exception found”.",
    kinds: "Tell of",
    amounts: "How much is worth an alert",
    leastAmount: "At least, in {{currency}}",
    leastAmountHelp: "When empty: whatever the severity lets through",
    locations: "Locations",
    allLocations: "Alerts are about all locations.",
    addLocation: "Only these locations",
    chooseLocation: "Choose a location…",
  },
  alertKind: {
    discrepancy: {
      label: "Sessions that end over or short",
      help: "Beyond tolerance, or made so later by Shopify.",
    },
    stale_open: {
      label: "Sessions left open",
      help: "For longer than you set under “Business day and week”.",
    },
    carry_over_gap: {
      label: "Cash lost or found between two sessions",
      help: "When a drawer’s balance changes between a closing and the next opening, beyond tolerance.",
    },
  },
  alertSeverity: {
    warning: {
      label: "Everything beyond tolerance",
      help: "Severity warning and critical",
    },
    critical: {
      label: "Only what is worth a talk",
      help: "Severity critical: off by the amount under “When to look closer”, or more",
    },
  },
  // After "from" and "to", in the trail of changes.
  alertSeverityInLine: {
    warning: "everything beyond tolerance",
    critical: "only what is worth a talk",
  },
  alertState: {
    title: "How alerts are doing",
    // Before a link to the session.
    lastSent: "Last sent {{when}}, about",
    neverSent: "None has been sent yet.",
    session: "session {{id}}",
    waiting_one: "{{count, number}} alert waits to be sent.",
    waiting_other: "{{count, number}} alerts wait to be sent.",
    missedTitle_one: "{{count, number}} alert of the last 7 days may not have arrived",
    missedTitle_other: "{{count, number}} alerts of the last 7 days may not have arrived",
    missedWhat: "Workflows may not have run for these. The sessions themselves are in the lists as always.",
    // Before a link to the session.
    missedLine: "{{kind}}, {{when}}:",
  },
  // Why an alert was put off or not sent, and what to do.
  alertTrouble: {
    unknownTrigger:
      "Shopify Flow does not know the trigger: this version of Till Ledger was installed without its Flow extension. Ask whoever runs the app to deploy it; alerts less than a day old then follow by themselves.",
    refusedPayload:
      "Shopify Flow did not accept what Till Ledger sent. That is a mistake of ours: please tell support. The alert is not repeated.",
    noAnswer:
      "The connection broke off after it was sent, so nobody knows whether it arrived. It is not repeated, so that no workflow runs twice. Look at the session yourself.",
    noAccess: "Shopify took back the app’s access to the store. Opening the app in the store renews it.",
    storeClosed: "The store is frozen or locked. Alerts less than a day old follow when it is open again.",
    unreachable: "Shopify could not be reached. It is tried again for a day, by itself.",
    givenUp: "It could not be sent for a day. Alerts that old are not sent any more.",
  },
  onOff: {
    on: "on",
    off: "off",
  },
} as const;
