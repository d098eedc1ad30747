/** The stream of changes: one connection, closed while nobody looks (browsers allow six per site). */
import { config } from "./data";
import { refresh, refreshFreshness } from "./refresh";

interface Change { kind: string; subject: string }

const RETRY_MS = 5_000;
const SILENCE_MS = 15_000; // after which the page asks whether its index still gets on: who hears nothing may hear nothing
const KINDS = ["block", "reorg", "proposal", "vote", "account", "holder", "issuer", "setting"];
const ABOUT_A_PROPOSAL = ["proposal", "vote"];

let source: EventSource | null = null;
let heardAt = performance.now();

function concerns(change: Change, main: HTMLElement): boolean {
  const subject = main.dataset["subject"];
  if (!(main.dataset["live"] ?? "").split(" ").includes(change.kind)) return false;
  return !subject || !ABOUT_A_PROPOSAL.includes(change.kind) || subject === change.subject;
}

function receive(event: MessageEvent<string>): void {
  heardAt = performance.now();
  const main = document.getElementById("main");
  const change = JSON.parse(event.data) as Change;
  if (main && concerns(change, main)) refresh();
  else refreshFreshness();
}

/** Whatever happened while nobody listened has been missed. */
function catchUp(): void {
  refresh();
  refreshFreshness();
}

/** The stream from the last change on that this page shows. */
function streamUrl(): string {
  const kinds = new Set(["block", "reorg", ...(document.getElementById("main")?.dataset["live"] ?? "").split(" ")]);
  kinds.delete("");
  const after = document.getElementById("freshness")?.dataset["change"] ?? "";
  return `${config.base}/api/v1/events?${new URLSearchParams({ kinds: [...kinds].join(), ...(after && { last_event_id: after }) })}`;
}

function open(): void {
  if (source) return;
  let interrupted = false;
  source = new EventSource(streamUrl());
  source.addEventListener("open", () => { if (interrupted) catchUp(); });
  source.addEventListener("error", () => {
    interrupted = true;
    if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    close();
    setTimeout(() => { open(); catchUp(); }, RETRY_MS);
  });
  for (const kind of KINDS) source.addEventListener(kind, receive);
}

function close(): void {
  source?.close();
  source = null;
}

export function startLive(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return close();
    open();
    catchUp();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { close(); open(); catchUp(); } });
  addEventListener("pagehide", close);
  setInterval(() => { if (!document.hidden && performance.now() - heardAt > SILENCE_MS) refreshFreshness(); }, SILENCE_MS);
  if (!document.hidden) open();
}
