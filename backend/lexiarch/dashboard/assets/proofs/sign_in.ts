/** The page on which a website's question is answered with an anonymous proof (templates/unnamed.html). */
import { t } from "../page/language";
import type { Hex } from "../page/data";
import { chosenFile, doing, field, progress, showStep } from "../secret/steps";
import { say, setStage } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { dropKey, openBySignature, openInFile, proveHolding } from "./holding";

/** Which account is connected does not matter, and is told to nobody. */
export function showHolding(panel: HTMLElement): void {
  say(panel, "standing", "");
  setStage(panel, "ready");
}

function opened(panel: HTMLElement): void {
  showStep(panel, "key", false);
  showStep(panel, "make");
  say(panel, "status", t("The key is open."), { tone: "good" });
  panel.querySelector<HTMLElement>("[data-step=make] h3")?.focus();
}

async function sign(panel: HTMLElement, session: Session): Promise<void> {
  say(panel, "status", t("Sign the text in your wallet. That costs nothing, and the signature goes nowhere."));
  await openBySignature(session);
  opened(panel);
}

async function openFile(panel: HTMLElement): Promise<void> {
  const text = await chosenFile(panel, "key-file", t("Choose the file that you saved your ballot key in."));
  const passphrase = field(panel, "passphrase");
  say(panel, "status", t("Opening the file…"));
  await openInFile(text, passphrase?.value ?? "");
  if (passphrase) passphrase.value = "";
  opened(panel);
}

async function prove(panel: HTMLElement, session: Session): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("#holding-form");
  const { client = "", purpose = "", challenge = "", minimum } = panel.dataset;
  if (!form) return;
  say(panel, "status", t("Making the proof in this browser…"));
  const asking = { client, purpose, challenge: challenge as Hex };
  const { root, nullifier, points } = await proveHolding(session, asking, { least: Number(minimum), tell: (share) => progress(panel, share) });
  dropKey();
  for (const [name, value] of Object.entries({ root, nullifier, points: points.join(",") })) {
    const input = field(form, name);
    if (input) input.value = String(value);
  }
  form.submit();
}

/** Does what was pressed or submitted. */
export function actInHolding(act: string, panel: HTMLElement, session: Session): Promise<void> {
  switch (act) {
    case "holding-sign": return doing(panel, () => sign(panel, session));
    case "holding-file": return doing(panel, () => openFile(panel));
    case "holding-prove": return doing(panel, () => prove(panel, session));
    default: return Promise.resolve();
  }
}
