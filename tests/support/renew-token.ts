// A process of the app's own that wants a shop's token when it is told to, and says which one it got.
import "#tests/support/app-env.ts";
import { once } from "node:events";
import { openDatabase, useDatabase } from "#app/db.server.ts";
import { accessTokenFor } from "#app/shopify.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";

const { url, endpoint, domain } = JSON.parse(process.argv[2] ?? "") as Record<"url" | "endpoint" | "domain", string>;
sendShopRequestsTo(endpoint);
const database = await openDatabase({ url });
useDatabase(database);
process.send?.("ready");
await once(process, "message");
const { accessToken } = await accessTokenFor({ domain });
process.send?.(accessToken);
await database.close();
process.disconnect();
