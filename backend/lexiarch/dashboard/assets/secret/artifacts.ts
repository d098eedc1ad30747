/** The circuit and its key, from our own server: fetched with progress, and checked before anything uses them. */
import { config } from "../page/data";
import { t } from "../page/language";
import { type Artifact, type Circuit, circuits } from "./built";

type Tell = (share: number) => void;

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function read(response: Response, size: number, tell: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const content = new Uint8Array(size);
  const reader = response.body?.getReader();
  let length = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    if (length + part.value.length > size) break;
    content.set(part.value, length);
    length += part.value.length;
    tell(length);
  }
  return content.subarray(0, length);
}

async function fetchChecked({ path, sha256, size }: Artifact, tell: (bytes: number) => void): Promise<Uint8Array> {
  const response = await fetch(`${config.base}/static/${path}`); // its name holds its hash: the browser keeps it for ever
  if (!response.ok) throw new Error(t("A file that proofs are made with could not be loaded ({status}). Try again later.", { status: response.status }));
  const content = await read(response, size, tell);
  if (hex(await crypto.subtle.digest("SHA-256", content)) !== sha256) {
    throw new Error(t("A file that proofs are made with is not the one it should be, so nothing was done with it. Load the page again; if it stays so, tell whoever runs this server."));
  }
  return content;
}

/** The files for a tree of this depth. Rejects, with words, when one is missing or changed. */
export async function fetchCircuit(depth: number, tell: Tell): Promise<{ wasm: Uint8Array; zkey: Uint8Array }> {
  const circuit: Circuit | undefined = circuits[depth];
  if (!circuit) throw new Error(t("This server does not have the files for proofs in a tree of depth {depth}. Tell whoever runs it.", { depth }));
  const total = circuit.wasm.size + circuit.zkey.size;
  const done = { wasm: 0, zkey: 0 };
  const telling = (name: keyof typeof done) => (bytes: number) => {
    done[name] = bytes;
    tell((done.wasm + done.zkey) / total);
  };
  const [wasm, zkey] = await Promise.all([fetchChecked(circuit.wasm, telling("wasm")), fetchChecked(circuit.zkey, telling("zkey"))]);
  return { wasm, zkey };
}
