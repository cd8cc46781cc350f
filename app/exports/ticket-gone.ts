const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>This link no longer works · Till Ledger</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; color: #303030; background: #f1f1f1; margin: 0; }
      main { max-width: 32rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: 0.75rem; }
      h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
      p { margin: 0; }
    </style>
  </head>
  <body>
    <main>
      <h1>This link no longer works</h1>
      <p>A link works once, within a minute. Go back to Till Ledger in your Shopify admin and choose Export or Print again.</p>
    </main>
  </body>
</html>
`;

/** What the address of a used or expired ticket answers. */
export function ticketGone(): Response {
  return new Response(PAGE, {
    status: 410,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}
