/** Parts of the page that are fetched again: what is replaced, and what the reader keeps. */
import { nt, t } from "./language";
import { localise } from "./times";

interface SwapDetail { shouldSwap: boolean; target: HTMLElement; fragment: DocumentFragment }

const announcement = document.getElementById("announcement");

/** Tells readers of the text, who cannot see a bar move. */
export function announce(words: string): void {
  if (announcement) announcement.textContent = words;
}

function keepOpen(current: HTMLElement, next: HTMLElement): void {
  for (const open of current.querySelectorAll<HTMLDetailsElement>("details[id][open]")) {
    next.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  }
}

/** The outcome of what the reader did stays when it brings the next stage of the panel. */
function keepStatus(current: HTMLElement, next: HTMLElement): void {
  const status = current.querySelector("[data-slot=status]");
  if (!status?.textContent) return;
  const copy = status.cloneNode(true) as HTMLElement;
  next.querySelector("[data-slot=status]")?.replaceWith(copy);
  next.hidden = false;
  if (status === document.activeElement) queueMicrotask(() => copy.focus()); // once it is in the page
}

/** What a script has filled in stays as it is. */
function keepScripted(current: HTMLElement, next: HTMLElement): void {
  for (const block of current.querySelectorAll<HTMLElement>("[data-notify]")) {
    next.querySelector(`[data-notify="${block.dataset["notify"]}"]`)?.replaceWith(block.cloneNode(true));
  }
}

function markNew(current: HTMLElement, next: HTMLElement): void {
  for (const row of next.querySelectorAll<HTMLElement>("tbody tr[id]")) {
    if (!current.querySelector(`#${CSS.escape(row.id)}`)) row.classList.add("is-new");
  }
}

function announceChange(current: HTMLElement, next: HTMLElement): void {
  const ballots = Number(next.dataset["ballots"] ?? 0) - Number(current.dataset["ballots"] ?? 0);
  if (ballots > 0) announce(nt("A new vote was counted.", "{num} new votes were counted.", ballots));
  if (current.className !== next.className && next.id === "freshness") announce(t("Index: {detail}", { detail: next.dataset["detail"] ?? "" }));
}

/** Whether a part must be replaced: not when it is the same, and not while the reader is acting in it. */
export function needsSwap(current: HTMLElement, next: HTMLElement): boolean {
  if (current.dataset["busy"]) return false;
  if (current.dataset["key"] !== undefined && current.dataset["key"] === next.dataset["key"]) return false;
  localise(next);
  keepStatus(current, next);
  keepOpen(current, next);
  keepScripted(current, next);
  if (current.isEqualNode(next)) return false;
  markNew(current, next);
  announceChange(current, next);
  return true;
}

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const detail = (event as CustomEvent<SwapDetail>).detail;
  const next = detail.fragment.firstElementChild;
  if (next instanceof HTMLElement) detail.shouldSwap = needsSwap(detail.target, next);
});
