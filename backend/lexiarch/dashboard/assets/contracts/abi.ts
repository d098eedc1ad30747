/** Our contracts for viem: generated functions, and every error that a call may bring up from below. */
import {
  ballotBoxAbi, governorAbi as governor, holderRegistryAbi as roll, holderTreeAbi, issuerRegistryAbi as issuers, timelockAbi as timelock,
  tokenAbi as token, tracksAbi as tracks,
} from "../generated/abi";

/** The errors of all contracts. */
export const everyError = [...governor, ...timelock, ...issuers, ...tracks, ...token, ...roll, ...holderTreeAbi, ...ballotBoxAbi].filter(isError);

export { ballotBoxAbi, holderTreeAbi };
export const issuerRegistryAbi = issuers;
export const tokenAbi = token;
export const holderRegistryAbi = roll;
export const governorAbi = [...governor, ...everyError] as const;

function isError<T extends { type: string }>(entry: T): entry is Extract<T, { type: "error" }> {
  return entry.type === "error";
}
