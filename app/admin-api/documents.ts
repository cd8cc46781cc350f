import type { FieldGroup, FieldGroups } from "./field-groups.ts";

/** An amount; MoneyV2 costs nothing. */
export const MONEY = "{ amount currencyCode }";

/** Twelve figures of every session and the two of all tenders; MoneyV2 costs nothing. */
const FIGURES = [
  "expectedCashAtOpen",
  "cashCountedAtOpen",
  "expectedCashAtClose",
  "cashCountedAtClose",
  "closingAdjustment",
  "closingBalance",
  "totalCashSales",
  "totalCashRefunds",
  "netCashSales",
  "totalAdjustments",
  "totalDiscrepancy",
  "totalSales",
  "totalRefunds",
  "netSales",
];

/** Fields of a group, where it is granted. */
export function ifGranted(groups: FieldGroups, group: FieldGroup, fields: string): string {
  return groups.has(group) ? fields : "";
}

function sessionFields(groups: FieldGroups): string {
  return lines(`
    id
    status
    currency
    openingTime
    closingTime
    openingNote
    closingNote
    totalsReady
    cashDrawer { id name }
    ${ifGranted(groups, "locations", "location { id name }")}
    ${ifGranted(groups, "devices", "pointOfSaleDevice { id }")}
    ${ifGranted(groups, "staff", "openingStaffMember { id name } closingStaffMember { id name }")}
    ${FIGURES.map((figure) => `${figure} ${MONEY}`).join("\n")}`);
}

// `type` and `code` are different enums in each kind of activity: one name for all of them would not validate.
function activityFields(groups: FieldGroups): string {
  return lines(`
    __typename
    time
    cash ${MONEY}
    ${ifGranted(groups, "staff", "staffMember { id name }")}
    ... on CashTransactionActivity {
      transactionType: type
      ${ifGranted(groups, "orders", "orderTransaction { order { id name } }")}
    }
    ... on CashAdjustmentActivity {
      adjustmentType: type
      note
      reasonCode { ...Reason }
      ${ifGranted(groups, "giftCards", "giftCard { id }")}
    }
    ... on CashCountActivity {
      countType: type
      note
      reasonCode { ...Reason }
      cashCounted ${MONEY}
      cashExpected ${MONEY}
      cashDiscrepancy ${MONEY}
    }`);
}

const REASON = `fragment Reason on CashManagementReasonCode {
  ... on CashManagementCustomReasonCode { customCode: code }
  ... on CashManagementDefaultReasonCode { defaultCode: code }
  ... on CashManagementSystemReasonCode { systemCode: code }
}`;

function ledgerFields(groups: FieldGroups, cursor: string): string {
  return lines(`
    cashActivities(first: $activities${cursor}) {
      pageInfo { hasNextPage hasPreviousPage endCursor }
      nodes { ${activityFields(groups)} }
    }`);
}

const PAGE_VARIABLES = `$first: Int!, $after: String, $query: String, $reverse: Boolean!,
  $sortKey: PointOfSaleDevicePaymentSessionSortKeys!`;

function sessionConnection(fields: string): string {
  return `pointOfSaleDevicePaymentSessions(
    first: $first, after: $after, query: $query, sortKey: $sortKey, reverse: $reverse
  ) {
    pageInfo { hasNextPage hasPreviousPage endCursor }
    nodes { ${fields} }
  }`;
}

/** A page of sessions, figures only. */
export function sessionsDocument(groups: FieldGroups): string {
  return `query Sessions(${PAGE_VARIABLES}) { ${sessionConnection(sessionFields(groups))} }`;
}

/** A page of sessions, each with the first page of its ledger, so that figures and ledger are of one moment. */
export function sessionsWithLedgersDocument(groups: FieldGroups): string {
  const fields = `${sessionFields(groups)} ${ledgerFields(groups, "")}`;
  return `query SessionsWithLedgers(${PAGE_VARIABLES}, $activities: Int!) { ${sessionConnection(fields)} } ${REASON}`;
}

/** The whole of a search, figures only, for a bulk operation: without variables, and with edges, as those must be. */
export function bulkSessionsDocument(groups: FieldGroups, search: string): string {
  return `{ pointOfSaleDevicePaymentSessions(query: ${JSON.stringify(search)}, sortKey: OPENING_TIME, reverse: true) {
    edges { node { ${sessionFields(groups)} } }
  } }`;
}

export const RUN_BULK_DOCUMENT = `mutation RunBulk($query: String!) {
  bulkOperationRunQuery(query: $query) {
    bulkOperation { id }
    userErrors { code message }
  }
}`;

export const BULK_OPERATION_DOCUMENT = `query BulkOperation($id: ID!) {
  bulkOperation(id: $id) { status errorCode rootObjectCount url partialDataUrl }
}`;

export const CANCEL_BULK_DOCUMENT = `mutation CancelBulk($id: ID!) {
  bulkOperationCancel(id: $id) { userErrors { message } }
}`;

/** Sessions by their ids, figures only. */
export function sessionsByIdDocument(groups: FieldGroups): string {
  return `query SessionsById($ids: [ID!]!) {
    nodes(ids: $ids) { ... on PointOfSaleDevicePaymentSession { ${sessionFields(groups)} } }
  }`;
}

/** Sessions by their ids, each with the first page of its ledger. */
export function ledgersByIdDocument(groups: FieldGroups): string {
  const fields = `${sessionFields(groups)} ${ledgerFields(groups, "")}`;
  return `query LedgersById($ids: [ID!]!, $activities: Int!) {
    nodes(ids: $ids) { ... on PointOfSaleDevicePaymentSession { ${fields} } }
  } ${REASON}`;
}

/** One session by the field made for it: where `nodes` does not serve sessions. */
export function sessionDocument(groups: FieldGroups): string {
  return `query Session($id: ID!) { pointOfSaleDevicePaymentSession(id: $id) { ${sessionFields(groups)} } }`;
}

/** One session with the first page of its ledger. */
export function sessionWithLedgerDocument(groups: FieldGroups): string {
  const fields = `${sessionFields(groups)} ${ledgerFields(groups, "")}`;
  return `query SessionWithLedger($id: ID!, $activities: Int!) {
    pointOfSaleDevicePaymentSession(id: $id) { ${fields} }
  } ${REASON}`;
}

/** A further page of one session's ledger. */
export function ledgerPageDocument(groups: FieldGroups): string {
  return `query LedgerPage($id: ID!, $activities: Int!, $after: String) {
    pointOfSaleDevicePaymentSession(id: $id) { id currency ${ledgerFields(groups, ", after: $after")} }
  } ${REASON}`;
}

/** The oldest session's opening: where the history ends. */
export const OLDEST_SESSION_DOCUMENT = `query OldestSession {
  pointOfSaleDevicePaymentSessions(first: 1, sortKey: OPENING_TIME) { nodes { openingTime } }
}`;

/** The shop's own facts, which any token may read. */
export const SHOP_DOCUMENT = `query ShopFacts { shop { name ianaTimezone currencyCode } }`;

/** What the merchant has granted. */
export const SCOPES_DOCUMENT = `query GrantedScopes { currentAppInstallation { accessScopes { handle } } }`;

export const LOCATIONS_DOCUMENT = `query Locations($first: Int!, $after: String) {
  locations(first: $first, after: $after, includeInactive: true) {
    pageInfo { hasNextPage hasPreviousPage endCursor }
    nodes { id name isActive }
  }
}`;

export const STAFF_DOCUMENT = `query Staff($first: Int!, $after: String) {
  staffMembers(first: $first, after: $after) {
    pageInfo { hasNextPage hasPreviousPage endCursor }
    nodes { id name }
  }
}`;

/** The drawers with what they hold. */
export function drawersDocument(groups: FieldGroups): string {
  return `query Drawers($first: Int!, $after: String) {
    cashDrawers(first: $first, after: $after) {
      pageInfo { hasNextPage hasPreviousPage endCursor }
      nodes { id name balance ${MONEY} ${ifGranted(groups, "locations", "location { id name }")} }
    }
  }`;
}

const DRAWER_TOTALS = ["totalSales", "totalRefunds", "netSales", "totalAdjustments", "totalDiscrepancies"];

/** What Shopify says that each of so many drawers came to, each over a range of its own. */
export function drawerTotalsDocument(drawers: number): string {
  const numbers = Array.from({ length: drawers }, (_, index) => index);
  const variables = numbers.map((index) => `$id${index}: ID!, $range${index}: CashDrawerDateRangeInput!`);
  const fields = (index: number) => DRAWER_TOTALS.map((field) => `${field}(dateRange: $range${index}) ${MONEY}`);
  return `query DrawerTotals(${variables.join(", ")}) {
    ${numbers.map((index) => `drawer${index}: cashDrawer(id: $id${index}) { ${fields(index).join(" ")} }`).join("\n")}
  }`;
}

/** What Shopify says that each of so many days of a location came to. Only a person who may see it is answered. */
export function locationSummariesDocument(days: number): string {
  const numbers = Array.from({ length: days }, (_, index) => index);
  const variables = numbers.map((index) => `$location${index}: ID!, $day${index}: Date!`);
  const summary = (index: number) => `summary${index}: cashManagementLocationSummary(
      locationId: $location${index}, startDate: $day${index}, endDate: $day${index}
    ) { sessionsOpened sessionsClosed netCash ${MONEY} totalDiscrepancies ${MONEY} }`;
  return `query LocationSummaries(${variables.join(", ")}) {
    ${numbers.map(summary).join("\n")}
  }`;
}

/** Starts the merchant's Flow workflows that begin with a trigger of ours. Needs no scope, and costs 10 points. */
export const TRIGGER_FLOW_DOCUMENT = `mutation TriggerFlow($handle: String!, $payload: JSON!) {
  flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { field message } }
}`;

/** Without the blank lines that groups not granted leave behind. */
export function lines(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .join("\n");
}
