/** What a member signs to make a ballot key of the signature. */
import { config } from "../page/data";

/** Never changed and never translated: other words would make other keys. Pages explain it in the reader's language. */
const PURPOSE =
  "The signature of this text is the key to my secret ballots. Whoever has the signature can vote in my place and see how I voted. "
  + "I sign this only on a page of my DAO that I trust, and give the signature to nobody.";

/** EIP-712 typed data, bound to chain and roll; `number` counts the keys that the person has put into the tree. */
export function statement(number: number) {
  return {
    domain: { name: "Lexiarch ballot key", version: "1", chainId: config.chainId, verifyingContract: config.contracts.holder_registry },
    types: { BallotKey: [{ name: "purpose", type: "string" }, { name: "number", type: "uint256" }] },
    primaryType: "BallotKey",
    message: { purpose: PURPOSE, number: BigInt(number) },
  } as const;
}
