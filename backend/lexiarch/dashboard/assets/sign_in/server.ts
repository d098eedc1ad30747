/** Asks the server about the session. What fails is thrown as an error whose message is for the reader. */
import { config, type Hex } from "../page/data";
import { t } from "../page/language";
import type { Session as Wallet } from "../wallet/session";
import { walletWords } from "../wallet/words";
import type { Fields } from "./message";

export interface SignedIn {
  account: Hex;
  holder: { kind: 1 | 2; since: number; expires: number } | null;
  begun: number;
  expires: number;
}

export interface Consent {
  id: number;
  client_id: string;
  client_name: string;
  purpose: string;
  claims: string[];
  given_at: number;
  revoked_at: number | null;
}

export interface Read { client_id: string; claims: string[]; how: string; read_at: number }

export interface Kept { sessions: number; consents: Consent[]; reads: Read[] }

/** Something went wrong, in words for the reader. */
export class Failure extends Error {
  constructor(words: string, readonly code: string) { super(words); }
}

const UNREACHABLE = t("The server does not answer. Check the connection, and try again.");
const BUSY = t("The service cannot do it at the moment: something that it needs does not answer. Try again in a minute.");
const BY_CODE: Record<string, string> = {
  NonceSpent: t("The message waited too long, or was used before. Sign in again: you get a new one."),
  SignatureInvalid: t("The signature is not that of the account. Look which account the wallet shows, and sign in again."),
  SignInNeeded: t("The session is over. Sign in again."),
  SignInRefused: t("The wallet has signed something else than it was asked for. Sign in again, or try another wallet."),
  SignInMessageInvalid: t("The wallet has signed something else than it was asked for. Sign in again, or try another wallet."),
  OriginForeign: t("This page was opened at another address than its own. Sign in at {url}.", { url: config.signIn }),
  ConsentNotFound: t("That consent has ended already."),
  TooManyRequests: t("Too much was asked for in a short time. Wait a minute, and try again."),
};

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  const answer = await fetch(`${config.base}/api/v1${path}`, {
    method, headers, cache: "no-store", ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => { throw new Failure(UNREACHABLE, ""); });
  if (answer.ok) return answer;
  const told = (await answer.json().catch(() => null)) as { error?: { code?: string } } | null;
  const code = told?.error?.code ?? "";
  throw new Failure(BY_CODE[code] ?? BUSY, code);
}

async function read<T>(method: string, path: string, body?: unknown): Promise<T> {
  return (await ask(method, path, body)).json() as Promise<T>;
}

export async function fetchSession(): Promise<SignedIn | null> {
  return (await read<{ session: SignedIn | null }>("GET", "/session")).session;
}

/** Has the wallet sign, and begins a session of its account. */
export async function signIn({ wallet, account }: Wallet): Promise<SignedIn | null> {
  const { hexOf, messageOf } = await import("./message").catch(() => { throw new Failure(UNREACHABLE, ""); });
  const message = messageOf(await read<Fields>("POST", "/sign-in/nonce"), account);
  const signature = await wallet.provider.request({ method: "personal_sign", params: [hexOf(message), account] })
    .catch((error: unknown) => { throw new Failure(walletWords(error), ""); });
  return (await read<{ session: SignedIn | null }>("POST", "/sign-in", { message, signature })).session;
}

export async function signOut(): Promise<void> { await ask("DELETE", "/session"); }

export async function fetchKept(): Promise<Kept> { return read<Kept>("GET", "/session/data"); }

export async function revoke(id: number): Promise<void> { await ask("DELETE", `/session/consents/${id}`); }

export async function erase(): Promise<void> { await ask("DELETE", "/session/data"); }
