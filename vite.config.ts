import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

// Chunks that change with a dependency and not with the app, so that a release leaves them in the browser's cache.
const VENDOR_CHUNKS = {
  // Without its words: they go with ours, a chunk a language.
  polaris: /\/node_modules\/@shopify\/polaris\/(?!locales\/)/,
  react: /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run)\//,
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/*.test.*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: false,
        // Loader data stays plain JSON: figures cross as { amount, currency }, never as Date or bigint.
        v3_singleFetch: false,
      },
    }),
  ],
  build: {
    assetsInlineLimit: 0,
    rollupOptions: isSsrBuild
      ? {}
      : {
          output: {
            manualChunks: (id) => Object.entries(VENDOR_CHUNKS).find(([, modules]) => modules.test(id))?.[0],
          },
        },
  },
  ssr: { noExternal: ["@shopify/polaris"] },
}));
