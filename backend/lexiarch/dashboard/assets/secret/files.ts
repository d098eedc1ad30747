/** Files that a voter keeps or passes on: a finished ballot, and the receipt of one that was handed in. */
import { config, type Hex } from "../page/data";
import { t } from "../page/language";

/** A finished ballot. It says whose it is to nobody; whoever has it can hand it in, and change nothing. */
export interface Ballot { proposal: string; support: number; nullifier: bigint; points: bigint[] }

/** Where a ballot was handed in. Anybody could write the same of any ballot on chain, so it proves nothing to others. */
export interface Receipt {
  proposal: string;
  support: number;
  nullifier: bigint;
  /** Null when a relay had not handed it in yet. */
  txHash: Hex | null;
}

const BALLOT = "lexiarch secret ballot";
const RECEIPT = "lexiarch ballot receipt";
const VERSION = 1;

/** A file that cannot be used; the message says why. */
export class PaperError extends Error {}

const here = () => ({ chainId: config.chainId, governor: config.contracts.governor.toLowerCase() });

function write(format: string, content: object): string {
  return `${JSON.stringify({ format, version: VERSION, ...here(), ...content }, (_, value) => (typeof value === "bigint" ? String(value) : value), 2)}\n`;
}

const isNumber = (value: unknown): value is string => typeof value === "string" && /^\d{1,78}$/.test(value);
const isSupport = (value: unknown): value is number => value === 0 || value === 1 || value === 2;

function read(text: string, format: string, words: string): Record<string, unknown> {
  let content: Record<string, unknown> | null = null;
  try { content = JSON.parse(text) as Record<string, unknown>; } catch { /* as if it were another file */ }
  if (content?.["format"] !== format) throw new PaperError(words);
  if (content["version"] !== VERSION) throw new PaperError(t("The file was written by a newer version of this page. Load the page again."));
  const { chainId, governor } = here();
  if (content["chainId"] !== chainId || content["governor"] !== governor) throw new PaperError(t("The file is of another DAO."));
  const { proposal, nullifier, support } = content;
  if (!isNumber(proposal) || !isNumber(nullifier) || !isSupport(support)) throw new PaperError(words);
  return content;
}

export function writeBallot({ proposal, support, nullifier, points }: Ballot): string {
  return write(BALLOT, { proposal, support, nullifier, points });
}

/** Reads what {@link writeBallot} wrote. @throws PaperError */
export function readBallot(text: string): Ballot {
  const words = t("This is no file with a secret ballot.");
  const content = read(text, BALLOT, words);
  const points = content["points"];
  if (!Array.isArray(points) || points.length !== 8 || !points.every(isNumber)) throw new PaperError(words);
  return {
    proposal: content["proposal"] as string, support: content["support"] as number, nullifier: BigInt(content["nullifier"] as string),
    points: points.map(BigInt),
  };
}

export function writeReceipt({ proposal, support, nullifier, txHash }: Receipt): string {
  return write(RECEIPT, { proposal, support, nullifier, txHash });
}

/** Reads what {@link writeReceipt} wrote. @throws PaperError */
export function readReceipt(text: string): Receipt {
  const words = t("This is no receipt of a secret ballot.");
  const content = read(text, RECEIPT, words);
  const txHash = content["txHash"];
  if (txHash !== null && (typeof txHash !== "string" || !/^0x[0-9a-f]{64}$/i.test(txHash))) throw new PaperError(words);
  return {
    proposal: content["proposal"] as string, support: content["support"] as number, nullifier: BigInt(content["nullifier"] as string),
    txHash: txHash as Hex | null,
  };
}

/** Gives the reader a file to keep. */
export function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
