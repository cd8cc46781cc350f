import type { FlowTrigger } from "./flow-triggers.ts";

/** A trigger that Flow took. */
export interface FlowReceipt {
  shop: string;
  handle: string;
  title: string;
  payload: Readonly<Record<string, unknown>>;
  receivedAt: Date;
}

export interface FlowError {
  field: string[];
  message: string;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** Recorded of real stores, published by others: the number, and the words around it. */
const MOST_BYTES = 50_000;

/** Takes a trigger, or says what is wrong with it. What a payload may hold is guessed: see docs/stand-in.md. */
export function receiveTrigger(
  triggers: readonly FlowTrigger[],
  { handle, payload, body }: Arguments,
): { trigger: FlowTrigger; payload: Record<string, unknown> } | { error: FlowError } {
  if (given(body)) {
    const message =
      given(handle) || given(payload) ? "Cannot use `handle` and `payload` arguments with `body` argument" : OLD;
    return { error: { field: ["body"], message } };
  }
  if (typeof handle !== "string" || handle.trim() === "" || !given(payload)) {
    return { error: { field: ["handle"], message: "`handle` and `payload` arguments are required" } };
  }
  if (Buffer.byteLength(JSON.stringify(payload)) > MOST_BYTES) {
    return invalid(`Properties size exceeds the limit of ${MOST_BYTES} bytes.`);
  }
  const trigger = triggers.find((each) => each.handle === handle);
  if (!trigger) return invalid(`Invalid handle '${handle}'.`);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    return invalid("Properties must be an object.");
  const properties = payload as Record<string, unknown>;
  const problem = problemWith(trigger, properties);
  return problem === null ? { trigger, payload: properties } : invalid(problem);
}

const OLD = "The stand-in takes `handle` and `payload` in place of the deprecated `body`";

function given(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function invalid(problem: string): { error: FlowError } {
  return { error: { field: ["body"], message: `Errors validating schema:\n  ${problem}\n` } };
}

function problemWith({ fields }: FlowTrigger, payload: Record<string, unknown>): string | null {
  const unknown = Object.keys(payload).find((key) => !fields.has(key));
  if (unknown !== undefined) return `Invalid property '${unknown}'.`;
  for (const [key, type] of fields) {
    if (payload[key] === undefined || payload[key] === null) return `Missing property '${key}'.`;
    if (!isOfType(payload[key], type)) return `Invalid type for property '${key}': it must be a ${type}.`;
  }
  return null;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "number_decimal":
      return typeof value === "number" && Number.isFinite(value);
    case "single_line_text_field":
      return typeof value === "string" && !/[\r\n]/.test(value);
    case "url":
      return typeof value === "string" && /^https?:$/.test(URL.parse(value)?.protocol ?? "");
    case "email":
      return typeof value === "string" && /^\S+@\S+$/.test(value);
    default:
      // References and types of a schema: no trigger here has any.
      return false;
  }
}
