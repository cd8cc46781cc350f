export default {
  failure: {
    ACCESS_DENIED:
      "La aplicación ya no puede leer las sesiones de caja de la tienda. Todo lo leído hasta ahora se conserva; no llega nada más nuevo hasta que se devuelva el permiso.",
    BAD_RESPONSE:
      "No se pudo entender la respuesta de Shopify. Todo lo leído hasta ahora se conserva; falta lo que ha cambiado desde entonces.",
    CANCELLED: "La lectura se canceló antes del final. Todo lo leído hasta ahora se conserva; el resto sigue.",
    COST_EXCEEDED:
      "Shopify consideró demasiado grande una de nuestras consultas, por pequeña que la hiciéramos. Todo lo leído hasta ahora se conserva; faltan las sesiones no leídas.",
    DATABASE_FULL:
      "Till Ledger no tiene más espacio para guardar lo que Shopify responde. Todo lo guardado hasta ahora se conserva; lo que ha cambiado desde entonces se lee en cuanto haya espacio.",
    DATABASE_GONE:
      "No se pudo acceder a la base de datos de Till Ledger. Todo lo guardado hasta ahora se conserva; lo que ha cambiado desde entonces se lee en cuanto vuelva.",
    FORBIDDEN:
      "Shopify negó el acceso a los datos de la tienda. Todo lo leído hasta ahora se conserva; no llega nada más nuevo hasta recuperar el acceso. Abrir de nuevo la aplicación lo renueva.",
    GRAPHQL_ERROR:
      "Shopify no aceptó una de nuestras consultas. Todo lo leído hasta ahora se conserva; falta lo que ha cambiado desde entonces.",
    INTERNAL:
      "Algo salió mal en Till Ledger. Todo lo leído hasta ahora se conserva; quizá falte lo que ha cambiado desde entonces.",
    MALFORMED_ROW:
      "No se pudo leer una sesión tal como la dio Shopify. Todas las demás están aquí; esa falta o muestra cifras anteriores.",
    NOT_INSTALLED:
      "La aplicación ya no tiene acceso a la tienda. Todo lo leído hasta ahora se conserva; no llega nada más nuevo hasta que se abra la aplicación en la tienda.",
    PAGING_STUCK:
      "Shopify dio una y otra vez la misma parte de una lista. Todo lo leído hasta ahora se conserva; faltan las sesiones no leídas.",
    REFUSED:
      "Shopify se negó a responder. Todo lo leído hasta ahora se conserva; falta lo que ha cambiado desde entonces.",
    SEARCH_WARNING:
      "Shopify respondió a una consulta distinta de la hecha, así que su respuesta no se usó. Todo lo leído hasta ahora se conserva; falta lo que ha cambiado desde entonces.",
    SHOP_FROZEN:
      "La tienda está congelada por una factura de Shopify pendiente. Todo lo leído hasta ahora se conserva; la lectura continúa sola cuando se pague la factura.",
    SHOP_LOCKED:
      "Shopify bloqueó la tienda. Todo lo leído hasta ahora se conserva; la lectura continúa sola cuando se desbloquee.",
    SHOP_NOT_FOUND: "Shopify ya no conoce esta tienda. Todo lo leído hasta ahora se conserva; no llega nada más nuevo.",
    SHOPIFY_UNAVAILABLE:
      "No se pudo acceder a Shopify. Todo lo leído hasta ahora se conserva; falta lo que ha cambiado desde entonces.",
    THROTTLED:
      "Shopify no nos dejó hacer más consultas por un tiempo; quizá otra aplicación agote el cupo de la tienda. Todo lo leído hasta ahora se conserva; falta lo que ha cambiado desde entonces.",
    TOKEN_REVOKED:
      "Shopify retiró a la aplicación el acceso a la tienda. Todo lo leído hasta ahora se conserva; no llega nada más nuevo hasta que se abra la aplicación en la tienda, lo que lo renueva.",
    TOO_SLOW:
      "Shopify tardó demasiado en responder, incluso por una sola sesión. Todo lo leído hasta ahora se conserva; faltan las sesiones no leídas.",
  },
};
