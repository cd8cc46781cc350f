export default {
  asOfLine: {
    noDataYet: "Aún sin datos",
    notCompleteYet: "Aún incompleto",
    ledgersUnread_one: "falta leer {{count, number}} libro",
    ledgersUnread_many: "falta leer {{count, number}} de libros",
    ledgersUnread_other: "falta leer {{count, number}} libros",
    queued: "Esperando para leer en Shopify",
    retriesAt: "Se intenta de nuevo por sí solo a las {{retriesAt}}.",
    retriesOnVisit: "Se intenta de nuevo en su próxima visita.",
    failed: "No se pudieron actualizar las cifras",
    dataAsOf: "Datos del {{when}}, {{ago}}",
    workedOut: "Las cifras se recalculan según la nueva configuración: {{done, number}} de {{of, number}}",
    waiting: "Esperando a Shopify",
    waitingUntil: "Esperando a Shopify hasta las {{time}}",
    reading: "Leyendo en Shopify",
    onceMore: "{{activity}}, otra vez",
    onceMoreBackTo: "{{activity}}, otra vez, hasta el {{day}}",
    soFar_one: "{{activity}}: {{count, number}} sesión hasta ahora",
    soFar_many: "{{activity}}: {{count, number}} de sesiones hasta ahora",
    soFar_other: "{{activity}}: {{count, number}} sesiones hasta ahora",
    soFarBackTo_one: "{{activity}}: {{count, number}} sesión hasta ahora, hasta el {{day}}",
    soFarBackTo_many: "{{activity}}: {{count, number}} de sesiones hasta ahora, hasta el {{day}}",
    soFarBackTo_other: "{{activity}}: {{count, number}} sesiones hasta ahora, hasta el {{day}}",
    away: "En este momento no se puede acceder a Till Ledger",
    awayWhat:
      "Esta página queda tal como se leyó a las {{time}}, y lo que escribió también queda. Se intenta de nuevo por sí solo.",
    untilThen: "Hasta entonces las cifras son las del {{when}}.",
  },
  comparedDifference: {
    differs: "Difiere",
    agreesSince: "Coincide desde entonces",
    agreesAgain: "{{when}}. {{reread}}, y coinciden desde entonces.",
    stillDiffers: "{{when}}. {{reread}}, y siguen difiriendo. Las sesiones se muestran según Shopify.",
    whatDiffers: "Qué difiere: {{name}}, {{when}}",
    shopifysTotal: "Total de Shopify",
  },
  drawerComparison: {
    title: "Comparado con los totales de Shopify",
    notYet:
      "Una vez al día, los totales de cada cajón se comparan con los de Shopify. La primera vez aún está por venir.",
    rereadAt: "Las sesiones de ese tiempo se volvieron a leer el {{rereadAt}}",
    differ_one: "Difiere un periodo de un cajón",
    differ_many: "Difieren periodos de {{count, number}} de cajones",
    differ_other: "Difieren periodos de {{count, number}} cajones",
    summary_one:
      "{{result}}: {{count, number}} cajón con {{sessions}} en las últimas cinco semanas, comparado por última vez {{ago}}.",
    summary_many:
      "{{result}}: {{count, number}} de cajones con {{sessions}} en las últimas cinco semanas, comparados por última vez {{ago}}.",
    summary_other:
      "{{result}}: {{count, number}} cajones con {{sessions}} en las últimas cinco semanas, comparados por última vez {{ago}}.",
  },
  legacyHistory: {
    sessions_one:
      "{{count, number}} sesión anterior al rediseño de marzo de 2026 está aquí como la da el seguimiento de efectivo anterior de Shopify.",
    sessions_many:
      "{{count, number}} de sesiones anteriores al rediseño de marzo de 2026 están aquí como las da el seguimiento de efectivo anterior de Shopify.",
    sessions_other:
      "{{count, number}} sesiones anteriores al rediseño de marzo de 2026 están aquí como las da el seguimiento de efectivo anterior de Shopify.",
    leftOut_one:
      "Se deja fuera {{count, number}} sesión más de este: el mismo turno está aquí como lo da Shopify ahora.",
    leftOut_many:
      "Se dejan fuera {{count, number}} de sesiones más de este: los mismos turnos están aquí como los da Shopify ahora.",
    leftOut_other:
      "Se dejan fuera {{count, number}} sesiones más de este: los mismos turnos están aquí como los da Shopify ahora.",
    heldBack_one:
      "Se retiene {{count, number}} sesión: transcurrió a la misma hora y en el mismo lugar que otra más nueva, y sin su dispositivo nadie puede decir si es el mismo turno.",
    heldBack_many:
      "Se retienen {{count, number}} de sesiones: transcurrieron a la misma hora y en el mismo lugar que otras más nuevas, y sin sus dispositivos nadie puede decir si son los mismos turnos.",
    heldBack_other:
      "Se retienen {{count, number}} sesiones: transcurrieron a la misma hora y en el mismo lugar que otras más nuevas, y sin sus dispositivos nadie puede decir si son los mismos turnos.",
    stillReading: "Otras más antiguas aún se están leyendo.",
    unavailable:
      "Por ahora Shopify no da sesiones de su seguimiento de efectivo anterior. Lo leído queda; se vuelve a preguntar cada día.",
  },
  locationComparison: {
    title: "Comparado por sucursal y día",
    explanation:
      "Shopify también suma el día de cada sucursal, para quienes pueden ver las sesiones de seguimiento de pagos. Compare sus últimos 7 días con lo que hay aquí.",
    compare: "Comparar con los totales de Shopify",
    nothingDiffers: "Nada difiere",
    rereadAt: "Las sesiones de ese día se volvieron a leer el {{rereadAt}}",
    differ_one: "Difiere el día de una sucursal",
    differ_many: "Difieren {{count, number}} de días de sucursales",
    differ_other: "Difieren {{count, number}} días de sucursales",
    summary_one: "{{result}}: {{count, number}} sucursal, {{days}}, última comparación {{ago}}.",
    summary_many: "{{result}}: {{count, number}} de sucursales, {{days}}, última comparación {{ago}}.",
    summary_other: "{{result}}: {{count, number}} sucursales, {{days}}, última comparación {{ago}}.",
    unsettled_one: "No se pudo sumar el día de una sucursal: una sesión no había terminado, o faltaba leer su libro.",
    unsettled_many:
      "No se pudieron sumar {{count, number}} de días de sucursales: una sesión no había terminado, o faltaba leer su libro.",
    unsettled_other:
      "No se pudieron sumar {{count, number}} días de sucursales: una sesión no había terminado, o faltaba leer su libro.",
  },
  syncPage: {
    contents: "Datos disponibles",
    ledgerEntries: "Líneas de sus libros",
    reachesBackTo: "Se remonta a",
    stillToBeRead: "Falta leer",
    nothing: "Nada",
    readAgain: "Volver a leer las últimas semanas",
    readAgainWhat:
      "Las cifras nuevas llegan por sí solas. Esto también lee sesiones cerradas de las últimas cinco semanas.",
    nothingRead: "Aún no se ha leído nada",
    firstSession: "{{legacyFrom}}, la primera sesión",
    firstSessionOn: "{{day}}, la primera sesión",
    readingOlder: "{{day}}; se están leyendo sesiones anteriores",
    runs: "Leído en Shopify, últimos 7 días",
    runsCaption: "Lecturas en Shopify, la más reciente primero",
    when: "Cuándo",
    result: "Resultado",
    entries: "Líneas",
    requests: "Solicitudes",
    points: "Puntos",
    since: "desde {{start}}",
    notEverything: "No todo",
    wasToRetryAt: "Debía intentarse de nuevo a las {{goesOnAt}}.",
    notRetried: "No se intentó de nuevo por sí solo.",
    times_one: "{{what}}, {{count, number}} vez",
    times_many: "{{what}}, {{count, number}} de veces",
    times_other: "{{what}}, {{count, number}} veces",
  },
  unreadSessions: {
    title_one: "No se pudo leer {{count, number}} sesión",
    title_many: "No se pudieron leer {{count, number}} de sesiones",
    title_other: "No se pudieron leer {{count, number}} sesiones",
  },
};
