/** The demo's wallet: the accounts of a local test node, which signs for them itself. The server offers it on no real chain. */
import { config, type Hex } from "../page/data";
import type { Provider } from "./provider";

export interface DemoAccount { account: Hex; words: string; isMember: boolean; isFresh: boolean }

const CHOSEN = "lexiarch.demo.account";
const listeners = new Set<(value: never) => void>();
let described: Promise<DemoAccount[]> | null = null;
let chosen: Hex | null = null;

async function ask(method: string, params: unknown): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: params ?? [] });
  const answer = await fetch(config.rpcUrl, { method: "POST", body, headers: { "content-type": "application/json" } });
  const { result, error } = (await answer.json()) as { result?: unknown; error?: { code: number; message: string } };
  if (error) throw Object.assign(new Error(error.message), error);
  return result;
}

/** The node's accounts and what each is in the DAO. */
export function demoAccounts(): Promise<DemoAccount[]> {
  described ??= Promise.all([ask("eth_accounts", []), import("../contracts/describe")])
    .then(([accounts, { describe }]) => describe(provider, accounts as Hex[]));
  return described;
}

/** Acts as another account from now on. */
export function actAs(account: Hex): void {
  chosen = account;
  try { sessionStorage.setItem(CHOSEN, account); } catch { /* then it lasts as long as the page */ }
  for (const listener of listeners) listener([account] as never);
}

async function current(): Promise<Hex[]> {
  try { chosen ??= sessionStorage.getItem(CHOSEN) as Hex | null; } catch { /* as above */ }
  if (!chosen) {
    const accounts = await demoAccounts();
    const best = accounts.find(({ isFresh }) => isFresh) ?? accounts.find(({ isMember }) => isMember) ?? accounts[0];
    chosen = best?.account ?? null;
  }
  return chosen ? [chosen] : [];
}

export const provider: Provider = {
  async request({ method, params }) {
    if (method === "eth_requestAccounts" || method === "eth_accounts") return current();
    if (method === "wallet_switchEthereumChain" || method === "wallet_addEthereumChain") return null;
    return ask(method, params);
  },
  on(event, listener) { if (event === "accountsChanged") listeners.add(listener); },
  removeListener(_, listener) { listeners.delete(listener); },
};
