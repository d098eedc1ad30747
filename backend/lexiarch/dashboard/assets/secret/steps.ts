/** What the pages of secret ballots share: steps that are shown in turn, fields, progress, and failures in words. */
import { failureWords } from "../contracts/failures";
import { setBusy } from "../contracts/send";
import { RelayError } from "../relay/client";
import { say } from "../wallet/panels";
import { PaperError } from "./files";
import { jobWords } from "./held";
import { SignatureError } from "./sign";
import { TreeError } from "./tree";

/** Something that cannot be done now; the message says why. */
export class Refusal extends Error {}

/** Shows or hides a step of the panel. */
export function showStep(panel: HTMLElement, name: string, shown = true): void {
  for (const step of panel.querySelectorAll<HTMLElement>(`[data-step="${name}"]`)) step.hidden = !shown;
}

export function field<T extends HTMLElement = HTMLInputElement>(panel: HTMLElement, name: string): T | null {
  return panel.querySelector<T>(`[name="${name}"]`);
}

/** The text of the file that was chosen in a field. */
export async function chosenFile(panel: HTMLElement, name: string, none: string): Promise<string> {
  const input = field(panel, name);
  const file = input?.files?.[0];
  if (file && file.size < 100_000) return file.text();
  input?.focus();
  throw new Refusal(none);
}

/** Moves the panel's bar; null takes it away. */
export function progress(panel: HTMLElement, share: number | null): void {
  const bar = panel.querySelector<HTMLProgressElement>("progress");
  if (!bar) return;
  bar.hidden = share === null;
  if (share !== null) bar.value = share;
}

const OWN = [Refusal, PaperError, SignatureError, TreeError, RelayError];

function wordsOf(error: unknown): string {
  if (OWN.some((kind) => error instanceof kind)) return (error as Error).message;
  return jobWords(error) ?? failureWords(error);
}

/** Does something in the panel, and says why if it fails. Never rejects. */
export async function doing(panel: HTMLElement, work: () => Promise<void>): Promise<void> {
  setBusy(panel, true);
  say(panel, "status", "");
  try {
    await work();
  } catch (error) {
    say(panel, "status", wordsOf(error), { tone: "bad" });
  } finally {
    progress(panel, null);
    setBusy(panel, false);
  }
}
