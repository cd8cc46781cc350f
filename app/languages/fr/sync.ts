export default {
  asOfLine: {
    noDataYet: "Pas encore de données",
    notCompleteYet: "Pas encore complet",
    ledgersUnread_one: "{{count, number}} journal reste à lire",
    ledgersUnread_many: "{{count, number}} de journaux restent à lire",
    ledgersUnread_other: "{{count, number}} journaux restent à lire",
    queued: "En attente de lecture dans Shopify",
    retriesAt: "Un nouvel essai se fait de lui-même à {{retriesAt}}.",
    retriesOnVisit: "Un nouvel essai se fera à votre prochaine visite.",
    failed: "Les chiffres n’ont pas pu être mis à jour",
    dataAsOf: "Données du {{when}}, {{ago}}",
    workedOut: "Les chiffres sont recalculés selon les nouveaux paramètres : {{done, number}} sur {{of, number}}",
    waiting: "En attente de Shopify",
    waitingUntil: "En attente de Shopify jusqu’à {{time}}",
    reading: "Lecture dans Shopify",
    onceMore: "{{activity}}, encore une fois",
    onceMoreBackTo: "{{activity}}, encore une fois, en remontant au {{day}}",
    soFar_one: "{{activity}} : {{count, number}} session jusqu’ici",
    soFar_many: "{{activity}} : {{count, number}} de sessions jusqu’ici",
    soFar_other: "{{activity}} : {{count, number}} sessions jusqu’ici",
    soFarBackTo_one: "{{activity}} : {{count, number}} session jusqu’ici, en remontant au {{day}}",
    soFarBackTo_many: "{{activity}} : {{count, number}} de sessions jusqu’ici, en remontant au {{day}}",
    soFarBackTo_other: "{{activity}} : {{count, number}} sessions jusqu’ici, en remontant au {{day}}",
    away: "Till Ledger est injoignable pour le moment",
    awayWhat:
      "Cette page reste telle qu’elle a été lue à {{time}}, et ce que vous avez saisi reste aussi. Un nouvel essai se fait de lui-même.",
    untilThen: "D’ici là, les chiffres sont ceux du {{when}}.",
  },
  comparedDifference: {
    differs: "Diffère",
    agreesSince: "Concorde depuis",
    agreesAgain: "{{when}}. {{reread}}, et concordent depuis.",
    stillDiffers: "{{when}}. {{reread}}, et diffèrent encore. Les sessions sont affichées selon Shopify.",
    whatDiffers: "Ce qui diffère : {{name}}, {{when}}",
    shopifysTotal: "Total de Shopify",
  },
  drawerComparison: {
    title: "Comparé aux totaux de Shopify",
    notYet:
      "Une fois par jour, les totaux de chaque tiroir-caisse sont comparés à ceux de Shopify. La première fois est encore à venir.",
    rereadAt: "Les sessions de ce temps ont été relues le {{rereadAt}}",
    differ_one: "Une période d’un tiroir-caisse diffère",
    differ_many: "Des périodes de {{count, number}} de tiroirs-caisses diffèrent",
    differ_other: "Des périodes de {{count, number}} tiroirs-caisses diffèrent",
    summary_one:
      "{{result}} : {{count, number}} tiroir-caisse avec {{sessions}} sur les cinq dernières semaines, dernière comparaison {{ago}}.",
    summary_many:
      "{{result}} : {{count, number}} de tiroirs-caisses avec {{sessions}} sur les cinq dernières semaines, dernière comparaison {{ago}}.",
    summary_other:
      "{{result}} : {{count, number}} tiroirs-caisses avec {{sessions}} sur les cinq dernières semaines, dernière comparaison {{ago}}.",
  },
  legacyHistory: {
    sessions_one:
      "{{count, number}} session d’avant la refonte de mars 2026 est ici, telle que l’ancien suivi des espèces de Shopify la donne.",
    sessions_many:
      "{{count, number}} de sessions d’avant la refonte de mars 2026 sont ici, telles que l’ancien suivi des espèces de Shopify les donne.",
    sessions_other:
      "{{count, number}} sessions d’avant la refonte de mars 2026 sont ici, telles que l’ancien suivi des espèces de Shopify les donne.",
    leftOut_one:
      "{{count, number}} autre de ses sessions est laissée de côté : le même service est ici tel que Shopify le donne maintenant.",
    leftOut_many:
      "{{count, number}} d’autres de ses sessions sont laissées de côté : les mêmes services sont ici selon Shopify maintenant.",
    leftOut_other:
      "{{count, number}} autres de ses sessions sont laissées de côté : les mêmes services sont ici selon Shopify maintenant.",
    heldBack_one:
      "{{count, number}} session est retenue : elle a eu lieu au même moment et au même endroit qu’une plus récente, et sans son appareil, il est impossible de dire si c’est le même service.",
    heldBack_many:
      "{{count, number}} de sessions sont retenues : elles ont eu lieu au même moment et au même endroit que de plus récentes, et sans leurs appareils, il est impossible de dire si ce sont les mêmes services.",
    heldBack_other:
      "{{count, number}} sessions sont retenues : elles ont eu lieu au même moment et au même endroit que de plus récentes, et sans leurs appareils, il est impossible de dire si ce sont les mêmes services.",
    stillReading: "De plus anciennes sont encore en cours de lecture.",
    unavailable:
      "Shopify ne donne pas pour le moment de sessions de son ancien suivi des espèces. Ce qui a été lu reste ; la question est reposée chaque jour.",
  },
  locationComparison: {
    title: "Comparé par emplacement et par jour",
    explanation:
      "Shopify totalise aussi la journée de chaque emplacement, pour les personnes autorisées à voir les sessions de suivi des paiements. Comparez ses 7 derniers jours à ce qui est ici.",
    compare: "Comparer aux totaux de Shopify",
    nothingDiffers: "Rien ne diffère",
    rereadAt: "Les sessions de ce jour ont été relues le {{rereadAt}}",
    differ_one: "La journée d’un emplacement diffère",
    differ_many: "{{count, number}} de journées d’emplacements diffèrent",
    differ_other: "{{count, number}} journées d’emplacements diffèrent",
    summary_one: "{{result}} : {{count, number}} emplacement, {{days}}, dernière comparaison {{ago}}.",
    summary_many: "{{result}} : {{count, number}} d’emplacements, {{days}}, dernière comparaison {{ago}}.",
    summary_other: "{{result}} : {{count, number}} emplacements, {{days}}, dernière comparaison {{ago}}.",
    unsettled_one:
      "La journée d’un emplacement n’a pas pu être totalisée : une session n’était pas finie, ou son journal restait à lire.",
    unsettled_many:
      "{{count, number}} de journées d’emplacements n’ont pas pu être totalisées : une session n’était pas finie, ou son journal restait à lire.",
    unsettled_other:
      "{{count, number}} journées d’emplacements n’ont pas pu être totalisées : une session n’était pas finie, ou son journal restait à lire.",
  },
  syncPage: {
    contents: "Données disponibles",
    ledgerEntries: "Lignes de leurs journaux",
    reachesBackTo: "Remonte au",
    stillToBeRead: "Reste à lire",
    nothing: "Rien",
    readAgain: "Relire les dernières semaines",
    readAgainWhat:
      "Les nouveaux chiffres arrivent d’eux-mêmes. Ceci relit aussi les sessions clôturées des cinq dernières semaines.",
    nothingRead: "Rien n’a encore été lu",
    firstSession: "{{legacyFrom}}, la première session",
    firstSessionOn: "{{day}}, la première session",
    readingOlder: "{{day}} ; des sessions plus anciennes sont en cours de lecture",
    runs: "Lu dans Shopify, 7 derniers jours",
    runsCaption: "Lectures dans Shopify, la plus récente d’abord",
    when: "Quand",
    result: "Résultat",
    entries: "Lignes",
    requests: "Requêtes",
    points: "Points",
    since: "depuis {{start}}",
    notEverything: "Pas tout",
    wasToRetryAt: "Un nouvel essai devait avoir lieu à {{goesOnAt}}.",
    notRetried: "Il n’y a pas eu de nouvel essai automatique.",
    times_one: "{{what}}, {{count, number}} fois",
    times_many: "{{what}}, {{count, number}} de fois",
    times_other: "{{what}}, {{count, number}} fois",
  },
  unreadSessions: {
    title_one: "{{count, number}} session n’a pas pu être lue",
    title_many: "{{count, number}} de sessions n’ont pas pu être lues",
    title_other: "{{count, number}} sessions n’ont pas pu être lues",
  },
};
