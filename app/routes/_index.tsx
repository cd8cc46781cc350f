import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/** Shopify opens an app at its root, with the shop in the query; anyone else only learns where the app lives. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  return searchParams.has("shop") ? redirect(`/app${search}`) : null;
}

export const meta = () => [{ title: "Till Ledger" }];

export default function Front() {
  return (
    <main style={{ margin: "4rem auto", maxWidth: "36rem", padding: "0 1rem" }}>
      <h1>Till Ledger</h1>
      <p>Cash reconciliation for Shopify POS: every drawer, every session, correct to the cent.</p>
      <p>It opens inside your Shopify admin, under Apps.</p>
    </main>
  );
}
