/** A member's credentials: an offer for a wallet as link and QR code, and the end of all of them. */
import { qrCode } from "../desk/qr";
import { config } from "../page/data";
import { nt, t } from "../page/language";

interface Offer { link: string; code: string | null }
interface Failure { error: { code: string } }

const API = `${config.base}/api/v1/credentials`;

function required<T extends Element>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`The page lacks ${selector}.`);
  return found;
}

/** What an error of the API means here. */
function wordsOf(code: string): string {
  if (code === "SignInNeeded") return t("Sign in with your wallet first.");
  if (code === "NoLiveId") return t("This account holds no live iD, so there is nothing to show.");
  if (code === "SignInOff") return t("Nobody can sign in here: the operator has not turned it on.");
  return t("That did not work. Try again in a moment.");
}

class Refused extends Error {
  constructor(readonly code: string) { super(wordsOf(code)); }
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const posted = body && { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const answer = await fetch(API + path, posted || {}).catch(() => null);
  const content = answer ? (await answer.json().catch(() => null)) as T | Failure | null : null;
  if (answer?.ok && content) return content as T;
  throw new Refused((content as Failure | null)?.error.code ?? "");
}

function tell(words: string): void {
  required("#credential-status").textContent = words;
}

/** Does it, or says why not. */
async function attempt(act: () => Promise<void>): Promise<void> {
  tell("");
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell(error.message);
  }
}

async function showStanding(): Promise<void> {
  const standing = required<HTMLElement>("#credentials [data-slot=standing]");
  const isReady = await ask<{ valid: number }>("").then(
    ({ valid }) => {
      standing.textContent = nt("{num} credential in your wallets counts now.", "{num} credentials in your wallets count now.", valid);
      required<HTMLElement>("#credential-end").hidden = valid === 0;
      return true;
    },
    (error: Refused) => {
      standing.textContent = error.message;
      required<HTMLElement>("#credential-sign-in").hidden = error.code !== "SignInNeeded";
      return false;
    },
  );
  required<HTMLElement>("#credential-offer").hidden = !isReady;
}

async function makeOffer(form: HTMLFormElement): Promise<void> {
  const chosen = new FormData(form);
  const offer = await ask<Offer>("/offers", { with_code: chosen.has("code"), w3c: chosen.has("w3c") });
  const result = required<HTMLElement>("#credential-result");
  required<HTMLAnchorElement>("#credential-result [data-slot=link]").href = offer.link;
  required("#credential-result [data-slot=qr]").replaceChildren(qrCode(offer.link, t("The offer as a QR code")) ?? "");
  const code = required<HTMLElement>("#credential-result [data-slot=code]");
  code.textContent = offer.code ? t("Code for your wallet: {code}", { code: offer.code }) : "";
  code.hidden = !offer.code;
  result.hidden = false;
  result.focus();
}

async function endAll(): Promise<void> {
  const { ended } = await ask<{ ended: number }>("/end", {});
  required<HTMLElement>("#credential-result").hidden = true;
  await showStanding();
  tell(nt("{num} credential has ended.", "{num} credentials have ended.", ended));
}

export function start(): void {
  const form = required<HTMLFormElement>("#credential-offer");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(() => makeOffer(form));
  });
  required("#credential-end-all").addEventListener("click", () => void attempt(endAll));
  void showStanding();
}
