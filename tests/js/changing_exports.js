// Which of some chunks change what they export after they were evaluated: node changing_exports.js FOLDER FILE...
// Prints a JSON list of [file, local name]. ESLint's own parser and scopes find every assignment.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";

const require = createRequire(createRequire(import.meta.url).resolve("eslint"));
const {parse} = require("espree");
const {analyze} = require("eslint-scope");

/** Names of the variables of a module that it exports. */
const exported = ({body}) =>
  body
    .filter(({type, source}) => type === "ExportNamedDeclaration" && !source)
    .flatMap(({specifiers}) => specifiers.map(({local}) => local.name));

/** Whether a variable is assigned to from within a function, where nobody knows when. */
function changesLater({defs, references}) {
  // A function that replaces itself at its first call answers the same before and after.
  if (defs.some(({type}) => type === "FunctionName")) return false;
  return references.some((one) => one.isWrite() && one.from.variableScope.type === "function");
}

const [folder, ...files] = process.argv.slice(2);
const found = files.flatMap((file) => {
  const tree = parse(readFileSync(join(folder, file), "utf8"), {
    ecmaVersion: "latest",
    sourceType: "module",
    range: true,
  });
  const [module] = analyze(tree, {ecmaVersion: 2022, sourceType: "module"}).globalScope.childScopes;
  return exported(tree)
    .filter((name) => changesLater(module.set.get(name)))
    .map((name) => [file, name]);
});
console.log(JSON.stringify(found));
