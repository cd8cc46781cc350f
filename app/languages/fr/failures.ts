export default {
  failure: {
    ACCESS_DENIED:
      "L’application ne peut plus lire les sessions de caisse de la boutique. Tout ce qui est déjà lu est conservé ; rien de plus récent n’arrivera avant que l’autorisation soit rendue.",
    BAD_RESPONSE:
      "La réponse de Shopify n’a pas pu être comprise. Tout ce qui est déjà lu est conservé ; ce qui a changé depuis manque.",
    CANCELLED: "La lecture a été interrompue avant la fin. Tout ce qui est déjà lu est conservé ; le reste suivra.",
    COST_EXCEEDED:
      "Shopify a jugé une de nos requêtes trop grande, si petite que nous l’ayons faite. Tout ce qui est déjà lu est conservé ; les sessions non lues manquent.",
    DATABASE_FULL:
      "Till Ledger n’a plus de place pour conserver ce que Shopify répond. Tout ce qui est enregistré est conservé ; ce qui a changé depuis sera lu dès qu’il y aura de la place.",
    DATABASE_GONE:
      "La base de données de Till Ledger n’a pas pu être jointe. Tout ce qui est enregistré est conservé ; ce qui a changé depuis sera lu dès son retour.",
    FORBIDDEN:
      "Shopify a refusé l’accès aux données de la boutique. Tout ce qui est déjà lu est conservé ; rien de plus récent n’arrivera avant que l’accès revienne. Rouvrir l’application le renouvelle.",
    GRAPHQL_ERROR:
      "Shopify n’a pas accepté une de nos requêtes. Tout ce qui est déjà lu est conservé ; ce qui a changé depuis manque.",
    INTERNAL:
      "Un problème est survenu dans Till Ledger. Tout ce qui est déjà lu est conservé ; ce qui a changé depuis manque peut-être.",
    MALFORMED_ROW:
      "Une session n’a pas pu être lue telle que Shopify l’a donnée. Toutes les autres sont là ; celle-ci manque ou montre des chiffres plus anciens.",
    NOT_INSTALLED:
      "L’application n’a plus accès à la boutique. Tout ce qui est déjà lu est conservé ; rien de plus récent n’arrivera avant que l’application soit ouverte dans la boutique.",
    PAGING_STUCK:
      "Shopify a donné sans cesse la même partie d’une liste. Tout ce qui est déjà lu est conservé ; les sessions non lues manquent.",
    REFUSED: "Shopify a refusé de répondre. Tout ce qui est déjà lu est conservé ; ce qui a changé depuis manque.",
    SEARCH_WARNING:
      "Shopify a répondu à une autre requête que la nôtre ; sa réponse n’a donc pas été utilisée. Tout ce qui est déjà lu est conservé ; ce qui a changé depuis manque.",
    SHOP_FROZEN:
      "La boutique est gelée en raison d’une facture Shopify impayée. Tout ce qui est déjà lu est conservé ; la lecture reprend d’elle-même une fois la facture réglée.",
    SHOP_LOCKED:
      "Shopify a verrouillé la boutique. Tout ce qui est déjà lu est conservé ; la lecture reprend d’elle-même une fois la boutique déverrouillée.",
    SHOP_NOT_FOUND:
      "Shopify ne connaît plus cette boutique. Tout ce qui est déjà lu est conservé ; rien de plus récent n’arrivera.",
    SHOPIFY_UNAVAILABLE:
      "Shopify n’a pas pu être joint. Tout ce qui est déjà lu est conservé ; ce qui a changé depuis manque.",
    THROTTLED:
      "Shopify ne nous a plus laissé envoyer de requêtes pendant un moment ; une autre application épuise peut-être le quota de la boutique. Tout ce qui est déjà lu est conservé ; ce qui a changé depuis manque.",
    TOKEN_REVOKED:
      "Shopify a retiré à l’application l’accès à la boutique. Tout ce qui est déjà lu est conservé ; rien de plus récent n’arrivera avant que l’application soit ouverte dans la boutique, ce qui le renouvelle.",
    TOO_SLOW:
      "Shopify a mis trop de temps à répondre, même pour une seule session. Tout ce qui est déjà lu est conservé ; les sessions non lues manquent.",
  },
};
