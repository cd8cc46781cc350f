import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate, login } from "#app/shopify.server.ts";

/** Shopify's library answers here: the page that fetches an id token, the way out of the frame, the way in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/auth/login") {
    if (searchParams.has("shop")) await login(request);
    return redirect("/");
  }
  await authenticate.admin(request);
  return redirect("/app");
}
