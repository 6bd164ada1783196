// Builds the front end into ../static/build: npm run build (or: npm run watch).
import { mkdir, readdir, readFile, rm, writeFile, copyFile } from "node:fs/promises";
import { watch } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../../..");
const modules = path.join(root, "node_modules");
const out = path.resolve(here, "../static/build");

// Whatever may name a class or an icon: a class that none of these files holds cannot be on a page.
const SOURCES = ["marketplace", "housing", "jobs", "matching", "search", "cms"].map((app) => path.join(root, app));
const READABLE = /\.(html|py|js)$/;

async function* sources(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!["build", "migrations", "locale", "node_modules", "__pycache__"].includes(entry.name)) yield* sources(full);
    } else if (READABLE.test(entry.name)) yield full;
  }
}

async function scripts() {
  const result = await esbuild.build({
    entryPoints: { site: path.join(here, "js/site.js"), "map-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs" },
    outdir: out,
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    target: ["es2022"],
    chunkNames: "[name]-[hash]",
    legalComments: "none",
    ignoreAnnotations: true, // Bootstrap Italia declares its plugins, which register themselves, free of side effects
    metafile: true,
    absWorkingDir: root,
  });
  return result.metafile;
}

async function styles(files) {
  const options = {
    style: "compressed",
    loadPaths: [path.join(modules, "bootstrap-italia/src/scss"), modules],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "slash-div", "if-function", "mixed-decls"],
    logger: sass.Logger.silent,
  };
  const { css } = await sass.compileAsync(path.join(here, "scss/site.scss"), options);
  const [purged] = await new PurgeCSS().purge({
    content: [...files, ...(await pluginFiles())],
    css: [{ raw: css }],
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
    safelist: { greedy: [/^(alert|edge|reason)-/, /^state/, /^kind/, /^htmx/, /data-focus/, /focus--mouse/, /is-invalid/] },
  });
  await writeFile(path.join(out, "site.css"), purged.css);
  await copyFile(path.join(modules, "maplibre-gl/dist/maplibre-gl.css"), path.join(out, "map.css"));
}

// Bootstrap Italia's scripts set classes themselves; only those we load count.
async function pluginFiles() {
  const plugins = path.join(modules, "bootstrap-italia/dist/plugins");
  const names = ["collapse", "modal", "navbar-collapsible"];
  return [...names.map((name) => path.join(plugins, `${name}.js`)), path.join(plugins, "util/backdrop.js")];
}

async function fonts() {
  const wanted = [
    ...["400", "600", "700"].flatMap((weight) => [`titillium-web/files/titillium-web-latin-${weight}-normal.woff2`,
      `titillium-web/files/titillium-web-latin-ext-${weight}-normal.woff2`]),
    "roboto-mono/files/roboto-mono-latin-400-normal.woff2",
  ];
  await mkdir(path.join(out, "fonts"), { recursive: true });
  for (const file of wanted) {
    await copyFile(path.join(modules, "@fontsource", file), path.join(out, "fonts", path.basename(file)));
  }
}

async function sprite(files) {
  const used = new Set();
  for (const file of files) for (const name of (await readFile(file, "utf8")).match(/\bit-[a-z-]+/g) ?? []) used.add(name);
  const theirs = await readFile(path.join(modules, "bootstrap-italia/dist/svg/sprites.svg"), "utf8");
  const symbols = [];
  for (const [, id, attributes, body] of theirs.matchAll(/<symbol\s+id="([\w-]+)"([^>]*)>([\s\S]*?)<\/symbol>/g)) {
    if (used.has(id)) symbols.push(`<symbol id="${id}"${attributes}>${body}</symbol>`);
  }
  const pen = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  for (const name of (await readdir(path.join(here, "icons"))).sort()) {
    const svg = await readFile(path.join(here, "icons", name), "utf8");
    const body = svg.replace(/^<svg[^>]*>|<\/svg>\s*$/g, "");
    symbols.push(`<symbol id="${path.parse(name).name}" viewBox="0 0 24 24"><g ${pen}>${body}</g></symbol>`);
  }
  await writeFile(path.join(out, "sprite.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

async function build() {
  const begun = Date.now();
  await mkdir(out, { recursive: true });
  const before = new Set(await readdir(out));
  const files = [];
  for (const folder of SOURCES) for await (const file of sources(folder)) files.push(file);
  const [meta] = await Promise.all([scripts(), styles(files), fonts(), sprite(files)]);
  const kept = new Set([...Object.keys(meta.outputs).map((file) => path.basename(file)), "site.css", "map.css", "sprite.svg", "fonts"]);
  for (const name of before) if (!kept.has(name)) await rm(path.join(out, name), { recursive: true });
  console.log(`Front end built in ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
}

await build();
if (process.argv.includes("--watch")) {
  let timer;
  for (const folder of SOURCES) {
    watch(folder, { recursive: true }, (_, name) => {
      if (!name || !(READABLE.test(name) || /\.(scss|svg)$/.test(name)) || name.includes("static/build")) return;
      clearTimeout(timer);
      timer = setTimeout(() => build().catch((error) => console.error(error.message)), 200);
    });
  }
}
