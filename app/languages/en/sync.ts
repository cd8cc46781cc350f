export default {
  asOfLine: {
    noDataYet: "No data yet",
    notCompleteYet: "Not complete yet",
    ledgersUnread_one: "{{count, number}} ledger still to be read",
    ledgersUnread_other: "{{count, number}} ledgers still to be read",
    queued: "Waiting to read from Shopify",
    retriesAt: "It is tried again by itself at {{retriesAt}}.",
    retriesOnVisit: "It is tried again on your next visit.",
    failed: "The figures could not be brought up to date",
    dataAsOf: "Data as of {{when}}, {{ago}}",
    workedOut: "Figures are being worked out anew by the changed settings: {{done, number}} of {{of, number}}",
    waiting: "Waiting for Shopify",
    waitingUntil: "Waiting for Shopify until {{time}}",
    reading: "Reading from Shopify",
    onceMore: "{{activity}} once more",
    onceMoreBackTo: "{{activity}} once more, back to {{day}}",
    soFar_one: "{{activity}}: {{count, number}} session so far",
    soFar_other: "{{activity}}: {{count, number}} sessions so far",
    soFarBackTo_one: "{{activity}}: {{count, number}} session so far, back to {{day}}",
    soFarBackTo_other: "{{activity}}: {{count, number}} sessions so far, back to {{day}}",
    away: "Till Ledger cannot be reached at the moment",
    awayWhat:
      "This page stays as it was read at {{time}}, and what you have typed stays too. It is tried again by itself.",
    untilThen: "Until then the figures are those of {{when}}.",
  },
  comparedDifference: {
    differs: "Differs",
    agreesSince: "Agrees since",
    agreesAgain: "{{when}}. {{reread}}, and agree since.",
    stillDiffers: "{{when}}. {{reread}}, and still differ. Sessions are shown as Shopify gives them.",
    whatDiffers: "What differs: {{name}}, {{when}}",
    shopifysTotal: "Shopify’s total",
  },
  drawerComparison: {
    title: "Compared with Shopify’s own totals",
    notYet:
      "Once a day the totals of each drawer are compared with those that Shopify gives. The first time is still to come.",
    rereadAt: "The sessions of that time were read again on {{rereadAt}}",
    differ_one: "One drawer’s time differs",
    differ_other: "{{count, number}} drawers’ times differ",
    summary_one:
      "{{result}}: {{count, number}} drawer with {{sessions}} in the last five weeks, last compared {{ago}}.",
    summary_other:
      "{{result}}: {{count, number}} drawers with {{sessions}} in the last five weeks, last compared {{ago}}.",
  },
  legacyHistory: {
    sessions_one:
      "{{count, number}} session from before the rebuild of March 2026 are here as Shopify’s older cash tracking gives them.",
    sessions_other:
      "{{count, number}} sessions from before the rebuild of March 2026 are here as Shopify’s older cash tracking gives them.",
    leftOut_one:
      "{{count, number}} more session of it are left out: the same shifts are here as Shopify gives them now.",
    leftOut_other:
      "{{count, number}} more sessions of it are left out: the same shifts are here as Shopify gives them now.",
    heldBack_one:
      "{{count, number}} session are held back: they ran at the same time and place as newer ones, and without their devices nobody can tell whether they are the same shifts.",
    heldBack_other:
      "{{count, number}} sessions are held back: they ran at the same time and place as newer ones, and without their devices nobody can tell whether they are the same shifts.",
    stillReading: "Older ones are still being read.",
    unavailable:
      "Shopify does not give sessions of its older cash tracking at present. What was read stays; it is asked again every day.",
  },
  locationComparison: {
    title: "Compared by location and day",
    explanation:
      "Shopify also sums up each location’s day, for people who may view payment tracking sessions. Hold its last 7 days against what is here.",
    compare: "Compare with Shopify’s totals",
    nothingDiffers: "Nothing differs",
    rereadAt: "The sessions of that day were read again on {{rereadAt}}",
    differ_one: "One location’s day differs",
    differ_other: "{{count, number}} days of locations differ",
    summary_one: "{{result}}: {{count, number}} location, {{days}}, last compared {{ago}}.",
    summary_other: "{{result}}: {{count, number}} locations, {{days}}, last compared {{ago}}.",
    unsettled_one:
      "One day of a location could not be summed up: a session was not finished, or its ledger was still to be read.",
    unsettled_other:
      "{{count, number}} days of locations could not be summed up: a session was not finished, or its ledger was still to be read.",
  },
  syncPage: {
    contents: "What is here",
    ledgerEntries: "Entries in their ledgers",
    reachesBackTo: "Reaches back to",
    stillToBeRead: "Still to be read",
    nothing: "Nothing",
    readAgain: "Read the last weeks again",
    readAgainWhat: "New figures come by themselves. This also reads closed sessions of the last five weeks.",
    nothingRead: "Nothing has been read yet",
    firstSession: "{{legacyFrom}}, the first session",
    firstSessionOn: "{{day}}, the first session",
    readingOlder: "{{day}}; older sessions are being read",
    runs: "Reading from Shopify, last 7 days",
    runsCaption: "Runs that read from Shopify, the latest first",
    when: "When",
    result: "Result",
    entries: "Entries",
    requests: "Requests",
    points: "Points",
    since: "since {{start}}",
    notEverything: "Not everything",
    wasToRetryAt: "It was to be tried again at {{goesOnAt}}.",
    notRetried: "It was not tried again by itself.",
    times_one: "{{what}}, {{count, number}} time",
    times_other: "{{what}}, {{count, number}} times",
  },
  unreadSessions: {
    title_one: "{{count, number}} session could not be read",
    title_other: "{{count, number}} sessions could not be read",
  },
} as const;
