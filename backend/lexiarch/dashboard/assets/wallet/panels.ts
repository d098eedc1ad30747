/** Places where a wallet acts: which stage they are in, and the contract calls behind them, loaded when first needed. */
import { t } from "../page/language";
import { openWallet } from "./button";
import { currentSession, isOnChain, onSession, type Session, switchChain } from "./session";
import { walletWords, wrongChainWords } from "./words";

type Stage = "connect" | "switch" | "ready" | "none";
type Contracts = typeof import("../contracts/acts");

const PANELS = [
  "ballot", "steps", "delegation", "propose", "chores", "accept", "member", "appeal", "veto", "commitment", "exit",
  "desk", "offer", "notice", "cases", "batch", "signer", "check",
  "secret", "ballot-key", "holding",
] as const;
export type PanelName = (typeof PANELS)[number];

/** Loaded once; a failure is not kept, so that the next press tries again. */
let loaded: Promise<Contracts> | null = null;
function contracts(): Promise<Contracts> {
  loaded ??= import("../contracts/acts").catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

function panels(): [PanelName, HTMLElement][] {
  return PANELS.flatMap((name) => {
    const panel = document.getElementById(name);
    return panel && !panel.hidden ? [[name, panel] as [PanelName, HTMLElement]] : [];
  });
}

/** Shows what belongs to the stage, hides the rest. */
export function setStage(panel: HTMLElement, stage: Stage): void {
  for (const block of panel.querySelectorAll<HTMLElement>("[data-stage]")) block.hidden = block.dataset["stage"] !== stage;
}

export interface Saying {
  tone?: "good" | "bad";
  link?: { words: string; href: string };
}

/** Writes into a slot of the panel. The slots are live regions: the same words are not said twice. */
export function say(panel: HTMLElement, slot: "standing" | "status", words: string, { tone, link }: Saying = {}): void {
  const place = panel.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
  if (!place) return;
  const anchor = document.createElement("a");
  if (link) anchor.append(link.words);
  if (link) anchor.href = link.href;
  if (place.textContent !== words + (link ? ` ${link.words}` : "")) place.replaceChildren(words, ...(link ? [" ", anchor] : []));
  place.classList.toggle("good", tone === "good");
  place.classList.toggle("bad", tone === "bad");
}

function unloadable(panel: HTMLElement): void {
  say(panel, "status", t("The wallet code could not be loaded. Check the connection and load the page again."), { tone: "bad" });
}

/** For which session a panel was shown last: the chain is not asked again for what has not changed. */
const shown = new WeakMap<HTMLElement, Session | null>();

async function show(name: PanelName, panel: HTMLElement, session: Session | null): Promise<void> {
  if (shown.get(panel) === session) return;
  shown.set(panel, session);
  for (const button of panel.querySelectorAll<HTMLElement>("[data-act=queue], [data-act=execute], [data-act=freeze], [data-act=sweep], [data-act=settle], [data-act=conclude], [data-act=recover]")) button.hidden = false;
  if (session && isOnChain(session)) {
    const code = await contracts().catch(() => null);
    if (!code) unloadable(panel);
    if (!(await code?.showPanel(name, panel, session))) shown.delete(panel); // the next refresh tries again
    return;
  }
  say(panel, "standing", "");
  setStage(panel, session ? "switch" : "connect");
}

function showAll(): void {
  for (const [name, panel] of panels()) void show(name, panel, currentSession());
}

/** Shows a panel again, for what it is about has changed. */
export function showAnew(panel: HTMLElement): void {
  shown.delete(panel);
  showAll();
}

async function perform(act: string, panel: HTMLElement): Promise<void> {
  const session = currentSession();
  if (act === "connect" || !session) return openWallet();
  if (act === "switch" || !isOnChain(session)) {
    say(panel, "status", act === "switch" ? t("Confirm in your wallet.") : wrongChainWords);
    await switchChain().then(() => say(panel, "status", ""), (error: unknown) => say(panel, "status", walletWords(error), { tone: "bad" }));
    return;
  }
  const code = await contracts().catch(() => null);
  if (!code) return unloadable(panel);
  await code.performAct(act, panel, session);
  showAnew(panel);
}

function panelOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(PANELS.map((name) => `#${name}`).join()) : null;
}

export function startPanels(): void {
  onSession(showAll);
  document.addEventListener("lexiarch:refreshed", () => {
    for (const [, panel] of panels()) if (panel.hasAttribute("data-reads")) shown.delete(panel); // no server writes what it shows
    showAll();
  });
  document.addEventListener("click", (event) => {
    const act = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-act]")?.dataset["act"] : null;
    const panel = panelOf(event.target);
    if (act && panel) void perform(act, panel);
  });
  document.addEventListener("submit", (event) => {
    const panel = panelOf(event.target);
    if (!panel) return;
    event.preventDefault();
    const act = (event.target as HTMLElement).dataset["submit"]; // of a panel with several forms
    void perform(act ?? `submit-${panel.id}`, panel);
  });
  showAll();
}
