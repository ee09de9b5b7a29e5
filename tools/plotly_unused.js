// Finds what of plotly.js the atlas never reaches: `python -m tools.plotly_unused` runs it.
// plotly.js is one function with a thousand modules, each `var name = W(() => ...)` and evaluated when first called.
// The last of them registers the kinds of traces; with fewer registered, what only the others call is never evaluated.
import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";

import {parse} from "acorn";

const [file, ...kept] = process.argv.slice(2);
/** What makes a module when it is called, and does nothing before. */
const LAZY = new Set(["W", "Ea"]);
/** Names what a module exports: `Fp(module, {name: () => value})`. */
const EXPORTS = "Fp";

const text = readFileSync(file, "utf8");
const statements = bodyOf(parse(text, {ecmaVersion: "latest"}));

/** All nodes below a node, itself first. */
function* within(node) {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === "string") yield* within(child);
}

/** The statements of the function that makes Plotly. */
function bodyOf(program) {
  for (const node of within(program))
    if (node.type === "VariableDeclarator" && node.id.name === "Plotly") return node.init.callee.body.body;
  throw new Error("there is no Plotly in this file");
}

/** Every name in a node: more than it refers to, for a name of its own may be that of a module too. */
function namesIn(node) {
  const names = new Set();
  for (const {type, name} of within(node)) if (type === "Identifier") names.add(name);
  return names;
}

const definitions = new Map(
  statements.flatMap((statement) => {
    if (statement.type === "FunctionDeclaration") return [[statement.id.name, statement]];
    if (statement.type !== "VariableDeclaration") return [];
    return statement.declarations.map((declared) => [declared.id.name, declared]);
  }),
);

/** The module that registers all others, and the list of them. */
function registering() {
  for (const [name, node] of definitions) {
    if (node.end - node.start > 2000) continue;
    for (const call of within(node))
      if (call.callee?.property?.name === "register" && call.arguments[0].elements?.length > 1)
        return {name, list: call.arguments[0]};
  }
  throw new Error("nothing is registered in this file");
}

/** What a module of a trace calls its kind. */
function kindOf(name) {
  for (let node = definitions.get(name), hops = 0; node && hops < 4; hops += 1) {
    const source = text.slice(node.start, node.end);
    const kind = /\bname:"(\w+)"/.exec(source) ?? /\.name="(\w+)"/.exec(source);
    if (kind) return kind[1];
    node = definitions.get(/exports=(\w+)\(\)/.exec(source)?.[1]);
  }
  return undefined;
}

const {name: last, list} = registering();
const registered = list.elements.map(({callee}) => callee.name);
const wanted = registered.filter((name) => kept.includes(kindOf(name)));
if (wanted.length !== kept.length) throw new Error(`of ${kept.join(", ")} some are not in this file`);

/** Names that are reached from what is kept. */
function reached() {
  const live = new Set([last]);
  const waiting = [];
  const reach = (node, apart = []) => {
    for (const name of namesIn(node))
      if (definitions.has(name) && !live.has(name) && !apart.includes(name)) {
        live.add(name);
        waiting.push(name);
      }
  };
  const unwanted = registered.filter((name) => !wanted.includes(name));
  reach(definitions.get(last), unwanted);
  statements.filter((statement) => !isOwned(statement)).forEach((statement) => reach(statement));
  while (waiting.length) {
    const name = waiting.pop();
    reach(definitions.get(name));
    statements.filter((statement) => exportsOf(statement) === name).forEach((statement) => reach(statement));
  }
  return live;
}

/** The module whose exports a statement names. */
function exportsOf({type, expression}) {
  const isExports = type === "ExpressionStatement" && expression.callee?.name === EXPORTS;
  return isExports ? expression.arguments[0].name : undefined;
}

/** Whether a statement matters only where its name is reached. */
function isOwned(statement) {
  if (exportsOf(statement) || statement.type === "FunctionDeclaration") return true;
  return statement.type === "VariableDeclaration" && statement.declarations.every(isIdle);
}

/** Whether a declaration does nothing by itself. */
function isIdle({id, init}) {
  if (id.type !== "Identifier") return false;
  if (!init || /^(Arrow)?FunctionExpression$/.test(init.type)) return true;
  if (init.type === "ObjectExpression") return !init.properties.length;
  return init.type === "CallExpression" && LAZY.has(init.callee.name);
}

/** Whether nothing that is reached needs a statement. */
function isUnused(statement, live) {
  if (!isOwned(statement)) return false;
  const names = exportsOf(statement) ?? statement.id?.name;
  return names ? !live.has(names) : statement.declarations.every(({id}) => !live.has(id.name));
}

/** Cuts as places in the text, neighbours in one. */
function cuts(live) {
  const made = statements
    .filter((statement) => isUnused(statement, live))
    .map(({start, end}) => [start, end]);
  const keptOf = wanted.map((name) => text.indexOf(`${name}()`, list.start));
  // Of the list of what is registered the calls that are kept stay; an empty place in it would be a hole.
  let from = list.start + 1;
  wanted.forEach((name, i) => {
    made.push([from, keptOf[i]]);
    from = keptOf[i] + `${name}()`.length + (i < wanted.length - 1 ? 1 : 0);
  });
  made.push([from, list.end - 1]);
  const joined = [];
  for (const [from, to] of made.filter(([from, to]) => from < to).sort(([a], [b]) => a - b)) {
    const before = joined.at(-1);
    if (before && before[1] === from) before[1] = to;
    else joined.push([from, to]);
  }
  return joined;
}

const bytes = (place) => Buffer.byteLength(text.slice(0, place));
const unused = cuts(reached()).map(([from, to]) => [bytes(from), bytes(to)]);
const rest = Buffer.concat(
  [0, ...unused.map(([, to]) => to)].map((from, i) => Buffer.from(text).subarray(from, unused[i]?.[0])),
);
parse(rest.toString(), {ecmaVersion: "latest"}); // what is left is a script
const digest = createHash("sha256").update(text).digest("hex");
process.stdout.write(`${JSON.stringify({sha256: digest, kept, unused})}\n`);
