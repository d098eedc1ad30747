/** A webhook as the operator's file has it. The rules are those of lexiarch/webhooks/hooks.py, which has the last word. */
import { t } from "../page/language";

export interface Hook {
  name: string;
  url: string;
  secret: string;
  /** None of them means all. */
  kinds: string[];
  subject: string;
  allowPrivate: boolean;
}

/** Those that can be wrong. */
export const FIELDS = ["name", "url", "subject"] as const;
export type Faults = Partial<Record<(typeof FIELDS)[number], string>>;

const HOST = /^([a-z0-9]([a-z0-9._-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\])$/i;

function urlFault(url: string, allowPrivate: boolean): string | undefined {
  if (!/^[!-~]+$/.test(url) || url.includes("\\")) return t("An address has visible ASCII characters only, and no backslash. Write names in other letters as xn--….");
  const [, scheme, rest] = /^([a-z]+):\/\/(.*)$/i.exec(url) ?? [];
  const isSecure = scheme?.toLowerCase() === "https";
  if (!isSecure && !(scheme?.toLowerCase() === "http" && allowPrivate)) return t("The address has to begin with https://. In your own network http:// is possible, too: tick the box below.");
  const authority = rest?.split(/[/?#]/)[0] ?? "";
  if (authority.includes("@")) return t("The address may hold no user and no password.");
  if (url.includes("#")) return t("The address may hold no part after #.");
  const [, host = "", port] = /^(.*?)(?::(\d*))?$/.exec(authority) ?? [];
  if (!HOST.test(host)) return t("The address needs the name of a host.");
  if (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535)) return t("A port is a number from 1 to 65535.");
  return undefined;
}

/** What is wrong with it, by field. */
export function faultsOf({ name, url, subject, allowPrivate }: Hook): Faults {
  const faults: Faults = {};
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) faults.name = t("A name has 1 to 64 letters, digits, _ and -.");
  const fault = urlFault(url, allowPrivate);
  if (fault) faults.url = fault;
  if (!/^[ -~]{0,200}$/.test(subject)) faults.subject = t("A subject is a proposal’s id, an account or the name of a setting.");
  return faults;
}

/** Its table. A JSON string of ASCII is a TOML string. */
export function tomlOf({ name, url, secret, kinds, subject, allowPrivate }: Hook): string {
  const lines = [`[${name}]`, `url = ${JSON.stringify(url)}`, `secret = ${JSON.stringify(secret)}`];
  if (kinds.length > 0) lines.push(`kinds = [${kinds.map((kind) => JSON.stringify(kind)).join(", ")}]`);
  if (subject) lines.push(`subject = ${JSON.stringify(subject)}`);
  if (allowPrivate) lines.push("allow_private = true");
  return `${lines.join("\n")}\n`;
}

/** 32 random bytes, in the form of Standard Webhooks. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
