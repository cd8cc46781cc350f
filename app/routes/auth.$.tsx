import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate, login } from "#app/shopify.server.ts";

/** Shopify's library answers here: the page that fetches an id token, the way out of the frame, the way in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/auth/login") {
    if (searchParams.has("shop")) await login(request);
    return redirect("/");
  }
  try {
    await authenticate.admin(request);
  } catch (thrown) {
    // The library throws an error at a way out of the frame that leads neither to this app nor to the admin.
    if (pathname !== "/auth/exit-iframe" || thrown instanceof Response) throw thrown;
    throw new Response("This address would lead away from Shopify.\n", { status: 400 });
  }
  return redirect("/app");
}
