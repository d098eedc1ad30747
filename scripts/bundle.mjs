// Builds the browser's part: backend/lexiarch/dashboard/assets -> static, from node_modules alone.
// The contract calls (viem) become chunks of their own, named by their hash; the server adds hashes to the other names.
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const FIRST_VIEW_LIMIT = 60_000; // bytes, gzip: script and style before a wallet is used

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const assets = join(root, "backend/lexiarch/dashboard/assets");
const target = join(root, "backend/lexiarch/dashboard/static");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const common = {
  outdir: target,
  bundle: true,
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  minify: true,
  sourcemap: "linked",
  legalComments: "linked",
  absWorkingDir: root,
  logLevel: "warning",
};
const { metafile } = await build({
  ...common,
  entryPoints: { main: join(assets, "main.ts"), style: join(assets, "style/main.css") },
  splitting: true,
  format: "esm",
  chunkNames: "chunks/[name]-[hash]",
  metafile: true,
});
// htmx makes elements of text in two ways; both go through the only policy that the pages' Trusted Types allow.
await build({
  ...common,
  entryPoints: { htmx: join(assets, "htmx/start.ts") },
  format: "iife",
  inject: [join(assets, "htmx/trusted.ts")],
  define: { "Document.parseHTMLUnsafe": "parseAnswer" },
});
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
const later = Object.keys(metafile.outputs).filter((path) => path.endsWith(".js") && !first.includes(path));
const sum = (paths) => paths.reduce((total, path) => total + compressed(join(root, path)), 0);

console.log(`bundle: first view ${kilobytes(sum(first))}, with a wallet ${kilobytes(sum(later))} more (gzip)`);
if (sum(first) > FIRST_VIEW_LIMIT) {
  console.error(`bundle: the first view must stay below ${kilobytes(FIRST_VIEW_LIMIT)}`);
  process.exit(1);
}
