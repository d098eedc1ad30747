/** The connected wallet: one at a time, remembered for the next visit. */
import { config, type Hex } from "../page/data";
import { failureCode, type Wallet } from "./provider";

export interface Session {
  wallet: Wallet;
  /** As the wallet writes it; compare without case. */
  account: Hex;
  chainId: number;
}

const REMEMBERED = "lexiarch.wallet";
const CHAIN_UNKNOWN = [4902, -32603]; // EIP-3085, and how some wallets wrap it
const listeners: (() => void)[] = [];
let session: Session | null = null;
let release: () => void = () => undefined;

export function currentSession(): Session | null {
  return session;
}

export function onSession(listener: () => void): void {
  listeners.push(listener);
}

export function isOnChain(of: Session): boolean {
  return of.chainId === config.chainId;
}

function change(next: Session | null): void {
  session = next;
  for (const listener of listeners) listener();
}

/** The wallet of the last visit, by id. Storage may be refused; then nothing is remembered. */
export function rememberedWallet(): string | null {
  try { return localStorage.getItem(REMEMBERED); } catch { return null; }
}

function remember(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(REMEMBERED);
    else localStorage.setItem(REMEMBERED, id);
  } catch { /* see above */ }
}

function follow(wallet: Wallet): void {
  release();
  const accounts = (list: Hex[]) => {
    const account = list[0];
    if (!account) disconnect();
    else if (session) change({ ...session, account });
  };
  const chain = (id: Hex) => { if (session) change({ ...session, chainId: Number(id) }); };
  wallet.provider.on?.("accountsChanged", accounts);
  wallet.provider.on?.("chainChanged", chain);
  release = () => {
    wallet.provider.removeListener?.("accountsChanged", accounts);
    wallet.provider.removeListener?.("chainChanged", chain);
  };
}

async function begin(wallet: Wallet, method: "eth_requestAccounts" | "eth_accounts"): Promise<boolean> {
  const accounts = (await wallet.provider.request({ method })) as Hex[];
  const account = accounts[0];
  if (!account) return false;
  const chainId = Number(await wallet.provider.request({ method: "eth_chainId" }));
  follow(wallet);
  remember(wallet.id);
  change({ wallet, account, chainId });
  return true;
}

/** Asks the wallet for an account. Rejects as the wallet does. */
export async function connect(wallet: Wallet): Promise<boolean> {
  return begin(wallet, "eth_requestAccounts");
}

/** Takes up the last visit's wallet where it still allows it, without asking. */
export async function resume(wallet: Wallet): Promise<void> {
  await begin(wallet, "eth_accounts").catch(() => false);
}

export function disconnect(): void {
  release();
  remember(null);
  change(null);
}

/** Tells the wallet of the chain; where we know no node for it, the reader must add it in the wallet. */
async function addChain(wallet: Wallet, chainId: Hex): Promise<void> {
  if (!config.rpcUrl) throw Object.assign(new Error("no public node"), { code: 4902 });
  await wallet.provider.request({
    method: "wallet_addEthereumChain",
    params: [{
      chainId,
      chainName: `${config.name} (chain ${config.chainId})`,
      rpcUrls: [config.rpcUrl],
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    }],
  });
}

/** Asks the wallet to go to the DAO's chain, and to learn it first where it must. Rejects as the wallet does. */
export async function switchChain(): Promise<void> {
  if (!session) return;
  const { wallet } = session;
  const chainId: Hex = `0x${config.chainId.toString(16)}`;
  const ask = () => wallet.provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId }] });
  try {
    await ask();
  } catch (error) {
    if (!CHAIN_UNKNOWN.includes(failureCode(error) ?? 0)) throw error;
    await addChain(wallet, chainId);
    await ask();
  }
  const now = Number(await wallet.provider.request({ method: "eth_chainId" }));
  if (session) change({ ...session, chainId: now });
}
