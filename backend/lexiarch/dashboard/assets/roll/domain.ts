/** The EIP-712 domain of the roll, and where it is. */
import { config } from "../page/data";
import type { Registry } from "./offer";

export const registry: Registry = { chainId: config.chainId, address: config.contracts.holder_registry };

export const rollDomain = { name: "Lexiarch Roll", version: "1", chainId: registry.chainId, verifyingContract: registry.address } as const;
