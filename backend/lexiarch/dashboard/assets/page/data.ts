/** What the server tells the scripts, as JSON blocks in the page. */

export type Hex = `0x${string}`;

export interface Config {
  name: string;
  /** Path under which the pages are shown; empty for the root. */
  base: string;
  chainId: number;
  rpcUrl: string;
  symbol: string;
  /** First block that can hold an event of the contracts. */
  startBlock: number;
  /** Seconds before a vote ends at which to remind of it. */
  remindBefore: number[];
  /** Where accounts can sign in: the address of the site; empty when they cannot. */
  signIn: string;
  /** Whether to offer the accounts of a local test node. */
  demoWallet: boolean;
  contracts: Record<"token" | "timelock" | "issuer_registry" | "holder_registry" | "governor" | "holder_tree" | "ballot_box", Hex>;
}

/** What queueing, executing and canceling a proposal send to the governor. */
export interface ProposalCall {
  id: string;
  targets: Hex[];
  values: string[];
  calldatas: Hex[];
  description: string;
}

/** A JSON block of the page. */
export function readBlock<T>(id: string): T {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`The page lacks its ${id} block.`);
  return JSON.parse(text) as T;
}

export const config = readBlock<Config>("lexiarch-config");

export function proposalCall(): ProposalCall {
  return readBlock<ProposalCall>("lexiarch-proposal");
}

/** Both ends of an address or hash. */
export function short(text: string): string {
  return `${text.slice(0, 6)}…${text.slice(-4)}`;
}

/** Whether two addresses or hashes are the same: capitals are a checksum only. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
