/** The answer to an offer: what accepting would do to the roll as it is now, then the acceptance. */
import type { Hex } from "viem";
import { readContract, signTypedData } from "viem/actions";
import { whyNot } from "../contracts/chores";
import { clientOf, roll } from "../contracts/client";
import { type Call, send } from "../contracts/send";
import { moment } from "../contracts/values";
import { config, isSame, short } from "../page/data";
import { t } from "../page/language";
import { handIn, relayOf, showPayer } from "../relay/signed";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { currentOffer } from "./current";
import { rollDomain } from "./domain";
import { offerFields, type SignedOffer } from "./offer";

/** What accepting an offer is, as the roll stands; the last two: it was done. */
type Way = "begin" | "return" | "renew" | "move" | "accepted" | "asked";

interface Outlook {
  way: Way;
  call: Call;
  /** Who has the iD now, or had it last. */
  holder: Hex;
  /** Seconds since 1970: until when it stands; of `asked`, from when on it can move. */
  until: number;
}

function callOf({ offer, signature, proof }: SignedOffer, way: Way): Call {
  if (proof) return { ...roll, functionName: "claim", args: [offer, proof, signature] };
  if (way === "move") return { ...roll, functionName: "startRecovery", args: [offer, signature, "0x"] };
  return { ...roll, functionName: "attest", args: [offer, signature] };
}

async function readOutlook(signed: SignedOffer, session: Session): Promise<Outlook> {
  const client = clientOf(session);
  const { holder: account, personTag, expirationTime } = signed.offer;
  const [[stands, until], { holder }, request] = await Promise.all([
    readContract(client, { ...roll, functionName: "standingOf", args: [personTag] }),
    readContract(client, { ...roll, functionName: "attestationOf", args: [personTag] }),
    readContract(client, { ...roll, functionName: "recoveryOf", args: [personTag] }),
  ]);
  const outlook = (way: Way, time = until) => ({ way, holder, until: time, call: callOf(signed, way) });
  if (!stands) return outlook(BigInt(holder) === 0n ? "begin" : "return");
  if (isSame(holder, account)) return outlook(until === expirationTime ? "accepted" : "renew");
  const isAsked = isSame(request.newHolder, account) && request.expirationTime === expirationTime;
  return isAsked ? outlook("asked", request.readyAt) : outlook("move");
}

function outlookWords({ way, holder, until }: Outlook, { offer }: SignedOffer, days: string): string {
  const end = moment(offer.expirationTime);
  switch (way) {
    case "begin": return t("Accepting begins an iD with this account, until {end}.", { end });
    case "return": return t("This iD has ended or run out before. Accepting brings it back, with the same number, until {end}.", { end });
    case "renew": return t("This is a renewal. Your iD stands until {until}; if you accept, until {end}. Its number, your vote and your place in the tree go on.", { until: moment(until), end });
    case "move": return t("This iD is with another account, {holder}. Accepting asks for it: that account has {days} days to refuse, then anyone can complete the move to this one.", { holder: short(holder), days });
    case "accepted": return t("This offer is accepted: the iD stands until {until}.", { until: moment(until) });
    case "asked": return t("The iD is asked for. From {until} on anyone can complete the move, unless its present account refuses before.", { until: moment(until) });
  }
}

const BUTTONS: Partial<Record<Way, string>> = {
  begin: t("Accept"), return: t("Accept"), renew: t("Accept the renewal"), move: t("Ask for the iD"),
};

const DONE: Partial<Record<Way, string>> = {
  begin: t("You have accepted: the iD has begun."),
  return: t("You have accepted: the iD is back."),
  renew: t("You have accepted: the iD is renewed."),
  move: t("The iD is asked for."),
};

function wrongAccountWords({ offer }: SignedOffer, session: Session): string {
  return t("This offer is for the account {holder}. Your wallet shows {account}: choose the other one in it.",
    { holder: offer.holder, account: short(session.account) });
}

/** Reads what accepting would do, says it, and offers it if the roll would take it. */
export async function showAccept(panel: HTMLElement, session: Session): Promise<void> {
  const signed = currentOffer();
  if (!signed) return;
  const outlook = await readOutlook(signed, session);
  const isDone = outlook.way === "accepted" || outlook.way === "asked";
  const why = isDone ? "" : await whyNot(outlook.call, { ...session, account: signed.offer.holder });
  if (currentSession() !== session || currentOffer() !== signed || panel.dataset["busy"]) return;
  const isRight = isSame(session.account, signed.offer.holder);
  const words = [outlookWords(outlook, signed, panel.dataset["recoveryDays"] ?? "")];
  if (why) words.splice(0, 1, t("It cannot be accepted. {why}", { why }));
  else if (!isRight && !isDone) words.unshift(wrongAccountWords(signed, session));
  const link = { words: t("Your iD"), href: `${config.base}/accounts/${signed.offer.holder}/id` };
  say(panel, "standing", words.join(" "), isDone ? { link } : {});
  const button = panel.querySelector<HTMLButtonElement>("[data-act=accept]");
  if (button) button.textContent = BUTTONS[outlook.way] ?? t("Accept");
  showPayer(panel);
  setStage(panel, isRight && !why && !isDone ? "ready" : "none");
}

/** The holder's signature of the offer, as a relay takes it. */
async function signAcceptance({ offer, signature, proof }: SignedOffer, session: Session, way: Way): Promise<object> {
  const signed = await signTypedData(clientOf(session), {
    account: session.account, domain: rollDomain, types: { Acceptance: offerFields }, primaryType: "Acceptance", message: offer,
  });
  const { holder, issuer, schema, personTag, issuedAt, expirationTime, deadline } = offer;
  return {
    act: way === "move" && !proof ? "recovery" : "acceptance",
    offer: { holder, issuer, schema, person_tag: personTag, issued_at: issuedAt, expiration_time: expirationTime, deadline },
    issuer_signature: signature, holder_signature: signed, ...(proof ? { proof } : {}),
  };
}

/** Sends the acceptance, or has it signed and handed in by a relay. */
export async function accept(panel: HTMLElement, session: Session): Promise<void> {
  const signed = currentOffer();
  if (!signed) return;
  const { call, way } = await readOutlook(signed, session);
  const done = DONE[way] ?? "";
  const sent = relayOf(panel)
    ? await handIn(panel, session, call, () => signAcceptance(signed, session, way), done)
    : await send(panel, session, call, done);
  if (sent) history.replaceState(null, "", location.pathname); // an offer that is used need not stay in the address
}
