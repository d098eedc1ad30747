/** Fetches parts of the page again: at most one request at a time, and never a burst of them. */
import type htmxType from "htmx.org";
import { config } from "./data";
import { chainNow, localise, readChainTime } from "./times";
import "./parts";

declare const htmx: typeof htmxType;

const SETTLE_MS = 60; // one block brings several changes
const REST_MS = 250;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function once(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  return async function run(): Promise<void> {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await wait(SETTLE_MS);
      await work().catch(() => undefined); // the next change tries again
      await wait(REST_MS);
    }
    running = false;
  };
}

/** The last block that the foot of the page shows. */
export function shownBlock(): number {
  return Number(document.getElementById("freshness")?.dataset["block"] ?? "");
}

function settle(): void {
  readChainTime();
  localise(document);
}

/** Fetches this page and swaps the parts that it names. */
export const refresh = once(async () => {
  const parts = document.getElementById("main")?.dataset["parts"];
  if (!parts) return;
  const url = location.pathname + location.search;
  await htmx.ajax("get", url, { target: "#main", swap: "none", selectOOB: parts });
  settle();
  document.dispatchEvent(new CustomEvent("lexiarch:refreshed"));
});

function isDue(): boolean {
  const moments = [...document.querySelectorAll<HTMLElement>("[data-changes-at]")];
  return moments.some((element) => {
    const at = Number(element.dataset["changesAt"]);
    return at > 0 && chainNow() >= at;
  });
}

/** Fetches the foot of the page, and the rest when time alone has changed a state. */
export const refreshFreshness = once(async () => {
  if (!document.getElementById("freshness")) return; // a page of no moment of the index
  await htmx.ajax("get", `${config.base}/freshness`, { target: "#freshness", swap: "outerHTML" });
  settle();
  if (isDue()) refresh();
});

/** Resolves to whether the page shows this block before the time is over. */
export async function shows(block: number, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (shownBlock() < block && performance.now() < end) await wait(100);
  return shownBlock() >= block;
}
