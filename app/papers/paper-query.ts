import type { Printing } from "./issue-paper.server.ts";

/** What a ticket for a paper opens: one printing, in the language of who asked for it. */
export function paperQuery({ place, number, copy }: Printing, locale: unknown): string {
  const query = new URLSearchParams({ place, number: String(number), copy: String(copy) });
  if (typeof locale === "string") query.set("locale", locale);
  return query.toString();
}

/** Reads such a query back; it was written above, and kept with the ticket. */
export function readPaperQuery(text: string): Printing & { locale: string | null } {
  const query = new URLSearchParams(text);
  const [number, copy] = [Number(query.get("number")), Number(query.get("copy"))];
  return { place: query.get("place") ?? "", number, copy, locale: query.get("locale") };
}
