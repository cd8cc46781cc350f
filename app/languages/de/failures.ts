export default {
  failure: {
    ACCESS_DENIED:
      "Die App darf die Kassensitzungen des Shops nicht mehr lesen. Alles bisher Gelesene bleibt erhalten; Neueres kommt erst, wenn die Berechtigung wieder erteilt ist.",
    BAD_RESPONSE:
      "Shopifys Antwort war nicht zu verstehen. Alles bisher Gelesene bleibt erhalten; was sich seither geändert hat, fehlt.",
    CANCELLED: "Das Lesen wurde vor dem Ende abgebrochen. Alles bisher Gelesene bleibt erhalten; der Rest folgt.",
    COST_EXCEEDED:
      "Shopify fand eine unserer Anfragen zu groß, so klein wir sie auch machten. Alles bisher Gelesene bleibt erhalten; noch nicht gelesene Sitzungen fehlen.",
    DATABASE_FULL:
      "Till Ledger hat keinen Platz mehr für das, was Shopify antwortet. Alles bisher Gespeicherte bleibt erhalten; was sich seither geändert hat, wird gelesen, sobald wieder Platz ist.",
    DATABASE_GONE:
      "Die Datenbank von Till Ledger war nicht zu erreichen. Alles bisher Gespeicherte bleibt erhalten; was sich seither geändert hat, wird gelesen, sobald sie wieder da ist.",
    FORBIDDEN:
      "Shopify hat den Zugriff auf die Daten des Shops verweigert. Alles bisher Gelesene bleibt erhalten; Neueres kommt erst, wenn der Zugriff wieder besteht. Öffnen Sie die App neu, das erneuert ihn.",
    GRAPHQL_ERROR:
      "Shopify hat eine unserer Anfragen nicht angenommen. Alles bisher Gelesene bleibt erhalten; was sich seither geändert hat, fehlt.",
    INTERNAL:
      "In Till Ledger ist etwas schiefgegangen. Alles bisher Gelesene bleibt erhalten; was sich seither geändert hat, fehlt vielleicht.",
    MALFORMED_ROW:
      "Eine Sitzung war so, wie Shopify sie gab, nicht zu lesen. Alle anderen sind hier; diese fehlt oder zeigt ältere Zahlen.",
    NOT_INSTALLED:
      "Die App hat keinen Zugriff mehr auf den Shop. Alles bisher Gelesene bleibt erhalten; Neueres kommt erst, wenn die App im Shop geöffnet wird.",
    PAGING_STUCK:
      "Shopify gab immer wieder denselben Teil einer Liste. Alles bisher Gelesene bleibt erhalten; noch nicht gelesene Sitzungen fehlen.",
    REFUSED:
      "Shopify hat die Antwort verweigert. Alles bisher Gelesene bleibt erhalten; was sich seither geändert hat, fehlt.",
    SEARCH_WARNING:
      "Shopify hat eine andere Anfrage beantwortet als die gestellte; die Antwort wurde daher nicht verwendet. Alles bisher Gelesene bleibt erhalten; was sich seither geändert hat, fehlt.",
    SHOP_FROZEN:
      "Der Shop ist wegen einer offenen Shopify-Rechnung eingefroren. Alles bisher Gelesene bleibt erhalten; das Lesen geht von selbst weiter, wenn die Rechnung bezahlt ist.",
    SHOP_LOCKED:
      "Shopify hat den Shop gesperrt. Alles bisher Gelesene bleibt erhalten; das Lesen geht von selbst weiter, wenn er entsperrt ist.",
    SHOP_NOT_FOUND: "Shopify kennt diesen Shop nicht mehr. Alles bisher Gelesene bleibt erhalten; Neueres kommt nicht.",
    SHOPIFY_UNAVAILABLE:
      "Shopify war nicht zu erreichen. Alles bisher Gelesene bleibt erhalten; was sich seither geändert hat, fehlt.",
    THROTTLED:
      "Shopify ließ uns eine Weile nichts mehr fragen; vielleicht verbraucht eine andere App das Kontingent des Shops. Alles bisher Gelesene bleibt erhalten; was sich seither geändert hat, fehlt.",
    TOKEN_REVOKED:
      "Shopify hat der App den Zugriff auf den Shop entzogen. Alles bisher Gelesene bleibt erhalten; Neueres kommt erst, wenn die App im Shop geöffnet wird, was den Zugriff erneuert.",
    TOO_SLOW:
      "Shopify brauchte zu lange für eine Antwort, selbst für eine einzelne Sitzung. Alles bisher Gelesene bleibt erhalten; noch nicht gelesene Sitzungen fehlen.",
  },
};
