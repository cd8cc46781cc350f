const DEFAULT = "en";

/** The language of the admin, which the address of a document names, or else the one that the browser asks for. */
export function localeOf(request: Request, named = new URL(request.url).searchParams.get("locale")): string {
  const accepted = request.headers.get("Accept-Language")?.split(/[,;]/, 1)[0];
  return [named, accepted].map(supported).find((locale) => locale !== null) ?? DEFAULT;
}

function supported(tag: string | null | undefined): string | null {
  if (!tag) return null;
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag.trim())[0] ?? null;
  } catch {
    // Not a language tag at all.
    return null;
  }
}
