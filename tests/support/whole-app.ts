import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { UNSAFE_flatRoutes as flatRoutes } from "@remix-run/dev";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createExpressApp } from "#app/http/express-app.server.ts";

// The app as a build serves it, made of its sources: the same routes by the same convention, behind the same HTTP side.

type ServerRoute = NonNullable<ServerBuild["routes"][string]>;

const appFolder = join(import.meta.dirname, "..", "..", "app");

/** Every route of the app by its id, with what its file exports: Remix's own reading of the folder. */
export async function readRoutes(): Promise<Record<string, ServerRoute>> {
  const root: ServerRoute = { id: "root", path: "", module: await routeModule("root.tsx") };
  const others = Object.values(flatRoutes(appFolder, ["**/*.test.*"])).map(
    async ({ file, parentId = "root", ...route }): Promise<ServerRoute> => ({
      ...route,
      parentId,
      module: await routeModule(file),
    }),
  );
  return Object.fromEntries([root, ...(await Promise.all(others))].map((route) => [route.id, route]));
}

async function routeModule(file: string): Promise<ServerRoute["module"]> {
  return (await import(join(appFolder, file))) as ServerRoute["module"];
}

/** Starts the whole app on a port of its own, until the test file is over; answers its origin. */
export async function startWholeApp(): Promise<string> {
  const handle = createRequestHandler(await sourceBuild(), "production");
  const server = createExpressApp({ handle: (request) => handle(request), files: [] }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function sourceBuild(): Promise<ServerBuild> {
  const routes = await readRoutes();
  const entries = Object.values(routes).map((route) => [route.id, manifestEntry(route)]);
  return {
    entry: { module: (await import(join(appFolder, "entry.server.tsx"))) as ServerBuild["entry"]["module"] },
    routes,
    assets: {
      entry: { imports: [], module: "/assets/entry.js" },
      routes: Object.fromEntries(entries) as ServerBuild["assets"]["routes"],
      url: "/assets/manifest.js",
      version: "sources",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: { v3_relativeSplatPath: true, v3_throwAbortReason: true } as ServerBuild["future"],
    isSpaMode: false,
    mode: "production",
  };
}

function manifestEntry({ id, parentId, path, index, module }: ServerRoute) {
  return {
    ...{ id, parentId, path, index, module: `/assets/${id}.js` },
    hasAction: module.action !== undefined,
    hasLoader: module.loader !== undefined,
    hasClientAction: false,
    hasClientLoader: false,
    hasErrorBoundary: module.ErrorBoundary !== undefined,
  };
}
