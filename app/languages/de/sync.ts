export default {
  asOfLine: {
    noDataYet: "Noch keine Daten",
    notCompleteYet: "Noch nicht vollständig",
    ledgersUnread_one: "{{count, number}} Kassenbuch noch zu lesen",
    ledgersUnread_other: "{{count, number}} Kassenbücher noch zu lesen",
    queued: "Wartet darauf, aus Shopify zu lesen",
    retriesAt: "Um {{retriesAt}} wird es von selbst neu versucht.",
    retriesOnVisit: "Bei Ihrem nächsten Besuch wird es neu versucht.",
    failed: "Die Zahlen konnten nicht auf den neuesten Stand gebracht werden",
    dataAsOf: "Stand {{when}}, {{ago}}",
    workedOut: "Zahlen werden nach den geänderten Einstellungen neu berechnet: {{done, number}} von {{of, number}}",
    waiting: "Wartet auf Shopify",
    waitingUntil: "Wartet auf Shopify bis {{time}}",
    reading: "Daten werden aus Shopify gelesen",
    onceMore: "{{activity}}, noch einmal",
    onceMoreBackTo: "{{activity}}, noch einmal, zurück bis {{day}}",
    soFar_one: "{{activity}}: bisher {{count, number}} Sitzung",
    soFar_other: "{{activity}}: bisher {{count, number}} Sitzungen",
    soFarBackTo_one: "{{activity}}: bisher {{count, number}} Sitzung, zurück bis {{day}}",
    soFarBackTo_other: "{{activity}}: bisher {{count, number}} Sitzungen, zurück bis {{day}}",
    away: "Till Ledger ist im Moment nicht zu erreichen",
    awayWhat:
      "Diese Seite bleibt, wie sie um {{time}} gelesen wurde, und was Sie eingegeben haben, bleibt auch. Es wird von selbst neu versucht.",
    untilThen: "Bis dahin sind die Zahlen vom Stand {{when}}.",
  },
  comparedDifference: {
    differs: "Abweichend",
    agreesSince: "Stimmt seither",
    agreesAgain: "{{when}}. {{reread}}, und stimmen seither.",
    stillDiffers: "{{when}}. {{reread}}, und weichen noch ab. Sitzungen werden gezeigt, wie Shopify sie gibt.",
    whatDiffers: "Was abweicht: {{name}}, {{when}}",
    shopifysTotal: "Shopifys Summe",
  },
  drawerComparison: {
    title: "Verglichen mit Shopifys eigenen Summen",
    notYet:
      "Einmal am Tag werden die Summen jeder Kassenlade mit denen verglichen, die Shopify angibt. Das erste Mal steht noch bevor.",
    rereadAt: "Die Sitzungen dieser Zeit wurden am {{rereadAt}} neu gelesen",
    differ_one: "Ein Zeitraum einer Kassenlade weicht ab",
    differ_other: "Zeiträume von {{count, number}} Kassenladen weichen ab",
    summary_one:
      "{{result}}: {{count, number}} Kassenlade mit {{sessions}} in den letzten fünf Wochen, zuletzt verglichen {{ago}}.",
    summary_other:
      "{{result}}: {{count, number}} Kassenladen mit {{sessions}} in den letzten fünf Wochen, zuletzt verglichen {{ago}}.",
  },
  legacyHistory: {
    sessions_one:
      "{{count, number}} Sitzung aus der Zeit vor dem Neubau im März 2026 ist hier, wie Shopifys ältere Bargeldverfolgung sie gibt.",
    sessions_other:
      "{{count, number}} Sitzungen aus der Zeit vor dem Neubau im März 2026 sind hier, wie Shopifys ältere Bargeldverfolgung sie gibt.",
    leftOut_one:
      "{{count, number}} weitere Sitzung daraus ist weggelassen: Dieselbe Schicht ist hier, wie Shopify sie jetzt gibt.",
    leftOut_other:
      "{{count, number}} weitere Sitzungen daraus sind weggelassen: Dieselben Schichten sind hier, wie Shopify sie jetzt gibt.",
    heldBack_one:
      "{{count, number}} Sitzung ist zurückgehalten: Sie lief zur selben Zeit am selben Ort wie eine neuere, und ohne ihr Gerät kann niemand sagen, ob es dieselbe Schicht ist.",
    heldBack_other:
      "{{count, number}} Sitzungen sind zurückgehalten: Sie liefen zur selben Zeit am selben Ort wie neuere, und ohne ihre Geräte kann niemand sagen, ob es dieselben Schichten sind.",
    stillReading: "Ältere werden noch gelesen.",
    unavailable:
      "Shopify gibt zurzeit keine Sitzungen seiner älteren Bargeldverfolgung. Was gelesen ist, bleibt; es wird jeden Tag neu gefragt.",
  },
  locationComparison: {
    title: "Verglichen nach Standort und Tag",
    explanation:
      "Shopify summiert auch den Tag jedes Standorts, für Personen, die Sitzungen der Zahlungsverfolgung ansehen dürfen. Vergleichen Sie die letzten 7 Tage mit den Daten hier.",
    compare: "Mit Shopifys Summen vergleichen",
    nothingDiffers: "Nichts weicht ab",
    rereadAt: "Die Sitzungen dieses Tages wurden am {{rereadAt}} neu gelesen",
    differ_one: "Der Tag eines Standorts weicht ab",
    differ_other: "{{count, number}} Tage von Standorten weichen ab",
    summary_one: "{{result}}: {{count, number}} Standort, {{days}}, zuletzt verglichen {{ago}}.",
    summary_other: "{{result}}: {{count, number}} Standorte, {{days}}, zuletzt verglichen {{ago}}.",
    unsettled_one:
      "Ein Tag eines Standorts war nicht zu summieren: Eine Sitzung war nicht fertig, oder ihr Kassenbuch war noch zu lesen.",
    unsettled_other:
      "{{count, number}} Tage von Standorten waren nicht zu summieren: Eine Sitzung war nicht fertig, oder ihr Kassenbuch war noch zu lesen.",
  },
  syncPage: {
    contents: "Vorhandene Daten",
    ledgerEntries: "Einträge in ihren Kassenbüchern",
    reachesBackTo: "Reicht zurück bis",
    stillToBeRead: "Noch zu lesen",
    nothing: "Nichts",
    readAgain: "Die letzten Wochen neu lesen",
    readAgainWhat: "Neue Zahlen kommen von selbst. Dies liest auch abgeschlossene Sitzungen der letzten fünf Wochen.",
    nothingRead: "Noch ist nichts gelesen",
    firstSession: "{{legacyFrom}}, die erste Sitzung",
    firstSessionOn: "{{day}}, die erste Sitzung",
    readingOlder: "{{day}}; ältere Sitzungen werden gelesen",
    runs: "Aus Shopify gelesen, letzte 7 Tage",
    runsCaption: "Läufe, die aus Shopify gelesen haben, der neueste zuerst",
    when: "Wann",
    result: "Ergebnis",
    entries: "Einträge",
    requests: "Anfragen",
    points: "Punkte",
    since: "seit {{start}}",
    notEverything: "Nicht alles",
    wasToRetryAt: "Um {{goesOnAt}} sollte es neu versucht werden.",
    notRetried: "Es wurde nicht von selbst neu versucht.",
    times_one: "{{what}}, {{count, number}} Mal",
    times_other: "{{what}}, {{count, number}} Mal",
  },
  unreadSessions: {
    title_one: "{{count, number}} Sitzung war nicht zu lesen",
    title_other: "{{count, number}} Sitzungen waren nicht zu lesen",
  },
};
