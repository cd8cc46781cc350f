export default {
  alerts: {
    title: "Meldungen",
    what: "Startet Ihre Shopify-Flow-Workflows, wenn Bargeld nicht stimmt: eine Nachricht an Slack, eine E-Mail, eine Aufgabe. Till Ledger sagt, was geschehen ist; der Workflow entscheidet, wer davon erfährt.",
    isOn: "Shopify Flow benachrichtigen",
    isOnHelp:
      "Vom Speichern an und für alles, was von da an geschieht. Beginnen Sie einen Workflow mit „Cash discrepancy found“ oder „Cash exception found“.",
    kinds: "Gemeldet werden",
    amounts: "Ab wann gemeldet wird",
    leastAmount: "Mindestens, in {{currency}}",
    leastAmountHelp: "Wenn leer: alles, was der Schweregrad durchlässt",
    locations: "Standorte",
    allLocations: "Meldungen betreffen alle Standorte.",
    addLocation: "Nur diese Standorte",
    chooseLocation: "Standort wählen…",
  },
  alertKind: {
    discrepancy: {
      label: "Sitzungen, die mit Überschuss oder Fehlbetrag enden",
      help: "Außerhalb der Toleranz, oder später durch Shopify dazu geworden.",
    },
    stale_open: {
      label: "Offen gelassene Sitzungen",
      help: "Länger, als unter „Geschäftstag und Woche“ festgelegt.",
    },
    carry_over_gap: {
      label: "Zwischen zwei Sitzungen verlorenes oder gefundenes Bargeld",
      help: "Wenn sich der Bestand einer Kassenlade zwischen einem Abschluss und dem nächsten Öffnen ändert, außerhalb der Toleranz.",
    },
  },
  alertSeverity: {
    warning: {
      label: "Alles außerhalb der Toleranz",
      help: "Schweregrad „warning“ und „critical“",
    },
    critical: {
      label: "Nur, was ein Gespräch erfordert",
      help: "Schweregrad „critical“: Differenz ab dem Betrag unter „Wann genauer hinzusehen ist“",
    },
  },
  alertSeverityInLine: {
    warning: "alles außerhalb der Toleranz",
    critical: "nur, was ein Gespräch erfordert",
  },
  alertState: {
    title: "Stand der Meldungen",
    lastSent: "Zuletzt gesendet {{when}}, zu",
    neverSent: "Noch wurde keine gesendet.",
    session: "Sitzung {{id}}",
    waiting_one: "{{count, number}} Meldung wartet darauf, gesendet zu werden.",
    waiting_other: "{{count, number}} Meldungen warten darauf, gesendet zu werden.",
    missedTitle_one: "{{count, number}} Meldung der letzten 7 Tage ist vielleicht nicht angekommen",
    missedTitle_other: "{{count, number}} Meldungen der letzten 7 Tage sind vielleicht nicht angekommen",
    missedWhat:
      "Für sie sind Workflows vielleicht nicht gelaufen. Die Sitzungen selbst stehen wie immer in den Listen.",
    missedLine: "{{kind}}, {{when}}:",
  },
  alertTrouble: {
    unknownTrigger:
      "Shopify Flow kennt den Auslöser nicht: Diese Version von Till Ledger wurde ohne ihre Flow-Erweiterung installiert. Bitten Sie, wer die App betreibt, sie bereitzustellen; Meldungen, die weniger als einen Tag alt sind, folgen dann von selbst.",
    refusedPayload:
      "Shopify Flow hat nicht angenommen, was Till Ledger gesendet hat. Das ist unser Fehler: Bitte sagen Sie es dem Support. Die Meldung wird nicht wiederholt.",
    noAnswer:
      "Die Verbindung brach nach dem Senden ab; daher weiß niemand, ob die Meldung ankam. Sie wird nicht wiederholt, damit kein Workflow zweimal läuft. Sehen Sie sich die Sitzung selbst an.",
    noAccess:
      "Shopify hat der App den Zugriff auf den Shop entzogen. Wenn Sie die App im Shop öffnen, wird er erneuert.",
    storeClosed:
      "Der Shop ist eingefroren oder gesperrt. Meldungen, die weniger als einen Tag alt sind, folgen, wenn er wieder offen ist.",
    unreachable: "Shopify war nicht zu erreichen. Einen Tag lang wird es von selbst neu versucht.",
    givenUp: "Einen Tag lang konnte sie nicht gesendet werden. So alte Meldungen werden nicht mehr gesendet.",
  },
  onOff: {
    on: "ein",
    off: "aus",
  },
};
