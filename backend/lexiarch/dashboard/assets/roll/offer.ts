/**
 * An issuer's signed offer as a link, `/accept#offer=…`: base64url of a JSON list of version, chain id, registry, the
 * fields of the EIP-712 type `Offer` in their order, the issuer's signature, and for a batch the proof. It travels in
 * the fragment, which browsers send to no server.
 */
import { getAddress, isAddress, isHex, zeroAddress } from "viem";
import { moment } from "../contracts/values";
import type { Hex } from "../page/data";
import { t } from "../page/language";

/** What an issuer signs: see IHolderOffers.sol. Times are seconds since 1970. */
export interface Offer {
  holder: Hex;
  issuer: Hex;
  schema: Hex;
  personTag: Hex;
  issuedAt: number;
  expirationTime: number;
  deadline: number;
}

export interface SignedOffer {
  offer: Offer;
  /** Of the offer, or of the root of a batch. */
  signature: Hex;
  /** Sibling hashes from the offer to the root of its batch; null for an offer that was signed alone. */
  proof: Hex[] | null;
}

/** The contract that an offer is for. */
export interface Registry { chainId: number; address: Hex }

/** The EIP-712 type `Offer`. */
export const offerFields = [
  { name: "holder", type: "address" },
  { name: "issuer", type: "address" },
  { name: "schema", type: "bytes32" },
  { name: "personTag", type: "bytes32" },
  { name: "issuedAt", type: "uint48" },
  { name: "expirationTime", type: "uint48" },
  { name: "deadline", type: "uint48" },
] as const;

/** An offer that cannot be used here; the message says why, and what to do. */
export class OfferError extends Error {}

const VERSION = 1;
const LONGEST = 32_768; // characters: some wallets' signatures take kilobytes
const DEEPEST = 32; // levels of a batch
const KEY = "offer=";
const HASH = /^0x[0-9a-f]{64}$/;

/** The fragment of the link, without its `#`. */
export function encodeOffer({ offer, signature, proof }: SignedOffer, registry: Registry): string {
  const fields = offerFields.map(({ name, type }) => {
    if (type === "address") return getAddress(offer[name]);
    return type === "bytes32" ? offer[name].toLowerCase() : offer[name];
  });
  const parts = [VERSION, registry.chainId, getAddress(registry.address), ...fields, signature, ...(proof ? [proof] : [])];
  return KEY + btoa(JSON.stringify(parts)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The whole link to the page on which an offer is accepted; `base` is the path under which the pages are shown. */
export function offerLink(signed: SignedOffer, registry: Registry, base: string, origin = location.origin): string {
  return `${origin}${base}/accept#${encodeOffer(signed, registry)}`;
}

/**
 * The offer in a link, in its fragment, or in the bare code; line breaks that mail programs put in do no harm.
 * @param registry Where the offer has to be for.
 * @param now The chain's time, in seconds since 1970.
 * @throws OfferError
 */
export function decodeOffer(text: string, registry: Registry, now: number): SignedOffer {
  const [version, chainId, address, ...rest] = readParts(text);
  if (typeof version === "number" && version !== VERSION) {
    throw new OfferError(t("This offer is of a newer kind ({version}) than this page knows. Load the page again, or ask the issuer which site can read it.",
      { version }));
  }
  if (version !== VERSION || typeof chainId !== "number" || !isAccount(address)) throw damaged();
  if (chainId !== registry.chainId) {
    throw new OfferError(t("This offer is for chain {offered}, and this DAO is on chain {here}. Open it on the site of the DAO that it is for, or ask the issuer for one for this DAO.",
      { offered: chainId, here: registry.chainId }));
  }
  if (getAddress(address) !== getAddress(registry.address)) {
    throw new OfferError(t("This offer is for another roll ({offered}), not for that of this DAO. Open it on the site of the DAO that it is for, or ask the issuer for one for this DAO.",
      { offered: address }));
  }
  const signed = readSigned(rest);
  checkTimes(signed.offer, now);
  return signed;
}

function damaged(): OfferError {
  return new OfferError(t("The offer’s link is damaged: a part of it is missing or changed. Copy the whole link once more, or ask the issuer to send it again."));
}

function readParts(text: string): unknown[] {
  const compact = text.replace(/\s+/g, "");
  if (compact === "") throw new OfferError(t("There is no offer here. Open the link that the issuer has sent, or paste it."));
  const code = compact.slice(compact.includes(KEY) ? compact.indexOf(KEY) + KEY.length : 0).replace(/&.*$/, "");
  if (compact.length > LONGEST || !/^[\w-]+$/.test(code)) throw damaged();
  try {
    const parts: unknown = JSON.parse(atob(code.replaceAll("-", "+").replaceAll("_", "/")));
    if (Array.isArray(parts)) return parts;
  } catch {
    // neither base64 nor JSON
  }
  throw damaged();
}

/** Whether it is an address, its checksum right where it has one. */
function isAccount(value: unknown): value is Hex {
  return typeof value === "string" && isAddress(value) && value !== zeroAddress;
}

function isOf(type: (typeof offerFields)[number]["type"], value: unknown): boolean {
  if (type === "address") return isAccount(value);
  if (type === "bytes32") return isHash(value);
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 2 ** 48;
}

function isHash(value: unknown): value is Hex {
  return typeof value === "string" && HASH.test(value);
}

function isProof(value: unknown): value is Hex[] {
  return Array.isArray(value) && value.length <= DEEPEST && value.every(isHash);
}

function readSigned(values: unknown[]): SignedOffer {
  const [signature, proof = null, ...more] = values.slice(offerFields.length);
  const isWhole = offerFields.every(({ type }, place) => isOf(type, values[place]));
  if (!isWhole || !isHex(signature) || signature.length <= 2 || signature.length % 2 || more.length) throw damaged();
  if (proof !== null && !isProof(proof)) throw damaged();
  const offer = Object.fromEntries(offerFields.map(({ name }, place) => [name, values[place]])) as unknown as Offer;
  if (BigInt(offer.personTag) < 2n) throw damaged();
  return { offer, signature, proof };
}

function checkTimes({ issuedAt, deadline, expirationTime }: Offer, now: number): void {
  if (issuedAt > deadline || issuedAt >= expirationTime) throw damaged();
  if (now > deadline || now >= expirationTime) {
    const day = moment(Math.min(deadline, expirationTime));
    throw new OfferError(t("This offer could be accepted until {day}. Ask the issuer for a new one.", { day }));
  }
}
