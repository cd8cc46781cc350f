export default {
  failure: {
    ACCESS_DENIED:
      "The app may no longer read the store's cash sessions. Everything read so far stays; nothing newer comes in before the permission is given again.",
    BAD_RESPONSE:
      "Shopify's answer could not be understood. Everything read so far stays; what has changed since is missing.",
    CANCELLED: "Reading was called off before its end. Everything read so far stays; the rest follows.",
    COST_EXCEEDED:
      "Shopify found a question of ours too large, however small we made it. Everything read so far stays; sessions not read yet are missing.",
    DATABASE_FULL:
      "Till Ledger has no room left to store what Shopify answers. Everything stored so far stays; what has changed since is read as soon as there is room.",
    DATABASE_GONE:
      "Till Ledger's own database could not be reached. Everything stored so far stays; what has changed since is read as soon as it is back.",
    FORBIDDEN:
      "Shopify refused access to the store's data. Everything read so far stays; nothing newer comes in before access is back. Opening the app anew renews it.",
    GRAPHQL_ERROR:
      "Shopify did not accept a question of ours. Everything read so far stays; what has changed since is missing.",
    INTERNAL:
      "Something went wrong in Till Ledger. Everything read so far stays; what has changed since may be missing.",
    MALFORMED_ROW:
      "A session could not be read as Shopify gave it. All others are here; that one is missing or shows older figures.",
    NOT_INSTALLED:
      "The app has no access to the store any more. Everything read so far stays; nothing newer comes in before the app is opened in the store.",
    PAGING_STUCK:
      "Shopify gave the same part of a list again and again. Everything read so far stays; sessions not read yet are missing.",
    REFUSED: "Shopify refused to answer. Everything read so far stays; what has changed since is missing.",
    SEARCH_WARNING:
      "Shopify answered another question than the one asked, so its answer was not used. Everything read so far stays; what has changed since is missing.",
    SHOP_FROZEN:
      "The store is frozen because of an open Shopify bill. Everything read so far stays; reading goes on by itself when the bill is paid.",
    SHOP_LOCKED:
      "Shopify has locked the store. Everything read so far stays; reading goes on by itself when it is unlocked.",
    SHOP_NOT_FOUND: "Shopify does not know this store any more. Everything read so far stays; nothing newer comes in.",
    SHOPIFY_UNAVAILABLE:
      "Shopify could not be reached. Everything read so far stays; what has changed since is missing.",
    THROTTLED:
      "Shopify let us ask no more questions for a while; another app may be using up the store's allowance. Everything read so far stays; what has changed since is missing.",
    TOKEN_REVOKED:
      "Shopify took back the app's access to the store. Everything read so far stays; nothing newer comes in before the app is opened in the store, which renews it.",
    TOO_SLOW:
      "Shopify took too long to answer, even for a single session. Everything read so far stays; sessions not read yet are missing.",
  },
} as const;
