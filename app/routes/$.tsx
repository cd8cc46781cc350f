import { useTranslation } from "react-i18next";
import { AppFrame } from "#app/components/app-frame.tsx";
import { PageError } from "#app/components/page-error.tsx";

/** An address that leads nowhere: a route, so that its document is made like every other one. */
export function loader() {
  throw new Response(null, { status: 404 });
}

export const meta = () => [{ title: "Till Ledger" }];

// Remix renders a document only for a route with a component; this one is never reached.
export default function Nowhere() {
  return null;
}

/** With the menu, so that one finds the way back. */
export function ErrorBoundary() {
  const { t } = useTranslation();
  return (
    <AppFrame>
      <PageError
        missing={{
          title: t("common.noSuchPage"),
          explanation: t("common.noSuchPageWhy"),
          back: { content: t("common.toOverview"), url: "/app" },
        }}
      />
    </AppFrame>
  );
}
