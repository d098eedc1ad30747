/** The chain through the wallet's own provider: it works while our server does not. */
import { createClient, custom, defineChain, formatUnits } from "viem";
import { config } from "../page/data";
import { number, t } from "../page/language";
import type { Session } from "../wallet/session";
import { governorAbi, holderRegistryAbi, issuerRegistryAbi, tokenAbi } from "./abi";

const POLL_MS = 400;

const chain = defineChain({
  id: config.chainId,
  name: config.name,
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [config.rpcUrl] } },
});

/** For viem's actions; whole viem clients carry ten times the code. */
export function clientOf({ wallet, account }: Session) {
  return createClient({ account, chain, transport: custom(wallet.provider), pollingInterval: POLL_MS, cacheTime: 0 });
}

export type Client = ReturnType<typeof clientOf>;

export const governor = { address: config.contracts.governor, abi: governorAbi } as const;
export const token = { address: config.contracts.token, abi: tokenAbi } as const;
export const issuers = { address: config.contracts.issuer_registry, abi: issuerRegistryAbi } as const;
export const roll = { address: config.contracts.holder_registry, abi: holderRegistryAbi } as const;

/** A number of tokens with its symbol, rounded down: `1,250.5 VALE`. */
export function tokens(amount: bigint): string {
  const cent = 10n ** 16n;
  if (amount > 0n && amount < cent) return t("less than {amount}", { amount: `${number("0.01")} ${config.symbol}` });
  return `${number(formatUnits(amount - amount % cent, 18))} ${config.symbol}`;
}
