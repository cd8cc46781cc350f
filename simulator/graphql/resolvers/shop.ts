import type {
  AdjustmentRecord,
  LocationRecord,
  SessionRecord,
  ShopRecord,
  StaffRecord,
} from "#simulator/shop/world.ts";
import { hasScope } from "../access.ts";
import { type Resolvers, resolversOf } from "../context.ts";
import { gid, wireInstant, wireMoney } from "../wire.ts";
import type { TransactionView } from "./session.ts";

/** `read_orders` alone reaches this far back; older orders need `read_all_orders`. */
const ORDER_WINDOW_DAYS = 60;
const DAY = 86_400_000;

interface GiftCardView {
  session: SessionRecord;
  record: AdjustmentRecord;
}

const PLAN_NAMES: Readonly<Record<ShopRecord["plan"], string>> = {
  standard: "Basic",
  advanced: "Advanced",
  plus: "Plus",
  enterprise: "Enterprise",
};

export const shopResolvers: Resolvers = {
  Shop: resolversOf<ShopRecord>({
    id: (shop) => gid("Shop", shop.id),
    contactEmail: (shop) => shop.email,
    currencyCode: (shop) => shop.currency,
    enabledPresentmentCurrencies: (shop, _args, { world }) => [
      ...new Set([shop.currency, ...[...world.locations.values()].map((location) => location.currency)]),
    ],
    myshopifyDomain: (shop) => shop.domain,
    plan: (shop) => ({
      displayName: PLAN_NAMES[shop.plan],
      publicDisplayName: PLAN_NAMES[shop.plan],
      partnerDevelopment: false,
      shopifyPlus: shop.plan === "plus" || shop.plan === "enterprise",
    }),
    url: (shop) => `https://${shop.domain}`,
  }),
  Location: resolversOf<LocationRecord>({
    id: (location) => gid("Location", location.id),
    legacyResourceId: (location) => location.id,
    address: (location) => location,
  }),
  LocationAddress: resolversOf<LocationRecord>({
    country: ({ countryCode }) => new Intl.DisplayNames("en", { type: "region" }).of(countryCode),
    // The stand-in knows provinces by their code.
    province: ({ provinceCode }) => provinceCode,
    formatted: ({ city, provinceCode, countryCode }) => [
      provinceCode === null ? city : `${city} ${provinceCode}`,
      new Intl.DisplayNames("en", { type: "region" }).of(countryCode),
    ],
  }),
  StaffMember: resolversOf<StaffRecord>({
    id: (person) => gid("StaffMember", person.id),
    accountType: () => "REGULAR",
    exists: () => true,
    initials: ({ firstName, lastName }) => [firstName, lastName].filter(Boolean).map((name) => name[0]),
    isShopOwner: (person, _args, { world }) => person.email === world.shop.email,
    locale: () => "en",
  }),
  OrderTransaction: resolversOf<TransactionView>({
    id: ({ record }) => gid("OrderTransaction", record.orderTransactionId),
    amountSet: ({ session, record }) => {
      const amount = wireMoney(record.cash < 0n ? -record.cash : record.cash, session.currency);
      return { shopMoney: amount, presentmentMoney: amount };
    },
    createdAt: ({ record }) => wireInstant(record.time),
    gateway: () => "cash",
    kind: ({ record }) => record.type,
    order: (view, _args, { access, world }) => {
      const age = world.now().getTime() - view.record.time.getTime();
      return age <= ORDER_WINDOW_DAYS * DAY || hasScope(access, "read_all_orders") ? view : null;
    },
    processedAt: ({ record }) => wireInstant(record.time),
    status: () => "SUCCESS",
    test: () => false,
  }),
  Order: resolversOf<TransactionView>({
    id: ({ record }) => gid("Order", record.orderId),
    createdAt: ({ record }) => wireInstant(record.time),
    currencyCode: ({ session }) => session.currency,
    legacyResourceId: ({ record }) => record.orderId,
    name: ({ record }) => record.orderName,
    processedAt: ({ record }) => wireInstant(record.time),
  }),
  GiftCard: resolversOf<GiftCardView>({
    id: ({ record }) => gid("GiftCard", String(record.giftCardId)),
    // A card that was cashed out is empty.
    balance: ({ session }) => wireMoney(0n, session.currency),
    enabled: () => true,
    initialValue: ({ session, record }) => wireMoney(-record.cash, session.currency),
    lastCharacters: ({ record }) => lastFour(record),
    maskedCode: ({ record }) => `•••• •••• •••• ${lastFour(record)}`,
  }),
};

function lastFour({ giftCardId }: AdjustmentRecord): string {
  return String(giftCardId).slice(-4).padStart(4, "0");
}
