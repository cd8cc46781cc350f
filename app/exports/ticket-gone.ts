import { loadWords } from "#app/languages/words.ts";
import { langOf } from "#app/languages/languages.ts";

interface PageWords {
  language: string;
  title: string;
  explanation: string;
}

/** The words are the catalogs' own, and need no escape. */
const pageOf = ({ language, title, explanation }: PageWords) => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Till Ledger</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; color: #303030; background: #f1f1f1; margin: 0; }
      main { max-width: 32rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: 0.75rem; }
      h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
      p { margin: 0; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${explanation}</p>
    </main>
  </body>
</html>
`;

/** What the address of a used or expired ticket answers. */
export async function ticketGone(locale: string): Promise<Response> {
  const { t } = await loadWords(locale);
  const words = { title: t("ticketGone.title"), explanation: t("ticketGone.explanation") };
  return new Response(pageOf({ language: langOf(locale), ...words }), {
    status: 410,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}
