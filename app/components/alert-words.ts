// The English of the alerts that Shopify Flow is told.

export const ALERT_SECTION = {
  title: "Alerts",
  what:
    "Starts your Shopify Flow workflows when cash is off: a message to Slack, an email, a task. Till Ledger says what " +
    "happened; the workflow decides who hears of it.",
  isOn: "Tell Shopify Flow",
  isOnHelp:
    "From the moment you save, and for what happens from then on. Begin a workflow with “Cash discrepancy found” or " +
    "“Cash exception found”.",
  kinds: "Tell of",
  amounts: "How much is worth an alert",
  leastAmount: (currency: string) => `At least, in ${currency}`,
  leastAmountHelp: "When empty: whatever the severity lets through",
  locations: "Locations",
  allLocations: "Alerts are about all locations.",
  addLocation: "Only these locations",
  chooseLocation: "Choose a location…",
} as const;

export const ALERT_KIND_WORDS = {
  discrepancy: { label: "Sessions that end over or short", help: "Beyond tolerance, or made so later by Shopify." },
  stale_open: { label: "Sessions left open", help: "For longer than you set under “Business day and week”." },
  carry_over_gap: {
    label: "Cash lost or found between two sessions",
    help: "When a drawer’s balance changes between a closing and the next opening, beyond tolerance.",
  },
} as const;

export const SEVERITY_WORDS = {
  warning: { label: "Everything beyond tolerance", help: "Severity warning and critical" },
  critical: {
    label: "Only what is worth a talk",
    help: "Severity critical: off by the amount under “When to look closer”, or more",
  },
} as const;

export const ALERT_STATE_WORDS = {
  title: "How alerts are doing",
  lastSent: (when: string) => `Last sent ${when}, about`,
  neverSent: "None has been sent yet.",
  session: (id: string) => `session ${id}`,
  waiting: (count: string, isOne: boolean) =>
    isOne ? `${count} alert waits to be sent.` : `${count} alerts wait to be sent.`,
  missedTitle: (count: string, isOne: boolean) =>
    isOne
      ? `${count} alert of the last 7 days may not have arrived`
      : `${count} alerts of the last 7 days may not have arrived`,
  missedWhat: "Workflows may not have run for these. The sessions themselves are in the lists as always.",
  missedLine: (kind: string, when: string) => `${kind}, ${when}:`,
} as const;

/** Why an alert was put off or not sent, and what to do. */
export const ALERT_TROUBLE_WORDS = {
  unknownTrigger:
    "Shopify Flow does not know the trigger: this version of Till Ledger was installed without its Flow extension. Ask " +
    "whoever runs the app to deploy it; alerts less than a day old then follow by themselves.",
  refusedPayload:
    "Shopify Flow did not accept what Till Ledger sent. That is a mistake of ours: please tell support. The alert is not " +
    "repeated.",
  noAnswer:
    "The connection broke off after it was sent, so nobody knows whether it arrived. It is not repeated, so that no " +
    "workflow runs twice. Look at the session yourself.",
  noAccess: "Shopify took back the app’s access to the store. Opening the app in the store renews it.",
  storeClosed: "The store is frozen or locked. Alerts less than a day old follow when it is open again.",
  unreachable: "Shopify could not be reached. It is tried again for a day, by itself.",
  givenUp: "It could not be sent for a day. Alerts that old are not sent any more.",
} as const;

/** Names of these settings in the trail of changes. */
export const ALERT_SETTING_NAMES: Readonly<Record<string, string>> = {
  "alerts.isOn": "Alerts to Shopify Flow",
  "alerts.kinds.discrepancy": "Alerts of sessions over or short",
  "alerts.kinds.stale_open": "Alerts of sessions left open",
  "alerts.kinds.carry_over_gap": "Alerts of cash lost or found between sessions",
  "alerts.leastSeverity": "Alerts, how much is worth one",
  "alerts.leastAmounts": "Alerts, least amount",
  "alerts.locations": "Alerts only for chosen locations",
};

export const ON_OFF_WORDS = { on: "on", off: "off" } as const;
