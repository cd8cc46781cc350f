export default {
  alerts: {
    title: "Alertes",
    what: "Lance vos workflows Shopify Flow quand les espèces ne concordent pas : un message dans Slack, un e-mail, une tâche. Till Ledger dit ce qui s’est passé ; le workflow décide qui en est informé.",
    isOn: "Prévenir Shopify Flow",
    isOnHelp:
      "Dès que vous enregistrez, pour ce qui se passe à partir de là. Faites commencer un workflow par « Cash discrepancy found » ou « Cash exception found ».",
    kinds: "Prévenir de",
    amounts: "À partir de quel montant",
    leastAmount: "Au moins, en {{currency}}",
    leastAmountHelp: "Champ vide : tout ce que la gravité laisse passer",
    locations: "Emplacements",
    allLocations: "Les alertes portent sur tous les emplacements.",
    addLocation: "Ces emplacements seulement",
    chooseLocation: "Choisissez un emplacement…",
  },
  alertKind: {
    discrepancy: {
      label: "Sessions qui se terminent avec un excédent ou un manquant",
      help: "Hors tolérance, ou devenues telles après une rectification de Shopify.",
    },
    stale_open: {
      label: "Sessions restées ouvertes",
      help: "Plus longtemps que réglé sous « Journée comptable et semaine ».",
    },
    carry_over_gap: {
      label: "Espèces perdues ou trouvées entre deux sessions",
      help: "Quand le solde d’un tiroir-caisse change, hors tolérance, entre une clôture et l’ouverture suivante.",
    },
  },
  alertSeverity: {
    warning: {
      label: "Tout ce qui est hors tolérance",
      help: "Gravité « warning » et « critical »",
    },
    critical: {
      label: "Seulement ce qui mérite un entretien",
      help: "Gravité « critical » : un écart du montant réglé sous « Quand regarder de plus près », ou davantage",
    },
  },
  alertSeverityInLine: {
    warning: "tout ce qui est hors tolérance",
    critical: "seulement ce qui mérite un entretien",
  },
  alertState: {
    title: "Où en sont les alertes",
    lastSent: "Dernier envoi {{when}}, pour la",
    neverSent: "Aucune n’a encore été envoyée.",
    session: "session {{id}}",
    waiting_one: "{{count, number}} alerte attend d’être envoyée.",
    waiting_many: "{{count, number}} d’alertes attendent d’être envoyées.",
    waiting_other: "{{count, number}} alertes attendent d’être envoyées.",
    missedTitle_one: "{{count, number}} alerte des 7 derniers jours n’est peut-être pas arrivée",
    missedTitle_many: "{{count, number}} d’alertes des 7 derniers jours ne sont peut-être pas arrivées",
    missedTitle_other: "{{count, number}} alertes des 7 derniers jours ne sont peut-être pas arrivées",
    missedWhat:
      "Des workflows n’ont peut-être pas été lancés. Les sessions elles-mêmes sont dans les listes, comme toujours.",
    missedLine: "{{kind}}, {{when}} :",
  },
  alertTrouble: {
    unknownTrigger:
      "Shopify Flow ne connaît pas le déclencheur : cette version de Till Ledger a été installée sans son extension Flow. Demandez à la personne qui exploite l’application de la déployer ; les alertes de moins d’un jour suivent alors d’elles-mêmes.",
    refusedPayload:
      "Shopify Flow n’a pas accepté ce que Till Ledger a envoyé. C’est une erreur de notre part : veuillez prévenir l’assistance. L’alerte n’est pas renvoyée.",
    noAnswer:
      "La connexion a été coupée après l’envoi : personne ne sait si l’alerte est arrivée. Elle n’est pas renvoyée, pour qu’aucun workflow ne soit lancé deux fois. Regardez la session vous-même.",
    noAccess:
      "Shopify a retiré à l’application l’accès à la boutique. Ouvrir l’application dans la boutique le renouvelle.",
    storeClosed:
      "La boutique est gelée ou verrouillée. Les alertes de moins d’un jour suivent quand elle est de nouveau ouverte.",
    unreachable: "Shopify n’a pas pu être joint. Un nouvel essai a lieu de lui-même, pendant un jour.",
    givenUp: "L’envoi a échoué pendant un jour. Une alerte aussi ancienne n’est plus envoyée.",
  },
  onOff: {
    on: "oui",
    off: "non",
  },
};
