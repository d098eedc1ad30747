/** The stream of changes: one connection, closed while nobody looks (browsers allow six per site), unless somebody asked to be told. */
import { config } from "./data";
import { refresh, refreshFreshness } from "./refresh";

export interface Change { kind: string; subject: string; data: Record<string, unknown> }

type Listener = (change: Change) => void;

const RETRY_MS = 5_000;
const SILENCE_MS = 15_000; // after which the page asks whether its index still gets on: who hears nothing may hear nothing
const KINDS = ["block", "reorg", "proposal", "vote", "account", "holder", "issuer", "setting"];
const ABOUT_A_PROPOSAL = ["proposal", "vote"];

let source: EventSource | null = null;
let stays: () => boolean = () => false;
const listeners: Listener[] = [];
const wanted = new Set(["block", "reorg"]);
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
  for (const listener of listeners) listener(change);
  if (document.hidden) return; // caught up with when somebody looks
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
  const kinds = new Set([...wanted, ...(document.getElementById("main")?.dataset["live"] ?? "").split(" ")]);
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

/** Tells of every change of these kinds, too, and goes on while the page is hidden as long as `condition` holds. */
export function listenAlways(kinds: string[], listener: Listener, condition: () => boolean): void {
  for (const kind of kinds) wanted.add(kind);
  listeners.push(listener);
  stays = condition;
  close();
  open();
}

export function startLive(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return stays() ? undefined : close();
    open();
    catchUp();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { close(); open(); catchUp(); } });
  addEventListener("pagehide", close);
  setInterval(() => { if (!document.hidden && performance.now() - heardAt > SILENCE_MS) refreshFreshness(); }, SILENCE_MS);
  if (!document.hidden) open();
}
