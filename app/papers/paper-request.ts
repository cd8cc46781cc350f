/** sheet: A4 or Letter. ledger: the same with every line of the session's ledger. slip: 80 mm, of a receipt printer. */
export const LAYOUTS = ["sheet", "ledger", "slip"] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What somebody wants printed. */
export type PaperRequest = { layout: Layout } & (
  | { subject: "session"; session: string }
  | { subject: "day"; location: string; date: string }
  // One that was issued before, as it was then.
  | { subject: "number"; place: string; number: number }
);

/** Reads a form that asks for a paper; null when it names none. Whether there is such a session or day is another matter. */
export function readPaperRequest(form: FormData): PaperRequest | null {
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const layout = LAYOUTS.find((one) => one === field("layout"));
  if (layout === undefined) return null;
  if (field("session") !== "") return { layout, subject: "session", session: field("session") };
  if (field("number") !== "") {
    const isNumber = /^[1-9]\d{0,8}$/.test(field("number")) && /^(location|drawer):-?\d{1,19}$/.test(field("place"));
    return isNumber ? { layout, subject: "number", place: field("place"), number: Number(field("number")) } : null;
  }
  // A day has no ledger of its own: that of each session stands on the session's paper.
  if (field("location") === "" || layout === "ledger") return null;
  return { layout, subject: "day", location: field("location"), date: field("date") };
}
