/** An address that leads nowhere: a route, so that its document is made like every other one. */
export function loader() {
  throw new Response(null, { status: 404 });
}

export const meta = () => [{ title: "Till Ledger" }];

// Remix renders a document only for a route with a component; this one is never reached.
export default function Nowhere() {
  return null;
}
