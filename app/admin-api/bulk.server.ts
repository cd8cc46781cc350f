import { BULK_OPERATION_DOCUMENT, bulkSessionsDocument, CANCEL_BULK_DOCUMENT, RUN_BULK_DOCUMENT } from "./documents.ts";
import { GraphqlError } from "./errors.ts";
import type { SessionSearch } from "./payment-sessions.server.ts";
import { asId, asList, asObject, asText, asTextOrNull } from "./read-json.ts";
import { ask, type Reader } from "./reader.server.ts";

/** What has become of a bulk operation. */
export type BulkOutcome =
  | { kind: "unfinished" }
  /** `url` is null when there was nothing to write. */
  | { kind: "completed"; rows: number; url: string | null }
  /** It came to nothing, or only to a part: `partialUrl` leads to good rows, but not to all of them. */
  | { kind: "broken"; reason: string; partialUrl: string | null };

/** Asks Shopify to write what a search finds into a file. Answers the operation's id, or why there is none. */
export async function startBulkRead(
  reader: Reader,
  search: SessionSearch,
): Promise<{ id: string } | { refusal: string }> {
  try {
    const query = bulkSessionsDocument(reader.groups, search.query);
    const data = await ask(reader, () => RUN_BULK_DOCUMENT, { query });
    const { bulkOperation, userErrors } = asObject(data.bulkOperationRunQuery, "bulkOperationRunQuery");
    const problems = asList(userErrors, "userErrors").map((entry) => asObject(entry, "the error"));
    if (bulkOperation != null && problems.length === 0) {
      return { id: asId(asObject(bulkOperation, "bulkOperation").id, "bulkOperation") };
    }
    return { refusal: problems.map(({ code, message }) => `${String(code)}: ${String(message)}`).join("; ") };
  } catch (error) {
    if (!(error instanceof GraphqlError)) throw error;
    return { refusal: error.message };
  }
}

/** How far an operation is. */
export async function bulkOutcome(reader: Reader, id: string): Promise<BulkOutcome> {
  const { bulkOperation } = await askForOperation(reader, id);
  if (bulkOperation == null) return { kind: "broken", reason: "it is gone", partialUrl: null };
  const operation = asObject(bulkOperation, "bulkOperation");
  const status = asText(operation.status, "status");
  switch (status) {
    case "COMPLETED": {
      // An UnsignedInt64 travels as a text.
      const rows = Number(asText(operation.rootObjectCount, "rootObjectCount"));
      return { kind: "completed", rows, url: asTextOrNull(operation.url, "url") };
    }
    case "CANCELED":
    case "EXPIRED":
    case "FAILED": {
      const code = asTextOrNull(operation.errorCode, "errorCode");
      const partialUrl = asTextOrNull(operation.partialDataUrl, "partialDataUrl");
      return { kind: "broken", reason: code === null ? status : `${status} ${code}`, partialUrl };
    }
    default:
      return { kind: "unfinished" };
  }
}

/** Calls an operation off; one that has ended by itself stays as it is. */
export async function cancelBulkRead(reader: Reader, id: string): Promise<void> {
  await ask(reader, () => CANCEL_BULK_DOCUMENT, { id: operationGid(id) });
}

async function askForOperation(reader: Reader, id: string): Promise<{ bulkOperation?: unknown }> {
  try {
    return await ask(reader, () => BULK_OPERATION_DOCUMENT, { id: operationGid(id) });
  } catch (error) {
    // An operation that an app of another installation started, for one.
    if (!(error instanceof GraphqlError)) throw error;
    return {};
  }
}

function operationGid(id: string): string {
  return `gid://shopify/BulkOperation/${id}`;
}
