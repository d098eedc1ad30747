// Builds the browser's part: backend/lexiarch/dashboard/assets -> static, from node_modules alone.
// The contract calls (viem) become chunks of their own, named by their hash; the server adds hashes to the other names.
// So does each language but English, from what `scripts/translations.py browser` wrote into .build/languages.
// DEPTHS="16 20": the depths of trees in which the prover of secret ballots can make proofs.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
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

const common = {
  outdir: target,
  bundle: true,
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  minify: true,
  sourcemap: "linked",
  legalComments: "linked",
  metafile: true,
  absWorkingDir: root,
  logLevel: "warning",
};

/** A file of the circuit for a depth, under a name that holds its hash; it must be the one that was pinned. */
function copyCircuit(depth, kind) {
  const pinned = JSON.parse(readFileSync(join(root, "scripts/circuits.json")))[depth]?.[kind];
  const content = readFileSync(join(root, `node_modules/@zk-kit/semaphore-artifacts/semaphore-${depth}.${kind}`));
  const sha256 = createHash("sha256").update(content).digest("hex");
  if (sha256 !== pinned) throw new Error(`bundle: semaphore-${depth}.${kind} is not the file in scripts/circuits.json`);
  const path = `prover/semaphore-${depth}-${sha256.slice(0, 12)}.${kind}`;
  writeFileSync(join(target, path), content);
  return { path, sha256, size: content.length };
}

mkdirSync(join(target, "prover"));
const depths = (process.env.DEPTHS || "16").split(/[\s,]+/).filter(Boolean).map(Number);
const circuits = Object.fromEntries(
  depths.map((depth) => [depth, { wasm: copyCircuit(depth, "wasm"), zkey: copyCircuit(depth, "zkey") }]),
);

// The prover is a program of its own, to which the pages send messages: snarkjs in it is under the GPL, so all of it is.
const prover = await build({
  ...common,
  entryPoints: { "prover/prover": join(assets, "secret/prover.ts") },
  entryNames: "[dir]/[name]-[hash]",
  format: "iife",
  platform: "browser",
});
const proverScript = Object.keys(prover.metafile.outputs).find((path) => path.endsWith(".js"));
const version = (name) => JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"))).version;
const notice = `The prover (${basename(proverScript)}) contains snarkjs ${version("snarkjs")} (https://www.npmjs.com/package/snarkjs) and is distributed
under the GNU General Public License, version 3, which follows. Its source: the packages that are named in the map beside it,
as npm has them, and Lexiarch's assets/secret, whose own licence is MIT. The circuits beside it are those of
@zk-kit/semaphore-artifacts ${version("@zk-kit/semaphore-artifacts")} (MIT).\n\n`;
writeFileSync(join(target, "prover/LICENSE.txt"), notice + readFileSync(join(root, "node_modules/snarkjs/COPYING"), "utf8"));

const { metafile } = await build({
  ...common,
  entryPoints: { main: join(assets, "main.ts"), style: join(assets, "style/main.css") },
  plugins: [languages],
  splitting: true,
  format: "esm",
  chunkNames: "chunks/[name]-[hash]",
  define: {
    PROVER_CIRCUITS: JSON.stringify(circuits),
    PROVER_SCRIPT: JSON.stringify(`prover/${basename(proverScript)}`),
  },
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

// What clients get that take it compressed; the server picks it by its name.
const LEVEL = { level: 9 };
for (const entry of readdirSync(target, { recursive: true })) {
  if (!/\.(js|css|svg|wasm|zkey|txt)$/.test(entry)) continue;
  writeFileSync(join(target, `${entry}.gz`), gzipSync(readFileSync(join(target, entry)), LEVEL));
}

const compressed = (path) => readFileSync(`${path}.gz`).length;
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

const proving = readdirSync(join(target, "prover")).filter((name) => /\.(js|wasm|zkey)\.gz$/.test(name));
const ofDepth = (depth) => proving.filter((name) => !name.startsWith("semaphore-") || name.startsWith(`semaphore-${depth}-`));
const sizes = (names) => names.reduce((total, name) => total + readFileSync(join(target, "prover", name)).length, 0);
for (const depth of depths) console.log(`bundle: prover for depth ${depth} ${kilobytes(sizes(ofDepth(depth)))} (gzip)`);
console.log(`bundle: first view ${kilobytes(sum(first))}, ${kilobytes(most)} in another language, with a wallet ${kilobytes(sum(later))} more (gzip)`);
if (most > FIRST_VIEW_LIMIT) {
  console.error(`bundle: the first view must stay below ${kilobytes(FIRST_VIEW_LIMIT)}`);
  process.exit(1);
}
