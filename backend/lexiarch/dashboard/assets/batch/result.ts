/** A signed batch, to be handed over: each member's own link, alone or all in one file. */
import { config, short } from "../page/data";
import { t } from "../page/language";
import { saveFile } from "../desk/files";
import { qrCode } from "../desk/qr";
import { registry } from "../roll/domain";
import { offerLink, type SignedOffer } from "../roll/offer";

const place = document.getElementById("batched") as HTMLElement;
const slot = (name: string) => place.querySelector<HTMLElement>(`[data-slot="${name}"]`) as HTMLElement;

let signed: SignedOffer[] = [];

const linkOf = (each: SignedOffer) => offerLink(each, registry, config.base);

function button(words: string, about: string, testid: string, press: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: words });
  made.setAttribute("aria-label", `${words}: ${about}`);
  made.dataset["testid"] = testid;
  made.addEventListener("click", press);
  return made;
}

async function copy(each: SignedOffer): Promise<void> {
  const { holder } = each.offer;
  try {
    await navigator.clipboard.writeText(linkOf(each));
    slot("copied").textContent = t("The link for {account} is copied.", { account: short(holder) });
  } catch {
    slot("copied").textContent = t("This browser does not let the page copy. Save the file instead.");
  }
}

function save(each: SignedOffer): void {
  const { holder } = each.offer;
  const words = t("Only this account can accept it. Open the link in the browser of the wallet that holds the account:");
  saveFile(`lexiarch-offer-${holder.slice(2, 10).toLowerCase()}.txt`, `${holder}\n${words}\n\n${linkOf(each)}\n`);
}

function showCode(each: SignedOffer, item: HTMLElement): void {
  const before = item.querySelector(".qr");
  if (before) return before.remove();
  item.append(qrCode(linkOf(each), t("The link as a QR code")) ?? t("The link is too long for a QR code. Send it, or hand over the file."));
}

function itemOf(each: SignedOffer): HTMLElement {
  const item = document.createElement("li");
  item.dataset["testid"] = "batch-offer";
  const { holder } = each.offer;
  const about = short(holder);
  const tools = Object.assign(document.createElement("span"), { className: "tools" });
  tools.append(
    button(t("Copy the link"), about, "batch-copy", () => void copy(each)),
    button(t("Save it as a file"), about, "batch-save-one", () => save(each)),
    button(t("QR code"), about, "batch-code", () => showCode(each, item)),
  );
  item.append(Object.assign(document.createElement("code"), { className: "long", textContent: holder }), tools);
  return item;
}

/** Shows who is offered what; `warning` says what stands in the way of accepting it now. */
export function showBatch(offers: SignedOffer[], words: string, warning: string): void {
  signed = offers;
  slot("words").textContent = words;
  slot("warning").textContent = warning;
  slot("warning").hidden = !warning;
  slot("copied").textContent = "";
  slot("offers").replaceChildren(...offers.map(itemOf));
  place.hidden = false;
  place.focus();
}

export function hideBatch(): void {
  signed = [];
  place.hidden = true;
  slot("offers").replaceChildren();
}

/** One JSON object a line (NDJSON): what a mail merge or a program reads. */
function saveAll(): void {
  const lines = signed.map((each) => JSON.stringify({ holder: each.offer.holder, personTag: each.offer.personTag, link: linkOf(each) }));
  saveFile("lexiarch-offers.ndjson", `${lines.join("\n")}\n`, "application/x-ndjson");
  slot("copied").textContent = t("The file is saved.");
}

document.getElementById("batch-save")?.addEventListener("click", saveAll);
