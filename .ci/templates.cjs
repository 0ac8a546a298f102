// Renders sources with template engines in which `x` is "PWNED" and anything unknown is an error.
// stdin: [{"engine", "source"}]; stdout: for each what the engine makes of it, or {"error"}.
const path = require("node:path");
const from = require("node:module").createRequire(path.join(process.cwd(), "x.js"));

const context = { x: "PWNED" };
const nunjucks = new (from("nunjucks").Environment)(null, { autoescape: false, throwOnUndefined: true });
const { Liquid } = from("liquidjs");
const liquid = new Liquid({ strictVariables: true, strictFilters: true });
const handlebars = from("handlebars");
const mustache = from("mustache");
const vue = from("vue");
const { renderToString } = from("vue/server-renderer");
const { parse } = from("@vue/compiler-dom");

// Interpolations are nodes of type 5, and directives attributes of type 7, in the tree of Vue's compiler.
function alive(node) {
  return node.type === 5 || (node.props || []).some((prop) => prop.type === 7) || (node.children || []).some(alive);
}

async function byVue(source) {
  const app = vue.createSSRApp({ template: `<div>${source}</div>`, data: () => context });
  app.config.warnHandler = (message) => { throw new Error(message); };
  const parsed = parse(source, { onError: (error) => { throw error; } });
  return { html: await renderToString(app), alive: parsed.children.some(alive) };
}

const engines = {
  nunjucks: (source) => nunjucks.renderString(source, context),
  liquidjs: (source) => liquid.parseAndRenderSync(source, context),
  handlebars: (source) => handlebars.compile(source, { strict: true, noEscape: true })(context),
  mustache: (source) => mustache.render(source, context, {}, { escape: String }),
  ejs: (source) => from("ejs").render(source, context),
  lodash: (source) => from("lodash").template(source)(context),
  vue: byVue,
};

async function main() {
  let input = "";
  process.stdin.setEncoding("utf8");
  for await (const chunk of process.stdin) input += chunk;
  const results = [];
  for (const { engine, source } of JSON.parse(input)) {
    try {
      results.push(await engines[engine](source));
    } catch (error) {
      results.push({ error: String(error.message || error).slice(0, 200) });
    }
  }
  process.stdout.write(JSON.stringify(results));
}

main();
