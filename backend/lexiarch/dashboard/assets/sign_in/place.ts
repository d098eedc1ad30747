/** A place on a page that needs somebody signed in: a button, and the page again once they are. */
import { t } from "../page/language";
import { openWallet } from "../wallet/button";
import { currentSession, isOnChain, onSession } from "../wallet/session";
import { wrongChainWords } from "../wallet/words";
import { CHANGED } from "./dialog";
import { button, element } from "./element";
import { signIn } from "./server";

export function start(place: HTMLElement): void {
  const status = element("span", { className: "status" });
  status.setAttribute("role", "status");
  status.dataset["testid"] = "place-status";
  const say = (words: string) => { status.textContent = words; };
  let waits = false; // for a wallet
  const enter = button(t("Sign in"), "place-sign-in", async () => {
    const wallet = currentSession();
    waits = !wallet;
    if (!wallet) return openWallet();
    if (!isOnChain(wallet)) throw new Error(wrongChainWords);
    say(t("Sign the message in your wallet."));
    await signIn(wallet);
    location.reload();
  }, say);
  enter.className = "button";
  place.replaceChildren(enter, " ", status);
  onSession(() => {
    if (!waits || !currentSession()) return;
    waits = false;
    enter.click();
  });
  document.addEventListener(CHANGED, () => location.reload());
}
