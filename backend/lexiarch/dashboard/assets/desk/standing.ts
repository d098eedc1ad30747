/** Who is at the desk: the accreditations of the connected account, and what each allows now. */
import { moment } from "../contracts/values";
import { config, short } from "../page/data";
import { t } from "../page/language";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { deskOf, isForeignKey, type Mandate } from "./mandates";

function useWords({ dailyCap, usedToday }: Mandate): string {
  if (usedToday >= dailyCap) return t("All {cap} new iDs of today are used. New ones can begin from tomorrow on (00:00 UTC); renewals are free.", { cap: dailyCap });
  return t("{used} of {cap} new iDs used today.", { used: usedToday, cap: dailyCap });
}

function stateWords(mandate: Mandate): string {
  const { obstacle, validUntil, stoppedUntil, signer } = mandate;
  switch (obstacle) {
    case "over": return t("Over since {day}. The iDs that stand on it stay; only a vote of the DAO accredits you again.", { day: moment(validUntil) });
    case "stopped": return t("Stopped by the guardian until {day}. Until then you can neither offer, nor open or take back a case.", { day: moment(stoppedUntil) });
    case "key": return isForeignKey(signer)
      ? t("In force until {day}. Its offers are signed by a key that no wallet in a browser holds ({signer}), so they cannot be made here.", { day: moment(validUntil), signer: short(signer ?? "") })
      : t("In force until {day}. Its offers are signed by another account, {signer}: connect that one to make them.", { day: moment(validUntil), signer: signer ?? mandate.issuer });
    case "": return `${t("In force until {day}.", { day: moment(validUntil) })} ${useWords(mandate)}`;
  }
}

function item(mandate: Mandate): HTMLElement {
  const made = document.createElement("li");
  const kind = mandate.kind === "person" ? t("Persons") : t("Organisations");
  const title = Object.assign(document.createElement("strong"), { textContent: t("{kind} (accreditation {number})", { kind, number: mandate.number }) });
  const link = Object.assign(document.createElement("a"), { href: `${config.base}/issuers/${mandate.issuer}`, textContent: t("Public page") });
  made.dataset["obstacle"] = mandate.obstacle;
  made.append(title, `: ${mandate.definition} ${stateWords(mandate)} `, link);
  return made;
}

/** Says what the account is here. */
export async function showStanding(panel: HTMLElement, session: Session): Promise<void> {
  const { mandates } = await deskOf(session);
  if (currentSession() !== session) return;
  const list = panel.querySelector("[data-slot=mandates]");
  list?.replaceChildren(...mandates.map(item));
  const none = t("The DAO has not accredited {account} to attest anything, and it signs for no issuer. Connect the issuer’s account; or have a proposal accredit this one.", { account: short(session.account) });
  say(panel, "standing", mandates.length ? t("You are at the desk as {account}.", { account: short(session.account) }) : none,
    mandates.length ? {} : { link: { words: t("Make a proposal"), href: `${config.base}/propose` } });
  setStage(panel, mandates.length ? "ready" : "none");
}
