/** Notifications are code of their own, loaded where they are offered, or wanted since an earlier visit. */
import { config } from "./data";

export const PREFIX = `lexiarch.notify.${config.chainId}.${config.contracts.governor.toLowerCase()}.`;

function isWanted(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false; // storage is refused
  }
}

export function startNotify(): void {
  let started = false;
  const start = () => {
    if (started || !(isWanted() || document.querySelector("[data-notify]"))) return;
    started = true;
    void import("../notify/start").then(({ start }) => start(), () => { started = false; });
  };
  start();
  document.addEventListener("htmx:afterSwap", start); // the offer may come later
}
