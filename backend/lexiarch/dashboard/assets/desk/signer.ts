/** The key that signs an issuer's offers, set or taken back by the issuer's own account. */
import type { Hex } from "viem";
import { whyNot } from "../contracts/chores";
import { issuers } from "../contracts/client";
import { type Call, send } from "../contracts/send";
import { showError, wire } from "../page/fields";
import { isSame, short } from "../page/data";
import { t } from "../page/language";
import { readField } from "../propose/fields";
import { FieldError, readAddress, readBytes } from "../propose/values";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { deskOf, forgetDesk, type Mandate } from "./mandates";

const OWN: Hex = "0x";
const LEAST = 2 + 2 * 20; // characters of an address, which is the shortest signer (ERC-7913)

const form = document.getElementById("signer-form") as HTMLFormElement;
const control = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
const fieldOf = (name: string) => control(name).closest<HTMLElement>(".field") as HTMLElement;

function words({ number, kind }: Mandate): string {
  return t("{kind} (accreditation {number})", { kind: kind === "person" ? t("Persons") : t("Organisations"), number });
}

async function ownMandates(session: Session): Promise<Mandate[]> {
  const { mandates } = await deskOf(session);
  return mandates.filter(({ issuer, obstacle }) => isSame(issuer, session.account) && obstacle !== "over");
}

/** Whose key can be changed here: only by the issuer's own account, not by a key. */
export async function showSigner(panel: HTMLElement, session: Session): Promise<void> {
  const own = await ownMandates(session);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  const select = form.elements.namedItem("accreditation") as HTMLSelectElement;
  const before = select.value;
  select.replaceChildren(...own.map((each) => new Option(words(each), String(each.number))));
  if (own.some(({ number }) => String(number) === before)) select.value = before;
  say(panel, "standing", own.length ? "" : t("Only an issuer’s own account can change who signs for it, while its accreditation lasts."));
  setStage(panel, own.length ? "ready" : "none");
}

function readSigner(text: string, session: Session): Hex {
  const typed = text.trim();
  if (!typed || isSame(typed, session.account)) return OWN;
  if (typed.length <= LEAST) return readAddress(typed);
  const key = readBytes(typed);
  if (key.length <= LEAST) throw new FieldError(t("An address, or a verifier’s address followed by a key (ERC-7913)."));
  return key;
}

/** Sets the key that the form names. */
export async function setSigner(panel: HTMLElement, session: Session): Promise<void> {
  say(panel, "status", "");
  const mandate = (await ownMandates(session)).find(({ number }) => String(number) === control("accreditation").value);
  const signer = readField(fieldOf("signer"), () => readSigner(control("signer").value, session));
  if (!mandate || signer === undefined) return control("signer").focus();
  if (isSame(mandate.signer ?? OWN, signer)) {
    showError(fieldOf("signer"), t("This is who signs already."));
    return control("signer").focus();
  }
  const call: Call = { ...issuers, functionName: "setSigner", args: [mandate.schema, signer] };
  const refusal = await whyNot(call, session);
  if (refusal) return say(panel, "status", refusal, { tone: "bad" });
  const done = signer === OWN ? t("From now on the issuer’s own account signs.") : t("From now on {signer} signs. Load this page again with that account to make offers.", { signer: short(signer) });
  const sent = await send(panel, session, call, done);
  if (sent) control("signer").value = "";
  forgetDesk(session);
}

wire(form);
