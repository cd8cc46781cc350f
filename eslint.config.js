import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import jsxA11y from "eslint-plugin-jsx-a11y";
import react from "eslint-plugin-react";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

const logic = [
  "app/{money,calendar,reconciliation,reports,exports,sync,jobs,admin-api,review,papers}/**/*.ts",
  "simulator/**/*.ts",
];

export default ts.config(
  { ignores: ["build/", "data/", "app/generated/", "node_modules/", ".demo/", "coverage/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    languageOptions: { globals: { ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: ["error", "smart"],
      "no-console": "error",
      "max-lines": ["error", { max: 400, skipBlankLines: false, skipComments: false }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message:
            "Only app/env.server.ts (and simulator/config.ts) read process.env: take what you need as an argument.",
        },
      ],
    },
  },
  {
    files: logic,
    rules: { "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }] },
  },
  { files: ["**/*.test.ts", "**/*.test.tsx"], rules: { "max-lines-per-function": "off" } },
  {
    // A report or an export that forgets its shop finds nothing of another's: it reads behind the second fence.
    files: ["app/{reports,exports}/**/*.ts"],
    // Tickets are written, and redeemed by someone who has not yet said which shop they are of.
    ignores: ["app/exports/download-tickets.server.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["**/db.server.ts"],
              allowImportNames: ["dataOf"],
              allowTypeImports: true,
              message: "Reports and exports read by dataOf(shop), behind the second fence around a shop's rows.",
            },
            { group: ["**/database/*", "**/generated/**"], allowTypeImports: true, message: "Read by dataOf(shop)." },
          ],
        },
      ],
    },
  },
  {
    files: ["app/**/*.tsx"],
    plugins: { react, "react-hooks": reactHooks, "jsx-a11y": jsxA11y },
    languageOptions: { globals: { ...globals.browser } },
    settings: { react: { version: "18.3" } },
    rules: {
      ...react.configs.flat.recommended.rules,
      ...react.configs.flat["jsx-runtime"].rules,
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.flatConfigs.strict.rules,
      "react/prop-types": "off",
    },
  },
  {
    // The two places that read the environment, and the programs that pass one on to their children.
    files: [
      "app/env.server.ts",
      "simulator/config.ts",
      "scripts/**",
      "tests/**",
      "bench/**",
      "*.config.ts",
      "server.ts",
      "worker.ts",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["scripts/**", "bench/**", "simulator/main.ts", "server.ts", "worker.ts"],
    rules: { "no-console": "off" },
  },
  { files: ["simulator/admin/**/*.js", "public/**/*.js"], languageOptions: { globals: { ...globals.browser } } },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },
  prettier,
);
