// What stands at the head of the overview: the news since the last look, and the first steps.
export default {
  digest: {
    since: "Since you last looked ({{when}})",
    nothing: "Nothing new since you last looked ({{when}}).",
    dayAndTime: "{{day}}, {{time}}",
    cut: "What is told of begins on {{from}}: you were away for longer than that.",
    dismiss: "Put away what happened since you last looked",
    failed: "That could not be put away. Try again in a moment.",
    exception: "{{kind}}: {{times, number}}",
  },
  digestLine: {
    beyond_one: "{{count, number}} session closed beyond tolerance",
    beyond_other: "{{count, number}} sessions closed beyond tolerance",
    handed_one: "{{count, number}} session handed to you",
    handed_other: "{{count, number}} sessions handed to you",
    restated_one: "{{count, number}} session restated by Shopify",
    restated_other: "{{count, number}} sessions restated by Shopify",
    reviewed_one: "{{count, number}} session reviewed by others",
    reviewed_other: "{{count, number}} sessions reviewed by others",
    failedRuns_one: "Reading from Shopify failed {{count, number}} time",
    failedRuns_other: "Reading from Shopify failed {{count, number}} times",
  },
  guide: {
    title: "Get started",
    progress: "{{done, number}} of {{all, number}} done",
    allDone: "All is done. You find this guide again in the settings.",
    hide: "Put the guide away",
    // Before the title of a step, for those who cannot see its tick.
    done: "Done:",
    open: "To do:",
    skip: "Leave them as they are",
    failed: "That did not work. Try again in a moment.",
    again: "Guide",
    againWhat: "The first steps with Till Ledger, at the head of your overview. It is shown to you alone.",
    show: "Show the guide on the overview",
    shown: "It stands at the head of the overview now.",
    toOverview: "Go to the overview",
  },
  guideStep: {
    figures: {
      title: "Read the first figures",
      what: "Till Ledger reads your cash sessions from Shopify by itself. The last weeks come first.",
    },
    tolerance: {
      title: "Look at the tolerance",
      what: "How far a session may be off before somebody has to look at it. Begin with what you would not follow up.",
    },
    permissions: {
      title: "Decide on optional permissions",
      what: "With them you see who opened and closed each session, and the order of each sale.",
    },
    review: {
      title: "Review a session",
      what: "Say what was the cause of a discrepancy, or hand it to somebody. It stays in the session’s trail.",
    },
    file: {
      title: "Take figures with you",
      what: "Export a list as a file, or print the Z-report of a session.",
    },
  },
} as const;
