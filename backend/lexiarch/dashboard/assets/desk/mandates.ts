/** What the connected account may attest, from the contracts themselves. */
import { type Hex, zeroHash } from "viem";
import { getBlock, readContract } from "viem/actions";
import { type Client, clientOf, issuers, roll } from "../contracts/client";
import { isSame, readBlock } from "../page/data";
import type { Session } from "../wallet/session";

/** An accreditation as the page lists it. */
interface Listed { number: number; issuer: Hex; schema: Hex; definition: string; kind: "person" | "organisation"; signer: Hex | null }

/** A ground on which a case can rest now. */
export interface Ground { uid: Hex; definition: string }

export type Obstacle = "over" | "stopped" | "key" | "";

export interface Mandate extends Listed {
  validUntil: number;
  dailyCap: number;
  usedToday: number;
  stoppedUntil: number;
  /** Why the connected account cannot sign offers under it; empty when it can. */
  obstacle: Obstacle;
}

export interface Desk {
  /** The chain's time, in seconds since 1970. */
  now: number;
  mandates: Mandate[];
}

interface PageData {
  accreditations: Listed[];
  grounds: Ground[];
  /** For how long an account may refuse that its iD moves. */
  recoveryDays: number;
  /** Seconds from a notice until its case has lapsed. */
  longestCase: number;
}

const page = readBlock<PageData>("lexiarch-desk");

export const { grounds, recoveryDays, longestCase } = page;

const ADDRESS_LENGTH = 42;

async function read(client: Client, listed: Listed, account: Hex, now: number): Promise<Mandate> {
  const of = [listed.issuer, listed.schema] as const;
  const [mandate, { validUntil }, signer, stoppedUntil, usedToday] = await Promise.all([
    readContract(client, { ...issuers, functionName: "mandateOf", args: of }),
    readContract(client, { ...issuers, functionName: "accreditation", args: [listed.number] }),
    readContract(client, { ...issuers, functionName: "signerOf", args: [listed.number] }),
    readContract(client, { ...issuers, functionName: "suspendedUntil", args: of }),
    readContract(client, { ...roll, functionName: "usedToday", args: [listed.number] }),
  ]);
  const keyed = signer !== "0x";
  const signs = isSame(account, keyed ? signer : listed.issuer);
  let obstacle: Obstacle = signs ? "" : "key";
  if (mandate.number === 0) obstacle = validUntil > now ? "stopped" : "over";
  return { ...listed, signer: keyed ? signer : null, validUntil, dailyCap: mandate.dailyCap, usedToday, stoppedUntil, obstacle };
}

async function readDesk(session: Session): Promise<Desk> {
  const client = clientOf(session);
  const now = Number((await getBlock(client)).timestamp);
  const own = page.accreditations.filter(({ issuer, signer }) => isSame(issuer, session.account) || (signer && isSame(signer, session.account)));
  return { now, mandates: await Promise.all(own.map((each) => read(client, each, session.account, now))) };
}

let known = new WeakMap<Session, Promise<Desk>>();
document.addEventListener("lexiarch:refreshed", () => { known = new WeakMap(); }, true); // before the panels read again

/** The desk of an account; read once for all panels, until {@link forgetDesk}. */
export function deskOf(session: Session): Promise<Desk> {
  const found = known.get(session) ?? readDesk(session);
  known.set(session, found);
  found.catch(() => known.delete(session));
  return found;
}

/** What was read is no longer so. */
export function forgetDesk(session: Session): void {
  known.delete(session);
}

/** Whether a key signs that no wallet in a browser holds: one that a contract checks. */
export function isForeignKey(signer: Hex | null): boolean {
  return signer !== null && signer.length !== ADDRESS_LENGTH;
}

/** What the roll knows of an iD. */
export interface Held { personTag: Hex; holder: Hex; issuer: Hex; schema: Hex; expirationTime: number; stands: boolean }

/** The iD of a person tag; null when there never was one. */
export async function heldBy(client: Client, personTag: Hex, now: number): Promise<Held | null> {
  if (personTag === zeroHash) return null;
  const found = await readContract(client, { ...roll, functionName: "attestationOf", args: [personTag] });
  if (found.since === 0) return null;
  const { holder, issuer, schema, expirationTime } = found;
  return { personTag, holder, issuer, schema, expirationTime, stands: schema !== zeroHash && now < expirationTime };
}

/** The iD that an account holds, or held last; null when it never held one. */
export async function heldByAccount(client: Client, account: Hex, now: number): Promise<Held | null> {
  const personTag = await readContract(client, { ...roll, functionName: "personTagOf", args: [account] });
  const held = await heldBy(client, personTag, now);
  return held && isSame(held.holder, account) ? held : null;
}
