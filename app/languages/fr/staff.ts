export default {
  staffTitle: "Personnel",
  personUnknown: "Cette personne n’existe pas",
  staffHeading: {
    name: "Personne",
    ownSessions: "Sessions seule",
    ownCash: "Espèces maniées",
    short: "En moins",
    over: "En plus",
    net: "Net",
    perThousand: "Pour 1 000",
    chance: "En moins / en plus",
    reached: "Limites atteintes",
  },
  policyRule: {
    single: "Une session",
    window_sum: "Somme",
    window_events: "Nombre",
  },
  staff: {
    ofSessions_one: "sur {{count, number}}",
    ofSessions_many: "sur {{count, number}}",
    ofSessions_other: "sur {{count, number}}",
    brief_one:
      "{{own, number}} sur {{count, number}} session seule, {{short, number}} en moins, {{over, number}} en plus : {{test}}",
    brief_many:
      "{{own, number}} sur {{count, number}} de sessions seule, {{short, number}} en moins, {{over, number}} en plus : {{test}}",
    brief_other:
      "{{own, number}} sur {{count, number}} sessions seule, {{short, number}} en moins, {{over, number}} en plus : {{test}}",
    nothingAlone: "Aucun intervalle entre deux comptages ne relevait d’elle seule",
    table: "En plus et en moins par personne",
    shared: "{{amount}} partagé",
    peers: "{{rate}} chez les autres",
    notEnough: "données insuffisantes",
    asByChance: "comme par hasard",
    lopsided: "1 sur {{odds}} par hasard",
    rareBeyondWords: "moins de 1 sur un milliard par hasard",
    tooFewSessions:
      "Données insuffisantes : un taux est donné à partir de {{least}} sessions où cette personne seule a manié des espèces entre deux comptages",
    noPeers: "Trop peu de sessions d’autres personnes aux mêmes emplacements pour comparer",
    nobodyNamed: "Personne n’est nommé ces jours-là",
    nobodyNamedWhy:
      "Aucune session clôturée de ces jours ne nomme qui a manié ses espèces. Les personnes apparaissent ici quand Shopify les nomme dans le journal d’une session et que ce journal a été lu.",
    left_one:
      "{{count, number}} des {{sessions, number}} sessions clôturées de ces jours est laissée de côté : son journal, ou celui de sessions sur le même tiroir-caisse, est encore en cours de lecture.",
    left_many:
      "{{count, number}} des {{sessions, number}} sessions clôturées de ces jours sont laissées de côté : leurs journaux, ou ceux de sessions sur le même tiroir-caisse, sont encore en cours de lecture.",
    left_other:
      "{{count, number}} des {{sessions, number}} sessions clôturées de ces jours sont laissées de côté : leurs journaux, ou ceux de sessions sur le même tiroir-caisse, sont encore en cours de lecture.",
    whoseHeading: "De qui relèvent les écarts",
    whoseLines: {
      ofOne: {
        label: "D’une seule personne",
        note: "Une seule personne a manié des espèces entre les deux comptages : les chiffres par personne",
      },
      ofSeveral: {
        label: "Partagés",
        note: "Plusieurs l’ont fait. Indiqués auprès de chacune d’elles, sans être divisés",
      },
      ofNobody: {
        label: "De personne",
        note: "Reportés entre sessions, ou inconnus : pas de comptage avant, personne de nommé",
      },
      total: "Écart total",
    },
    test_one:
      "« Par hasard » demande combien il est probable que les manques et les excédents se répartissent si inégalement s’ils étaient aussi faciles l’un que l’autre. Il faut 8 sessions avec un écart. Sur {{count, number}} examinée, le seul hasard en distingue environ une sur cent.",
    test_many:
      "« Par hasard » demande combien il est probable que les manques et les excédents se répartissent si inégalement s’ils étaient aussi faciles l’un que l’autre. Il faut 8 sessions avec un écart. Sur {{count, number}} examinées, le seul hasard en distingue environ une sur cent.",
    test_other:
      "« Par hasard » demande combien il est probable que les manques et les excédents se répartissent si inégalement s’ils étaient aussi faciles l’un que l’autre. Il faut 8 sessions avec un écart. Sur {{count, number}} examinées, le seul hasard en distingue environ une sur cent.",
    testNone: "« Par hasard » demande 8 sessions avec un écart, et personne n’en a autant ces jours-là.",
    caution:
      "Un chiffre dit ce que les comptages ont trouvé, pas pourquoi. Regardez les sessions avant de parler à qui que ce soit.",
  },
  policy: {
    heading: "Limites",
    window: "Sur {{days}}. Se règlent dans les paramètres.",
    single: "Une session avec un écart de {{amount}}",
    windowSum: "{{amount}} de manque cumulé",
    windowEvents_one: "{{count, number}} session hors tolérance",
    windowEvents_many: "{{count, number}} de sessions hors tolérance",
    windowEvents_other: "{{count, number}} sessions hors tolérance",
    reached: {
      single: "Une session avec un écart de {{amount}} ou plus",
      window_sum: "{{amount}} ou plus de manque cumulé",
      window_events: "{{amount}} sessions hors tolérance ou plus",
    },
    crossed_one: "{{limit}} : {{count, number}} session, {{amount}}",
    crossed_many: "{{limit}} : {{count, number}} de sessions, {{amount}}",
    crossed_other: "{{limit}} : {{count, number}} sessions, {{amount}}",
  },
  person: {
    alone: "Sessions seule",
    net: "Net, d’elle seule",
    perThousand: "Pour 1 000 d’espèces maniées",
    test: "En moins et en plus",
    ofSessions_one: "{{count, number}} session sur {{all, number}} a eu un intervalle qui relevait d’elle seule",
    ofSessions_many: "{{count, number}} sessions sur {{all, number}} ont eu un intervalle qui relevait d’elle seule",
    ofSessions_other: "{{count, number}} sessions sur {{all, number}} ont eu un intervalle qui relevait d’elle seule",
    cash: "{{amount}} d’espèces y ont été maniés",
    beyond_one: "{{count, number}} hors tolérance",
    beyond_many: "{{count, number}} hors tolérance",
    beyond_other: "{{count, number}} hors tolérance",
    shortAndOver: "{{short}} en moins, {{over}} en plus",
    peersHave_one: "Les autres aux mêmes emplacements : {{rate}} en {{count, number}} session",
    peersHave_many: "Les autres aux mêmes emplacements : {{rate}} en {{count, number}} de sessions",
    peersHave_other: "Les autres aux mêmes emplacements : {{rate}} en {{count, number}} sessions",
    shorts_one: "{{count, number}} en moins, {{over, number}} en plus",
    shorts_many: "{{count, number}} en moins, {{over, number}} en plus",
    shorts_other: "{{count, number}} en moins, {{over, number}} en plus",
    needsMore_one: "Données insuffisantes : {{count, number}} session avait un écart, et moins de 8 ne disent rien",
    needsMore_many:
      "Données insuffisantes : {{count, number}} de sessions avaient un écart, et moins de 8 ne disent rien",
    needsMore_other:
      "Données insuffisantes : {{count, number}} sessions avaient un écart, et moins de 8 ne disent rien",
    byChance: "Le seul hasard les répartit aussi inégalement une fois sur {{odds}}",
    asByChance: "Le seul hasard les répartit aussi inégalement dans {{percent}} des cas",
    places: "Par emplacement",
    aloneBrief_one: "{{count, number}} session seule",
    aloneBrief_many: "{{count, number}} de sessions seule",
    aloneBrief_other: "{{count, number}} sessions seule",
    locationUnknown: "Emplacement inconnu",
    peersRate: "Les autres pour 1 000",
    closed: "clôturée {{when}}",
    placesCaption: "Les chiffres de cette personne à chaque emplacement, à côté de ceux des autres",
    largest: "Les plus grands écarts, d’elle seule",
    largestEmpty: "Aucune session avec un intervalle qui relevait d’elle seule n’avait d’écart ces jours-là.",
    shared: "Partagé avec d’autres",
    sharedNote: "le montant entier, non divisé",
    sharedEmpty: "Aucune session partagée avec d’autres n’avait d’écart ces jours-là.",
    nothing: "Rien de cette personne ces jours-là",
    nothingWhy: "Elle n’est dans aucune session clôturée de ces jours dont le journal a été lu.",
  },
  personPage: {
    thisShopsSessionsName: "Les sessions de cette boutique ne nomment personne de ce numéro.",
    allStaff: "Tout le personnel",
  },
};
