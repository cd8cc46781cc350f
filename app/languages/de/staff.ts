export default {
  staffHeading: {
    name: "Person",
    ownSessions: "Sitzungen allein",
    ownCash: "Bargeld bewegt",
    short: "Fehlbetrag",
    over: "Überschuss",
    net: "Saldo",
    perThousand: "Je 1000",
    chance: "Fehlbetrag / Überschuss",
    reached: "Grenzen erreicht",
  },
  policyRule: {
    single: "Eine Sitzung",
    window_sum: "Summe",
    window_events: "Anzahl",
  },
  staff: {
    title: "Mitarbeiter",
    ofSessions_one: "von {{count, number}}",
    ofSessions_other: "von {{count, number}}",
    brief_one:
      "{{own, number}} von {{count, number}} Sitzung allein, {{short, number}} mit Fehlbetrag, {{over, number}} mit Überschuss: {{test}}",
    brief_other:
      "{{own, number}} von {{count, number}} Sitzungen allein, {{short, number}} mit Fehlbetrag, {{over, number}} mit Überschuss: {{test}}",
    nothingAlone: "Zwischen keinen zwei Zählungen allein an der Kasse",
    table: "Überschüsse und Fehlbeträge nach Person",
    shared: "{{amount}} gemeinsam",
    peers: "{{rate}} bei anderen",
    notEnough: "zu wenig Daten",
    asByChance: "wie aus Zufall",
    lopsided: "aus Zufall 1 zu {{odds}}",
    rareBeyondWords: "aus Zufall seltener als 1 zu einer Milliarde",
    tooFewSessions:
      "Zu wenig Daten: Eine Rate gibt es ab {{least}} Sitzungen, in denen allein diese Person zwischen zwei Zählungen Bargeld bewegte",
    noPeers: "Zu wenige Sitzungen anderer an denselben Standorten zum Vergleich",
    nobodyNamed: "An diesen Tagen wird niemand genannt",
    nobodyNamedWhy:
      "Keine abgeschlossene Sitzung dieser Tage nennt, wer ihr Bargeld bewegte. Personen erscheinen hier, wenn Shopify sie im Kassenbuch einer Sitzung nennt und das Kassenbuch gelesen ist.",
    left_one:
      "{{count, number}} von {{sessions, number}} abgeschlossenen Sitzungen dieser Tage fehlt: Ihr Kassenbuch, oder das von Sitzungen an derselben Kassenlade, wird noch gelesen.",
    left_other:
      "{{count, number}} von {{sessions, number}} abgeschlossenen Sitzungen dieser Tage fehlen: Ihre Kassenbücher, oder die von Sitzungen an derselben Kassenlade, werden noch gelesen.",
    whoseHeading: "Wessen die Differenzen sind",
    whoseLines: {
      ofOne: {
        label: "Einer Person",
        note: "Nur eine Person bewegte zwischen den zwei Zählungen Bargeld: die Zahlen nach Person",
      },
      ofSeveral: {
        label: "Gemeinsam",
        note: "Mehrere taten es. Bei jeder von ihnen aufgeführt und nicht geteilt",
      },
      ofNobody: {
        label: "Niemandes",
        note: "Zwischen Sitzungen entstanden oder nicht bekannt: keine Zählung davor, niemand genannt",
      },
      total: "Gesamtdifferenz",
    },
    test_one:
      "„Aus Zufall“ fragt, wie wahrscheinlich eine so ungleiche Verteilung von Fehlbeträgen und Überschüssen ist, wenn beides gleich leicht vorkäme. Dafür braucht es 8 Sitzungen mit Differenz. Von {{count, number}} Geprüften fällt durch bloßen Zufall etwa eine von hundert auf.",
    test_other:
      "„Aus Zufall“ fragt, wie wahrscheinlich eine so ungleiche Verteilung von Fehlbeträgen und Überschüssen ist, wenn beides gleich leicht vorkäme. Dafür braucht es 8 Sitzungen mit Differenz. Von {{count, number}} Geprüften fällt durch bloßen Zufall etwa eine von hundert auf.",
    testNone: "„Aus Zufall“ braucht 8 Sitzungen mit Differenz; so viele hat an diesen Tagen niemand.",
    caution:
      "Eine Zahl sagt, was Zählungen fanden, nicht warum. Sehen Sie die Sitzungen an, bevor Sie mit jemandem sprechen.",
  },
  policy: {
    heading: "Grenzen",
    window: "An {{days}}. Festgelegt in den Einstellungen.",
    single: "Differenz einer Sitzung von {{amount}}",
    windowSum: "Fehlbeträge von zusammen {{amount}}",
    windowEvents_one: "{{count, number}} Sitzung außerhalb der Toleranz",
    windowEvents_other: "{{count, number}} Sitzungen außerhalb der Toleranz",
    reached: {
      single: "Differenz einer Sitzung von {{amount}} oder mehr",
      window_sum: "Fehlbeträge von zusammen {{amount}} oder mehr",
      window_events: "{{amount}} oder mehr Sitzungen außerhalb der Toleranz",
    },
    crossed_one: "{{limit}}: {{count, number}} Sitzung, {{amount}}",
    crossed_other: "{{limit}}: {{count, number}} Sitzungen, {{amount}}",
  },
  person: {
    alone: "Sitzungen allein",
    net: "Saldo, allein an der Kasse",
    perThousand: "Je 1000 bewegtes Bargeld",
    test: "Fehlbetrag und Überschuss",
    ofSessions_one:
      "{{count, number}} von {{all, number}} Sitzungen hatte einen Abschnitt, in dem diese Person allein an der Kasse war",
    ofSessions_other:
      "{{count, number}} von {{all, number}} Sitzungen hatten einen Abschnitt, in dem diese Person allein an der Kasse war",
    cash: "{{amount}} Bargeld darin bewegt",
    beyond_one: "{{count, number}} außerhalb der Toleranz",
    beyond_other: "{{count, number}} außerhalb der Toleranz",
    shortAndOver: "Fehlbetrag {{short}}, Überschuss {{over}}",
    peersHave_one: "Andere an denselben Standorten: {{rate}} in {{count, number}} Sitzung",
    peersHave_other: "Andere an denselben Standorten: {{rate}} in {{count, number}} Sitzungen",
    shorts_one: "{{count, number}} mit Fehlbetrag, {{over, number}} mit Überschuss",
    shorts_other: "{{count, number}} mit Fehlbetrag, {{over, number}} mit Überschuss",
    needsMore_one: "Zu wenig Daten: {{count, number}} Sitzung hatte eine Differenz, und weniger als 8 sagen nichts",
    needsMore_other:
      "Zu wenig Daten: {{count, number}} Sitzungen hatten eine Differenz, und weniger als 8 sagen nichts",
    byChance: "Bloßer Zufall verteilt sie nur einmal in {{odds}} Fällen so ungleich",
    asByChance: "Bloßer Zufall verteilt sie in {{percent}} der Fälle so ungleich",
    places: "Nach Standort",
    aloneBrief_one: "{{count, number}} Sitzung allein",
    aloneBrief_other: "{{count, number}} Sitzungen allein",
    locationUnknown: "Standort nicht bekannt",
    peersRate: "Andere je 1000",
    closed: "abgeschlossen {{when}}",
    placesCaption: "Die Zahlen dieser Person an jedem Standort, neben denen der anderen dort",
    largest: "Größte Differenzen, allein an der Kasse",
    largestEmpty: "An diesen Tagen hatte keine Sitzung mit einem Abschnitt allein an der Kasse eine Differenz.",
    shared: "Mit anderen gemeinsam",
    sharedNote: "der ganze Betrag, nicht geteilt",
    sharedEmpty: "An diesen Tagen hatte keine Sitzung, die mit anderen geteilt wurde, eine Differenz.",
    nothing: "Nichts von dieser Person an diesen Tagen",
    nothingWhy: "Sie kommt in keiner abgeschlossenen Sitzung dieser Tage vor, deren Kassenbuch gelesen ist.",
  },
  personPage: {
    missing: "Diese Person gibt es nicht",
    missingWhy: "Die Sitzungen dieses Shops nennen niemanden mit dieser Nummer.",
    theirSessions: "Sitzungen, die diese Person geöffnet oder abgeschlossen hat",
    allStaff: "Alle Mitarbeiter",
  },
};
