/** Our contracts for viem: generated functions, and every error that executing a proposal may bring up from below. */
import {
  governorAbi as governor, holderRegistryAbi as roll, issuerRegistryAbi as issuers, timelockAbi as timelock, tokenAbi as token, tracksAbi as tracks,
} from "../generated/abi";

export const tokenAbi = token;
export const holderRegistryAbi = roll;
export const governorAbi = [...governor, ...timelock, ...issuers, ...tracks, ...token.filter(isError), ...roll.filter(isError)] as const;

function isError<T extends { type: string }>(entry: T): entry is Extract<T, { type: "error" }> {
  return entry.type === "error";
}
