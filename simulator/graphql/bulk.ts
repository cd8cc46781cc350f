import type { ExecutionResult } from "graphql";
import type { World } from "#simulator/shop/world.ts";
import { bulkLines } from "./bulk-lines.ts";

const MAXIMUM_RUNNING = 5;
/** How long a result can be fetched. */
export const RESULT_LIFETIME = 7 * 86_400_000;

export type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "CANCELING" | "CANCELED" | "FAILED" | "EXPIRED";

export interface BulkOperation {
  id: string;
  query: string;
  status: BulkStatus;
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  createdAt: Date;
  completedAt: Date | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  /** The result, or what there was of it when the operation failed; kept until it expires. */
  text: string | null;
}

/** How an operation ends that does not complete. */
export type BadEnd = "failed" | "timed_out" | "canceled";

/** What the server lends to bulk operations. */
export interface BulkSupport {
  /** The signed address at which a result can be fetched. */
  urlFor(operation: BulkOperation): string;
  /** Called when an operation has ended, however it did; the server sends bulk_operations/finish. */
  onFinish?(operation: BulkOperation): void;
  /** Asked when an operation would complete; null lets it. */
  badEndOf?(operation: BulkOperation): BadEnd | null;
  /** Does some work a little later. The default takes a third of a second a step. */
  schedule?(work: () => void): void;
}

const STEP_MILLISECONDS = 300;

const operationsByWorld = new WeakMap<World, Map<string, BulkOperation>>();

/** An app's bulk operations at a shop. */
export class BulkOperations {
  readonly #world: World;
  readonly #support: BulkSupport;
  readonly #operations: Map<string, BulkOperation>;

  constructor(world: World, support: BulkSupport) {
    this.#world = world;
    this.#support = support;
    this.#operations = operationsByWorld.get(world) ?? new Map<string, BulkOperation>();
    operationsByWorld.set(world, this.#operations);
  }

  all(): BulkOperation[] {
    return [...this.#operations.values()].map((operation) => this.#aged(operation));
  }

  find(id: string): BulkOperation | null {
    const operation = this.#operations.get(id);
    return operation ? this.#aged(operation) : null;
  }

  /** The operations that stand in the way of another one: empty while there are fewer than five. */
  inTheWay(): BulkOperation[] {
    const running = this.all().filter((operation) => isUnfinished(operation));
    return running.length >= MAXIMUM_RUNNING ? running : [];
  }

  urlOf(operation: BulkOperation): string | null {
    const hasResult = operation.status === "COMPLETED" && operation.objectCount > 0;
    return hasResult ? this.#support.urlFor(operation) : null;
  }

  partialUrlOf(operation: BulkOperation): string | null {
    const isPartial = operation.status === "FAILED" || operation.status === "CANCELED";
    return isPartial && operation.text ? this.#support.urlFor(operation) : null;
  }

  start(query: string, isGrouped: boolean, run: () => ExecutionResult): BulkOperation {
    const operation: BulkOperation = {
      id: this.#world.nextId(),
      query,
      status: "CREATED",
      errorCode: null,
      createdAt: this.#world.now(),
      completedAt: null,
      objectCount: 0,
      rootObjectCount: 0,
      fileSize: null,
      text: null,
    };
    this.#operations.set(operation.id, operation);
    this.#schedule(() => {
      if (operation.status === "CREATED") operation.status = "RUNNING";
      this.#schedule(() => this.#finish(operation, () => collect(operation, run(), isGrouped)));
    });
    return operation;
  }

  /** Asks an operation to stop; false when it has ended already. */
  cancel(operation: BulkOperation): boolean {
    if (!isUnfinished(operation)) return false;
    operation.status = "CANCELING";
    return true;
  }

  #finish(operation: BulkOperation, work: () => void): void {
    if (operation.status === "CANCELING") operation.status = "CANCELED";
    else work();
    const badEnd = operation.status === "COMPLETED" ? (this.#support.badEndOf?.(operation) ?? null) : null;
    if (badEnd !== null) breakOff(operation, badEnd);
    operation.completedAt = this.#world.now();
    this.#support.onFinish?.(operation);
  }

  #schedule(work: () => void): void {
    if (this.#support.schedule) this.#support.schedule(work);
    else setTimeout(work, STEP_MILLISECONDS).unref();
  }

  #aged(operation: BulkOperation): BulkOperation {
    const { status, completedAt } = operation;
    const isOver = completedAt !== null && this.#world.now().getTime() - completedAt.getTime() >= RESULT_LIFETIME;
    if (status === "COMPLETED" && isOver) {
      operation.status = "EXPIRED";
      operation.text = null;
    }
    return operation;
  }
}

/** The JSONL of an operation, for the address that was handed out; null when there is none (any more). */
export function bulkResult(world: World, operationId: string): string | null {
  const unused: BulkSupport = { urlFor: () => "" };
  return new BulkOperations(world, unused).find(operationId)?.text ?? null;
}

function isUnfinished({ status }: BulkOperation): boolean {
  return status === "CREATED" || status === "RUNNING" || status === "CANCELING";
}

/** Half of the lines were written when it happened. */
function breakOff(operation: BulkOperation, end: BadEnd): void {
  const lines = (operation.text ?? "").split("\n").slice(0, -1);
  operation.text = lines
    .slice(0, Math.floor(lines.length / 2))
    .map((line) => `${line}\n`)
    .join("");
  operation.status = end === "canceled" ? "CANCELED" : "FAILED";
  if (end !== "canceled") operation.errorCode = end === "timed_out" ? "TIMEOUT" : "INTERNAL_SERVER_ERROR";
}

function collect(operation: BulkOperation, { data, errors }: ExecutionResult, isGrouped: boolean): void {
  if (errors && errors.length > 0) {
    operation.status = "FAILED";
    const isDenied = errors.some((error) => error.extensions.code === "ACCESS_DENIED");
    operation.errorCode = isDenied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
    return;
  }
  const result = bulkLines(data, isGrouped);
  operation.status = "COMPLETED";
  operation.text = result.text;
  operation.objectCount = result.objects;
  operation.rootObjectCount = result.rootObjects;
  operation.fileSize = Buffer.byteLength(result.text);
}
