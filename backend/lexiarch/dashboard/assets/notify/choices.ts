/** For which accounts this browser notifies, and of what it has told: by DAO and account, in this browser alone. */
import { PREFIX } from "../page/notify";

/** What was told, by proposal: "open", and the seconds before its end. */
export type Told = Record<string, string[]>;

function keyOf(account: string): string {
  return PREFIX + account.toLowerCase();
}

export function accounts(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    return []; // storage is refused
  }
}

export function isOn(account: string): boolean {
  return accounts().includes(account.toLowerCase());
}

export function readTold(account: string): Told {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(account)) ?? "{}");
    return typeof found === "object" && found !== null ? (found as Told) : {};
  } catch {
    return {};
  }
}

/** Switches an account on, or keeps what it was told. Returns whether the browser let us. */
export function keepTold(account: string, told: Told): boolean {
  try {
    localStorage.setItem(keyOf(account), JSON.stringify(told));
    return true;
  } catch {
    return false;
  }
}

export function switchOff(account: string): void {
  try { localStorage.removeItem(keyOf(account)); } catch { /* then it never was on */ }
}
