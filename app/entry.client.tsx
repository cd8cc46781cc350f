import { RemixBrowser } from "@remix-run/react";
import { loadCatalog } from "#app/languages/catalog.ts";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

// The server wrote the page in this language; what is rendered here first must be the same.
void loadCatalog(document.documentElement.lang).then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
