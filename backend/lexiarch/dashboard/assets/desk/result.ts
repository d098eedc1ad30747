/** A signed offer, to be handed over: as a link, a QR code, a file. */
import { moment } from "../contracts/values";
import { config } from "../page/data";
import { t } from "../page/language";
import { registry } from "../roll/domain";
import { offerLink, type SignedOffer } from "../roll/offer";
import { saveFile } from "./files";
import { recoveryDays } from "./mandates";
import type { Purpose } from "./offer";
import { qrCode } from "./qr";

const place = document.getElementById("offered") as HTMLElement;
const slot = (name: string) => place.querySelector<HTMLElement>(`[data-slot="${name}"]`) as HTMLElement;
const link = document.getElementById("offer-link") as HTMLTextAreaElement;

let file = "";

function purposeWords(purpose: Purpose): string {
  return {
    new: t("A new iD begins when the holder accepts."),
    renewal: t("The iD is renewed when the holder accepts."),
    return: t("The person returns to the roll when they accept."),
    recovery: t("The new account asks for the iD with this offer. The old account has {days} days to refuse, then the iD moves.", { days: recoveryDays }),
  }[purpose];
}

function tell(words: string): void {
  slot("copied").textContent = words;
}

/** Shows the offer; `warning` says what stands in the way of accepting it now. */
export function showResult(signed: SignedOffer, purpose: Purpose, warning: string): void {
  const { holder, expirationTime, deadline } = signed.offer;
  const url = offerLink(signed, registry, config.base);
  const words = t("For {holder}. The iD would run until {expires}; the offer can be accepted until {deadline}.",
    { holder, expires: moment(expirationTime), deadline: moment(deadline) });
  slot("words").textContent = `${words} ${purposeWords(purpose)}`;
  slot("warning").textContent = warning;
  slot("warning").hidden = !warning;
  link.value = url;
  const code = qrCode(url, t("The link as a QR code"));
  slot("qr").replaceChildren(code ?? t("The link is too long for a QR code. Send it, or hand over the file."));
  file = `${words}\n${t("Only this account can accept it. Open the link in the browser of the wallet that holds the account:")}\n\n${url}\n`;
  tell("");
  place.hidden = false;
  place.focus();
}

/** Takes the last offer away. */
export function hideResult(): void {
  place.hidden = true;
  link.value = "";
  file = "";
  slot("qr").replaceChildren();
}

async function copy(): Promise<void> {
  try {
    await navigator.clipboard.writeText(link.value);
    tell(t("The link is copied."));
  } catch {
    link.select();
    tell(t("This browser does not let the page copy. The link is selected: copy it yourself."));
  }
}

document.getElementById("offer-copy")?.addEventListener("click", () => void copy());
document.getElementById("offer-save")?.addEventListener("click", () => {
  saveFile("lexiarch-offer.txt", file);
  tell(t("The file is saved."));
});
