// Builds the browser's part: backend/lexiarch/dashboard/assets -> static, from node_modules alone.
// The contract calls (viem) become chunks of their own, named by their hash; the server adds hashes to the other names.
// So does each language but English, from what `scripts/translations.py browser` wrote into .build/languages.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const FIRST_VIEW_LIMIT = 60_000; // bytes, gzip: script and style before a wallet is used

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const assets = join(root, "backend/lexiarch/dashboard/assets");
const target = join(root, "backend/lexiarch/dashboard/static");
const texts = join(root, ".build/languages");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

/** The module `lexiarch:languages`: how to load the texts of each language. */
const languages = {
  name: "languages",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^lexiarch:languages$/ }, ({ path }) => ({ path, namespace: "languages" }));
    onLoad({ filter: /.*/, namespace: "languages" }, () => {
      const codes = readdirSync(texts).map((name) => name.replace(/\.json$/, ""));
      const loads = codes.map((code) => `${JSON.stringify(code)}: () => import("./${code}.json")`);
      return { contents: `export const languages = { ${loads.join(", ")} };`, resolveDir: texts };
    });
    onLoad({ filter: /\.json$/ }, ({ path }) => (dirname(path) === texts ? { contents: `export default ${readFileSync(path, "utf8")}` } : null));
  },
};

const { metafile } = await build({
  entryPoints: { main: join(assets, "main.ts"), style: join(assets, "style/main.css") },
  outdir: target,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  chunkNames: "chunks/[name]-[hash]",
  minify: true,
  sourcemap: "linked",
  legalComments: "linked",
  metafile: true,
  plugins: [languages],
  absWorkingDir: root,
  logLevel: "warning",
});
copyFileSync(join(root, "node_modules/htmx.org/dist/htmx.min.js"), join(target, "htmx.js"));
copyFileSync(join(root, "node_modules/htmx.org/LICENSE"), join(target, "htmx.LICENSE.txt"));
copyFileSync(join(assets, "favicon.svg"), join(target, "favicon.svg"));

const compressed = (path) => gzipSync(readFileSync(path)).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** The files that a page loads before anything is pressed: those reached by static imports. */
function loadedAtOnce(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { path: next, kind } of metafile.outputs[path].imports) {
    if (kind === "import-statement") loadedAtOnce(next, seen);
  }
  return seen;
}

const output = (name) => relative(root, join(target, name));
const first = [...loadedAtOnce(output("main.js")), output("style.css"), output("htmx.js")];
const scripts = Object.keys(metafile.outputs).filter((path) => path.endsWith(".js") && !first.includes(path));
const isText = (path) => metafile.outputs[path].entryPoint?.startsWith(relative(root, texts));
const spoken = scripts.filter(isText);
const later = scripts.filter((path) => !isText(path));
const sum = (paths) => paths.reduce((total, path) => total + compressed(join(root, path)), 0);
const most = sum(first) + Math.max(0, ...spoken.map((path) => sum([path])));

console.log(`bundle: first view ${kilobytes(sum(first))}, ${kilobytes(most)} in another language, with a wallet ${kilobytes(sum(later))} more (gzip)`);
if (most > FIRST_VIEW_LIMIT) {
  console.error(`bundle: the first view must stay below ${kilobytes(FIRST_VIEW_LIMIT)}`);
  process.exit(1);
}
