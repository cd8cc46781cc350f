import { ifGranted, lines, MONEY } from "./documents.ts";
import type { FieldGroups } from "./field-groups.ts";

// What the API from before Shopify's rebuild of March 2026 gives: `cashTrackingSessions`.

const FIGURES = [
  "expectedOpeningBalance",
  "openingBalance",
  "expectedClosingBalance",
  "closingBalance",
  "totalCashSales",
  "totalCashRefunds",
  "netCashSales",
  "totalAdjustments",
  "totalDiscrepancy",
];

function legacyFields(groups: FieldGroups): string {
  return lines(`
    id
    cashTrackingEnabled
    registerName
    openingTime
    closingTime
    openingNote
    closingNote
    ${ifGranted(groups, "locations", "location { id name }")}
    ${ifGranted(groups, "staff", "openingStaffMember { id name } closingStaffMember { id name }")}
    ${FIGURES.map((figure) => `${figure} ${MONEY}`).join("\n")}`);
}

const PAGE_INFO = "pageInfo { hasNextPage hasPreviousPage endCursor }";

function adjustmentFields(groups: FieldGroups, cursor: string): string {
  return `adjustments(first: $adjustments, sortKey: TIME${cursor}) {
    ${PAGE_INFO}
    nodes { time cash ${MONEY} note ${ifGranted(groups, "staff", "staffMember { id name }")} }
  }`;
}

/** The register's sales are order transactions here, which only the scope of orders shows. */
function transactionFields(cursor: string): string {
  const amount = `amountSet { shopMoney ${MONEY} presentmentMoney ${MONEY} }`;
  return `cashTransactions(first: $transactions, sortKey: PROCESSED_AT${cursor}) {
    ${PAGE_INFO}
    nodes { kind status createdAt processedAt ${amount} order { id name } }
  }`;
}

function legacyConnection(fields: string): string {
  return `cashTrackingSessions(first: $first, after: $after, query: $query, sortKey: OPENING_TIME_DESC) {
    ${PAGE_INFO}
    nodes { ${fields} }
  }`;
}

const PAGE_VARIABLES = "$first: Int!, $after: String, $query: String";

/** A page of legacy sessions, figures only, newest first. */
export function legacySessionsDocument(groups: FieldGroups): string {
  return `query LegacySessions(${PAGE_VARIABLES}) { ${legacyConnection(legacyFields(groups))} }`;
}

/** A page of their ids alone. */
export const LEGACY_IDS_DOCUMENT = `query LegacyIds(${PAGE_VARIABLES}) { ${legacyConnection("id openingTime")} }`;

/** Legacy sessions by their ids, each with the first page of what makes up its ledger. */
export function legacyLedgersDocument(groups: FieldGroups): string {
  const transactions = ifGranted(groups, "orders", transactionFields(""));
  const fields = `${legacyFields(groups)} ${adjustmentFields(groups, "")} ${transactions}`;
  const variables = `$ids: [ID!]!, $adjustments: Int!${ifGranted(groups, "orders", ", $transactions: Int!")}`;
  return `query LegacyLedgers(${variables}) {
    nodes(ids: $ids) { ... on CashTrackingSession { ${fields} } }
  }`;
}

/** A further page of one session's adjustments. */
export function legacyAdjustmentsDocument(groups: FieldGroups): string {
  return `query LegacyAdjustments($id: ID!, $adjustments: Int!, $after: String) {
    cashTrackingSession(id: $id) { ${adjustmentFields(groups, ", after: $after")} }
  }`;
}

/** A further page of one session's transactions. */
export const LEGACY_TRANSACTIONS_DOCUMENT = `query LegacyTransactions($id: ID!, $transactions: Int!, $after: String) {
  cashTrackingSession(id: $id) { ${transactionFields(", after: $after")} }
}`;
