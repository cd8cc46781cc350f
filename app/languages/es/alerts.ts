export default {
  alerts: {
    title: "Alertas",
    what: "Inicia sus flujos de trabajo de Shopify Flow cuando el efectivo no cuadra: un mensaje en Slack, un correo electrónico, una tarea. Till Ledger dice qué ocurrió; el flujo decide quién se entera.",
    isOn: "Avisar a Shopify Flow",
    isOnHelp:
      "Desde que guarde, y por lo que ocurra a partir de entonces. Comience un flujo con «Cash discrepancy found» o «Cash exception found».",
    kinds: "Avisar de",
    amounts: "A partir de cuánto se avisa",
    leastAmount: "Al menos, en {{currency}}",
    leastAmountHelp: "Si está vacío: todo lo que la gravedad deje pasar",
    locations: "Sucursales",
    allLocations: "Las alertas abarcan todas las sucursales.",
    addLocation: "Solo estas sucursales",
    chooseLocation: "Elija una sucursal…",
  },
  alertKind: {
    discrepancy: {
      label: "Sesiones que terminan con sobrante o faltante",
      help: "Fuera de tolerancia, o que pasan a estarlo porque Shopify las rectifica.",
    },
    stale_open: {
      label: "Sesiones que quedaron abiertas",
      help: "Más tiempo del fijado en «Día comercial y semana».",
    },
    carry_over_gap: {
      label: "Efectivo perdido o encontrado entre dos sesiones",
      help: "Cuando el saldo de un cajón cambia, fuera de tolerancia, entre un cierre y la apertura siguiente.",
    },
  },
  alertSeverity: {
    warning: {
      label: "Todo lo que esté fuera de tolerancia",
      help: "Gravedad «warning» y «critical»",
    },
    critical: {
      label: "Solo lo que merezca una conversación",
      help: "Gravedad «critical»: una diferencia del importe fijado en «Cuándo examinar más de cerca», o mayor",
    },
  },
  alertSeverityInLine: {
    warning: "todo lo que esté fuera de tolerancia",
    critical: "solo lo que merezca una conversación",
  },
  alertState: {
    title: "Cómo van las alertas",
    lastSent: "Último envío {{when}}, por la",
    neverSent: "Aún no se ha enviado ninguna.",
    session: "sesión {{id}}",
    waiting_one: "{{count, number}} alerta espera su envío.",
    waiting_many: "{{count, number}} de alertas esperan su envío.",
    waiting_other: "{{count, number}} alertas esperan su envío.",
    missedTitle_one: "{{count, number}} alerta de los últimos 7 días quizá no llegó",
    missedTitle_many: "{{count, number}} de alertas de los últimos 7 días quizá no llegaron",
    missedTitle_other: "{{count, number}} alertas de los últimos 7 días quizá no llegaron",
    missedWhat: "Puede que sus flujos no se ejecutaran. Las sesiones están en las listas, como siempre.",
    missedLine: "{{kind}}, {{when}}:",
  },
  alertTrouble: {
    unknownTrigger:
      "Shopify Flow no conoce el desencadenador: esta versión de Till Ledger se instaló sin su extensión de Flow. Pida a quien administre la aplicación que la despliegue; las alertas de menos de un día se enviarán entonces por sí solas.",
    refusedPayload:
      "Shopify Flow no aceptó lo que envió Till Ledger. Es un error nuestro: avise al servicio de soporte. La alerta no se repite.",
    noAnswer:
      "La conexión se cortó después del envío, así que nadie sabe si llegó. No se repite, para que ningún flujo se ejecute dos veces. Conviene revisar la sesión.",
    noAccess: "Shopify retiró a la aplicación el acceso a la tienda. Se renueva al abrir la aplicación en la tienda.",
    storeClosed:
      "La tienda está congelada o bloqueada. Las alertas de menos de un día se enviarán cuando vuelva a estar abierta.",
    unreachable: "No se pudo acceder a Shopify. Se vuelve a intentar durante un día, por sí solo.",
    givenUp: "No se pudo enviar durante un día. Las alertas tan antiguas ya no se envían.",
  },
  onOff: {
    on: "activado",
    off: "desactivado",
  },
};
