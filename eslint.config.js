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

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only app/env.server.ts (and simulator/config.ts) read process.env: take what you need as an argument.",
};

// What is said stands in app/languages, in every language. These are the names under which Polaris and our own
// components take a text; ids and styles have other names.
const TEXT_NAMES = "label|title|content|helpText|help|heading|caption|placeholder|accessibilityLabel|detail|note|what";
const IN_WORDS = "Literal[value=/[A-Za-z]{2}/]:not([value='Till Ledger']):not([value=/^width=/])";
const TEMPLATE = "TemplateLiteral > TemplateElement[value.raw=/[A-Za-z]{2}/]";
const HARD_CODED = [
  `Property[key.name=/^(${TEXT_NAMES})$/]`,
  `JSXAttribute[name.name=/^(${TEXT_NAMES}|alt|aria-label|error)$/]`,
  `JSXAttribute[name.name=/^(${TEXT_NAMES}|alt|aria-label|error)$/] > JSXExpressionContainer`,
  "JSXElement > JSXExpressionContainer",
]
  .flatMap((place) => [place, `${place} > ConditionalExpression`, `${place} > LogicalExpression`])
  .flatMap((place) => [`${place} > ${IN_WORDS}`, `${place} > ${TEMPLATE}`])
  .map((selector) => ({ selector, message: 'Words stand in app/languages: t("...").' }));

export default ts.config(
  { ignores: ["build/", "data/", "app/generated/", "node_modules/", ".demo/", "coverage/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    languageOptions: { globals: { ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "no-duplicate-imports": ["error", { allowSeparateTypeImports: true }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: ["error", "smart"],
      "no-console": "error",
      "max-lines": ["error", { max: 400, skipBlankLines: false, skipComments: false }],
      "no-restricted-syntax": ["error", ENVIRONMENT],
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
    // Tickets are written, and redeemed by someone who has not yet said which shop they are of; downloads are noted.
    ignores: ["app/exports/download-tickets.server.ts", "app/exports/download-log.server.ts"],
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
    files: ["app/{components,routes}/**/*.tsx", "app/root.tsx"],
    ignores: ["**/*.test.tsx"],
    rules: {
      "react/jsx-no-literals": ["error", { noStrings: false, allowedStrings: ["Till Ledger", "–", "·", "×"] }],
      "no-restricted-syntax": ["error", ENVIRONMENT, ...HARD_CODED],
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
