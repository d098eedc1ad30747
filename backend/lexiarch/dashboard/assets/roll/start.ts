/** The page on which an offer is read: from the fragment of its link, or as pasted. Nothing of it is sent anywhere. */
import { chainNow } from "../page/times";
import { showAnew } from "../wallet/panels";
import { setOffer } from "./current";
import { registry } from "./domain";
import { showFacts } from "./facts";
import { decodeOffer, OfferError } from "./offer";

const part = (id: string) => document.getElementById(id) as HTMLElement;
const form = part("offer-form") as HTMLFormElement;
const text = part("offer-text") as HTMLTextAreaElement;
const other = part("offer-other") as HTMLDetailsElement;

function say(words: string): void {
  part("offer-status").textContent = words;
  if (words) text.setAttribute("aria-invalid", "true");
  else text.removeAttribute("aria-invalid");
}

/** Shows an offer, or says why it cannot be used; what was pasted stays. */
function read(link: string): void {
  const facts = part("offer");
  const panel = part("accept");
  setOffer(null);
  facts.hidden = panel.hidden = other.open = true;
  say("");
  try {
    const signed = decodeOffer(link, registry, chainNow());
    showFacts(facts, signed.offer);
    setOffer(signed);
    facts.hidden = panel.hidden = other.open = false;
    showAnew(panel);
  } catch (error) {
    if (!(error instanceof OfferError)) throw error;
    say(error.message);
  }
}

function readAddress(): void {
  if (location.hash.length > 1) read(location.hash);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  read(text.value);
});
addEventListener("hashchange", readAddress);
readAddress();
