/** The member's secret: 32 bytes from a wallet's signature, or random and kept in a file under a passphrase. */
import { Identity } from "@semaphore-protocol/identity";
import { poseidon2 } from "poseidon-lite/poseidon2";

/** For which roll a secret is; it says nothing about whose it is. */
export interface About { dao: string; chainId: number; registry: string }

/** What is wrong with a file, by a word that the page puts into the reader's language. */
export class FileError extends Error {
  constructor(readonly code: "not-a-key" | "newer" | "another-dao" | "passphrase") { super(code); }
}

const FORMAT = "lexiarch ballot key";
const VERSION = 1;
/** OWASP's least for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet). A file may ask for more, within reason. */
const ITERATIONS = 600_000;
const MOST_ITERATIONS = 20_000_000;
const SALT = new TextEncoder().encode("lexiarch ballot key v1");

interface KeyFile extends About {
  format: string;
  version: number;
  iterations: number;
  salt: string;
  iv: string;
  data: string;
}

const encode = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const decode = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Semaphore's identity with this secret: `Identity.import` of its base64 is the same. */
export function identityOf(secret: Uint8Array): Identity {
  return new Identity(secret);
}

/** As Semaphore's circuit makes it. */
export function nullifierOf(scope: bigint, secretScalar: bigint): bigint {
  return poseidon2([scope, secretScalar]);
}

/** HKDF (RFC 5869) over r and s of the signature: its last byte is written differently by different wallets. */
export async function secretOf(signature: Uint8Array): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", signature.slice(0, 64), "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: SALT, info: new Uint8Array() };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}

async function fileKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const key = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, key, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** What stands in the open is sealed with the rest: a file that was tampered with does not open. */
function sealed({ data: _, ...open }: KeyFile): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(Object.entries(open).sort()));
}

/** A random secret in a file that the passphrase opens. */
export async function makeFile(passphrase: string, { dao, chainId, registry }: About): Promise<string> {
  const [secret, salt, iv] = [32, 16, 12].map((size) => crypto.getRandomValues(new Uint8Array(size))) as [Bytes, Bytes, Bytes];
  const file: KeyFile = {
    format: FORMAT, version: VERSION, dao, chainId, registry, iterations: ITERATIONS, salt: encode(salt), iv: encode(iv), data: "",
  };
  const key = await fileKey(passphrase, salt, ITERATIONS);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: sealed(file) }, key, secret);
  return `${JSON.stringify({ ...file, data: encode(new Uint8Array(data)) }, null, 2)}\n`;
}

type Bytes = Uint8Array<ArrayBuffer>;

function readFile(text: string, about: About): KeyFile {
  let file: KeyFile;
  try { file = JSON.parse(text) as KeyFile; } catch { throw new FileError("not-a-key"); }
  if (file?.format !== FORMAT) throw new FileError("not-a-key");
  if (file.version !== VERSION) throw new FileError("newer");
  const texts = [file.dao, file.registry, file.salt, file.iv, file.data];
  const counts = Number.isInteger(file.iterations) && file.iterations >= ITERATIONS && file.iterations <= MOST_ITERATIONS;
  if (!counts || texts.some((each) => typeof each !== "string")) throw new FileError("not-a-key");
  const isHere = file.chainId === about.chainId && file.registry.toLowerCase() === about.registry.toLowerCase();
  if (!isHere) throw new FileError("another-dao");
  return file;
}

/** The secret in a file. Rejects with a FileError. */
export async function openFile(text: string, passphrase: string, about: About): Promise<Uint8Array> {
  const file = readFile(text, about);
  let parts: [Bytes, Bytes, Bytes];
  try { parts = [decode(file.salt), decode(file.iv), decode(file.data)]; } catch { throw new FileError("not-a-key"); }
  const [salt, iv, data] = parts;
  const key = await fileKey(passphrase, salt, file.iterations);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: sealed(file) }, key, data));
  } catch {
    throw new FileError("passphrase");
  }
}
