export default {
  drawerHeading: {
    name: "Tiroir-caisse",
    location: "Emplacement",
    balance: "Contenu actuel",
    sessions: "Sessions",
    expectedAtClose: "Attendu",
    countedAtClose: "Compté",
    short: "Manquant",
    over: "Excédent",
    net: "Net",
    rate: "Hors",
    gaps: "Écarts de report",
    last: "Dernière session",
  },
  drawerBalance: {
    shopify: "{{when}}",
    open_session: "attendu, {{when}}",
    last_session: "laissé {{when}}",
  },
  drawers: {
    title: "Tiroirs-caisses",
    caption: "Espèces par tiroir-caisse, {{range}}",
    total: "Total",
    totalOf: "Total, {{currency}}",
    gapsOf_one: "{{count, number}} écart de report",
    gapsOf_many: "{{count, number}} d’écarts de report",
    gapsOf_other: "{{count, number}} écarts de report",
    inIt: "contient {{amount}}",
    beyondTolerance: " tolérance",
    noBalance: "Shopify n’indique pas de solde pour ce tiroir-caisse",
    noSession: "Pas encore de session",
    runsNow: "en cours",
    beyond_one: "{{count, number}} hors tolérance",
    beyond_many: "{{count, number}} hors tolérance",
    beyond_other: "{{count, number}} hors tolérance",
    gapsExplained:
      "Un écart de report : à l’ouverture, le tiroir-caisse ne contenait pas ce que la session précédente y avait laissé. Entre-temps, quelque chose a disparu ou réapparu.",
    missing: {
      title: "Ce tiroir-caisse n’existe pas",
      explanation: "La boutique n’a pas de tiroir-caisse à cette adresse. Il a peut-être été supprimé dans Shopify.",
      back: "Tous les tiroirs-caisses",
    },
    page_one: "Page {{page, number}} sur {{pages, number}}, {{count, number}} ligne",
    page_many: "Page {{page, number}} sur {{pages, number}}, {{count, number}} de lignes",
    page_other: "Page {{page, number}} sur {{pages, number}}, {{count, number}} lignes",
    previous: "Page précédente",
    next: "Page suivante",
    lost: "{{amount}} perdu",
    found: "{{amount}} trouvé",
  },
  locationChoice: {
    label: "Emplacement",
    all: "Tous les emplacements",
  },
  drawer: {
    now: "Dans le tiroir-caisse en ce moment",
    unknownNow: "Ni Shopify ni une session ne le dit",
    lastSession: "Dernière session",
    runningSession: "Session en cours",
    sessions: "Toutes les sessions de ces jours",
    noSession: "Aucune session ces jours-là.",
  },
  handovers: {
    heading: "D’une session à l’autre",
    none: "Ces jours-là, le tiroir-caisse n’est jamais passé directement d’une session comptée à la suivante.",
    allEven_one:
      "La {{count, number}} fois, le tiroir-caisse contenait à l’ouverture ce que la session précédente y avait laissé.",
    allEven_many:
      "Les {{count, number}} de fois, le tiroir-caisse contenait à l’ouverture ce que la session précédente y avait laissé.",
    allEven_other:
      "Les {{count, number}} fois, le tiroir-caisse contenait à l’ouverture ce que la session précédente y avait laissé.",
    summary_one:
      "{{gaps, number}} fois sur {{count, number}}, le tiroir-caisse ne contenait pas à l’ouverture ce que la session précédente y avait laissé",
    summary_many:
      "{{gaps, number}} fois sur {{count, number}}, le tiroir-caisse ne contenait pas à l’ouverture ce que la session précédente y avait laissé",
    summary_other:
      "{{gaps, number}} fois sur {{count, number}}, le tiroir-caisse ne contenait pas à l’ouverture ce que la session précédente y avait laissé",
    showAll: "Afficher chaque passage",
    showGaps: "Afficher les écarts seulement",
    onlyLatest_one:
      "Le dernier : {{shown, number}} sur {{count, number}} ; choisissez moins de jours pour voir les précédents.",
    onlyLatest_many:
      "Les derniers : {{shown, number}} sur {{count, number}} ; choisissez moins de jours pour voir les précédents.",
    onlyLatest_other:
      "Les derniers : {{shown, number}} sur {{count, number}} ; choisissez moins de jours pour voir les précédents.",
    caption: "Comment le tiroir-caisse est passé d’une session à l’autre",
    closed: "Clôture",
    opened: "Ouverture",
    between: "Entre les deux",
    left: "Laissé",
    expected: "Attendu",
    counted: "Compté",
    gap: "Écart",
    books: "dont {{amount}} dans le solde de Shopify, avant tout comptage",
    leftAndCounted: "laissé {{left}}, compté {{counted}}",
    lost: "perdu",
    found: "trouvé",
  },
  removals: {
    heading: "Sorti du tiroir-caisse",
    explanation:
      "Ce qui a quitté le tiroir-caisse sans être une vente, de la monnaie rendue ou un remboursement : prélèvements, sorties de caisse et ce qui a été retiré à la clôture.",
    none: "Rien n’a été retiré du tiroir-caisse ces jours-là.",
    caption: "Ce qui a quitté le tiroir-caisse",
    total: "En tout",
    duringSessions: "Prélèvements et sorties de caisse",
    atClosing: "À la clôture",
    unexplained: "Sans explication",
    closingNote:
      "À la clôture, la caisse ne demande pas de motif ; {{amount}} de ce qui a été retiré alors n’a pas de note non plus.",
    unread_one:
      "Le journal de {{count, number}} session reste à lire : seul ce qui y a été retiré à la clôture figure ici.",
    unread_many:
      "Les journaux de {{count, number}} de sessions restent à lire : seul ce qui y a été retiré à la clôture figure ici.",
    unread_other:
      "Les journaux de {{count, number}} sessions restent à lire : seul ce qui y a été retiré à la clôture figure ici.",
    showAll: "Tout afficher",
    showUnexplained: "Afficher ce que personne n’a expliqué",
    onlyLatest_one:
      "Le dernier : {{shown, number}} sur {{count, number}} ; choisissez moins de jours pour voir les précédents.",
    onlyLatest_many:
      "Les derniers : {{shown, number}} sur {{count, number}} ; choisissez moins de jours pour voir les précédents.",
    onlyLatest_other:
      "Les derniers : {{shown, number}} sur {{count, number}} ; choisissez moins de jours pour voir les précédents.",
    when: "Quand",
    what: "Quoi",
    who: "Qui",
    why: "Note",
    amount: "Montant",
    silent: "Ni motif ni note",
    noNote: "Pas de note",
  },
  devices: {
    heading: "Appareils",
    caption: "Appareils qui ont travaillé sur le tiroir-caisse",
    none: "Aucune session ces jours-là.",
    device: "Appareil",
    unknown: "Inconnu",
    notShown: "Shopify ne nomme l’appareil d’une session qu’avec l’autorisation de lire les commandes.",
    sessions: "Sessions",
    lastUsed: "Dernière utilisation",
  },
  sharedUse: {
    heading: "Utilisé par plusieurs à la fois",
    none: "Jamais deux sessions n’ont eu lieu en même temps sur ce tiroir-caisse.",
    summary_one:
      "{{count, number}} fois, {{hours}} en tout. L’écart trouvé alors est celui de tous ceux qui ont manipulé des espèces, pas de la personne qui a clôturé.",
    summary_many:
      "{{count, number}} de fois, {{hours}} en tout. L’écart trouvé alors est celui de tous ceux qui ont manipulé des espèces, pas de la personne qui a clôturé.",
    summary_other:
      "{{count, number}} fois, {{hours}} en tout. L’écart trouvé alors est celui de tous ceux qui ont manipulé des espèces, pas de la personne qui a clôturé.",
    onlyLatest_one: "La dernière ({{count, number}}) :",
    onlyLatest_many: "Les {{count, number}} dernières :",
    onlyLatest_other: "Les {{count, number}} dernières :",
    still: "encore",
    unnamed: "session {{id}}",
    device: "appareil {{id}}",
  },
};
