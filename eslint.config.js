import js from "@eslint/js";
import {defineConfig} from "eslint/config";
import globals from "globals";

export default defineConfig([
  js.configs.recommended,
  {
    linterOptions: {reportUnusedDisableDirectives: "error"},
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "max-len": ["error", {code: 120, ignoreUrls: true}],
      "no-nested-ternary": "error",
      "no-unused-vars": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {files: ["assets/component/**/*.js"], languageOptions: {globals: globals.browser}},
  {files: ["tests/js/**/*.js", "tools/*.js", "*.config.js"], languageOptions: {globals: globals.node}},
  // The document of tests/js/dom.js.
  {files: ["tests/js/**/*.js"], languageOptions: {globals: globals.browser}},
]);
