import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";

/** Shopify opens an app at its root, with the shop in the query; anyone else only learns where the app lives. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  return searchParams.has("shop") ? redirect(`/app${search}`) : null;
}

export const meta = () => [{ title: "Till Ledger" }];

export default function Front() {
  const { t } = useTranslation();
  return (
    <main style={{ margin: "4rem auto", maxWidth: "36rem", padding: "0 1rem" }}>
      <h1>Till Ledger</h1>
      <p>{t("landing.what")}</p>
      <p>{t("landing.where")}</p>
    </main>
  );
}
