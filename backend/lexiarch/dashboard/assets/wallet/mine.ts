/** Parts of the page about the connected account, as the index knows it: what waits for it, whether it can vote, its receipt. */
import type htmxType from "htmx.org";
import { currentSession, onSession } from "./session";

declare const htmx: typeof htmxType;

let asked = "";

async function show(part: HTMLElement, account: string): Promise<void> {
  if (part.contains(document.activeElement)) return; // somebody types there
  const id = `#${part.id}`;
  const address = account ? `${part.dataset["mine"]}?account=${account}` : location.pathname;
  await htmx.ajax("get", address, { target: id, select: id, swap: "outerHTML" });
}

function showAll(): void {
  const account = currentSession()?.account.toLowerCase() ?? "";
  if (!account && !asked) return; // the server has shown what was asked for
  asked = account;
  for (const part of document.querySelectorAll<HTMLElement>("[data-mine]")) void show(part, account);
}

export function startMine(): void {
  onSession(showAll);
  document.addEventListener("lexiarch:refreshed", showAll);
}
