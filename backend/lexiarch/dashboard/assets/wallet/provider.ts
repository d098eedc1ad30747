/** A wallet as EIP-1193 and EIP-6963 describe it. */
import { config } from "../page/data";
import { t } from "../page/language";

export interface Provider {
  request(call: { method: string; params?: unknown }): Promise<unknown>;
  on?(event: string, listener: (value: never) => void): void;
  removeListener?(event: string, listener: (value: never) => void): void;
}

export interface Wallet {
  /** Reverse domain name: the same at every visit. */
  id: string;
  name: string;
  icon: string | null;
  provider: Provider;
}

interface Announcement {
  info: { uuid: string; name: string; icon: string; rdns: string };
  provider: Provider;
}

declare global {
  interface Window { ethereum?: Provider }
}

/** Id of the wallet that is offered on a local test chain; see demo.ts. */
export const DEMO_WALLET = "lexiarch.demo";

const announced = new Map<string, Wallet>();
const listeners: (() => void)[] = [];

addEventListener("eip6963:announceProvider", (event) => {
  const { info, provider } = (event as CustomEvent<Announcement>).detail;
  const icon = info.icon.startsWith("data:image/") ? info.icon : null;
  announced.set(info.rdns, { id: info.rdns, name: info.name, icon, provider });
  for (const listener of listeners) listener();
});

async function offerDemo(): Promise<void> {
  const { provider } = await import("./demo");
  announced.set(DEMO_WALLET, { id: DEMO_WALLET, name: t("Demo wallet"), icon: null, provider });
  for (const listener of listeners) listener();
}

/** Asks wallets to announce themselves, and tells each time that one has. */
export function discover(listener: () => void): void {
  listeners.push(listener);
  if (config.demoWallet) void offerDemo();
  dispatchEvent(new Event("eip6963:requestProvider"));
  listener();
}

/** Wallets that are there; `window.ethereum` only when none announced itself. */
export function wallets(): Wallet[] {
  const found = [...announced.values()];
  if (!window.ethereum || found.some(({ id }) => id !== DEMO_WALLET)) return found;
  return [...found, { id: "injected", name: t("Browser wallet"), icon: null, provider: window.ethereum }];
}

/** The number that EIP-1193 and JSON-RPC give to a failure. */
export function failureCode(error: unknown): number | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "number" ? code : undefined;
}
