/** Signatures that can be keys: of an account's own key, and the same each time. */
import { hexToBytes, isAddressEqual, recoverTypedDataAddress } from "viem";
import { getCode, signTypedData } from "viem/actions";
import { clientOf } from "../contracts/client";
import { t } from "../page/language";
import type { Session } from "../wallet/session";
import { statement } from "./statement";

/** Why a wallet's signature cannot be a key; the message says what to do. */
export class SignatureError extends Error {}

const DELEGATED = "0xef0100"; // EIP-7702: an account with a key of its own that runs a contract's code
const HALF = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n; // of secp256k1's order

const elsewhere = () => t("Keep the key in a file instead.");

async function signOnce(session: Session, number: number): Promise<Uint8Array> {
  const signature = await signTypedData(clientOf(session), { ...statement(number), account: session.account });
  const bytes = hexToBytes(signature);
  const isPlain = bytes.length === 65 && BigInt(`0x${signature.slice(66, 130)}`) <= HALF;
  const signer = isPlain ? await recoverTypedDataAddress({ ...statement(number), signature }) : null;
  if (!signer || !isAddressEqual(signer, session.account)) {
    throw new SignatureError(`${t("This wallet’s signature is not one of the account’s own key, so it cannot be counted on to stay the same.")} ${elsewhere()}`);
  }
  return bytes;
}

/** The signature that unlocks a key which was made before. Rejects as the wallet does, or with a SignatureError. */
export async function signAgain(session: Session, number: number): Promise<Uint8Array> {
  return signOnce(session, number);
}

/** As {@link signAgain}, for a new key: signs twice, since a wallet that signs differently each time would lose it. */
export async function signForNew(session: Session, number: number, between: () => void): Promise<Uint8Array> {
  const code = await getCode(clientOf(session), { address: session.account });
  if (code && !code.startsWith(DELEGATED)) {
    throw new SignatureError(`${t("This account is a contract: its signatures can change.")} ${elsewhere()}`);
  }
  const first = await signOnce(session, number);
  between();
  const second = await signOnce(session, number);
  if (first.some((byte, place) => place < 64 && byte !== second[place])) {
    throw new SignatureError(`${t("This wallet signs the same text differently each time, so a key made of it would be lost at once.")} ${elsewhere()}`);
  }
  return first;
}
