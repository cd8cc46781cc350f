// The arrows of docs/architecture.md, checked in the same command that lints. A room is a folder of app/; what a room
// may import is listed, and everything else is refused.

const PURE = ["money", "calendar"];
const ROOMS = {
  routes: [
    "languages",
    "components",
    "reports",
    "exports",
    "papers",
    "review",
    "views",
    "settings",
    "jobs",
    "webhooks",
  ],
  components: ["languages", "views", "settings", "search", "money", "calendar"],
  exports: ["languages", "reports", "money", "calendar"],
  // What a note's words are, and what a search means: the same for who keeps them and who looks for them.
  search: ["money"],
  papers: ["reports", "money", "calendar"],
  reports: ["settings", "reconciliation", "search", "money", "calendar"],
  review: ["settings", "reconciliation", "money", "calendar"],
  views: ["reports"],
  settings: ["languages", "reconciliation", "money", "calendar"],
  jobs: ["sync", "alerts", "exports", "settings"],
  alerts: ["admin-api", "settings", "reconciliation", "money", "calendar"],
  sync: ["languages", "admin-api", "alerts", "settings", "reconciliation", "search", "money", "calendar"],
  "admin-api": ["money"],
  // Rooms behind the doorways: shopify.server, db.server, server.ts.
  auth: [],
  database: [],
  http: [],
  webhooks: ["auth"],
  reconciliation: PURE,
  languages: [],
  money: [],
  calendar: [],
};

const arrows = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `arrows-of-${room}`,
  comment: `app/${room} may import only ${allowed.join(", ") || "nothing"} of the other rooms.`,
  severity: "error",
  from: { path: `^app/${room}/`, pathNot: "\\.test\\.tsx?$" },
  to: {
    path: "^app/[^/]+/",
    pathNot: [`^app/${room}/`, ...allowed.map((other) => `^app/${other}/`), "^app/generated/"],
    // Types vanish when the code is built; components read the rows of reports by their types.
    ...(room === "components" ? { dependencyTypesNot: ["type-only"] } : {}),
  },
}));

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: "components-take-only-types-of-reports",
      severity: "error",
      from: { path: "^app/components/" },
      to: { path: "^app/(sync|jobs|admin-api|exports|routes|[^/]+\\.server)" },
    },
    {
      name: "pure-rooms-know-no-framework",
      severity: "error",
      from: { path: "^app/(money|calendar|reconciliation|search)/", pathNot: "\\.test\\.ts$" },
      to: { path: "(\\.server\\.tsx?$|node_modules/(@remix-run|@shopify|react|@prisma|pg|@electric-sql)/|^node:)" },
    },
    {
      name: "only-doorways-know-prisma",
      severity: "error",
      from: { path: "^app/(routes|components|exports|jobs|admin-api|reconciliation|money|calendar)/" },
      to: { path: "^(app/generated|node_modules/@prisma)" },
    },
    {
      name: "only-admin-api-and-doorways-know-shopify",
      severity: "error",
      from: {
        path: "^app/(reports|exports|papers|review|views|settings|alerts|sync|jobs|reconciliation|money|calendar)/",
        pathNot: "\\.test\\.ts$",
      },
      to: { path: "(^node_modules/@shopify/|^app/shopify\\.server)" },
    },
    {
      name: "app-stands-alone",
      severity: "error",
      from: { path: "^(app|server\\.ts|worker\\.ts)", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(simulator|tests|bench|scripts)/" },
    },
    {
      name: "simulator-stands-alone",
      severity: "error",
      from: { path: "^simulator/" },
      to: { path: "^(app|tests|bench|scripts)/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^app/generated" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
