/** The text that a wallet signs to sign in: EIP-4361. */
import { getAddress, stringToHex } from "viem";
import type { Hex } from "../page/data";

/** The message's fields, as the server gives them. */
export interface Fields {
  domain: string;
  uri: string;
  version: string;
  chain_id: number;
  nonce: string;
  statement: string;
  issued_at: string;
  expiration_time: string;
}

/** Text as `personal_sign` takes it. */
export const hexOf = (text: string): Hex => stringToHex(text);

export function messageOf(fields: Fields, account: Hex): string {
  return [
    `${fields.domain} wants you to sign in with your Ethereum account:`,
    getAddress(account), "",
    fields.statement, "",
    `URI: ${fields.uri}`,
    `Version: ${fields.version}`,
    `Chain ID: ${fields.chain_id}`,
    `Nonce: ${fields.nonce}`,
    `Issued At: ${fields.issued_at}`,
    `Expiration Time: ${fields.expiration_time}`,
  ].join("\n");
}
