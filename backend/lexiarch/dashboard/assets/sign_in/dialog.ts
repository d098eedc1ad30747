/** Signing in and out, in the wallet's dialog. */
import { config, isSame, short } from "../page/data";
import { t } from "../page/language";
import { currentSession, type Session } from "../wallet/session";
import { button, element } from "./element";
import { fetchSession, signIn, signOut, type SignedIn } from "./server";

/** Tells the page that somebody signed in or out. */
export const CHANGED = "lexiarch:signed";

function show(place: HTMLElement, wallet: Session, session: SignedIn | null): void {
  const status = element("p", { className: "status bad" });
  status.setAttribute("role", "status");
  status.dataset["testid"] = "sign-in-status";
  const say = (words: string) => { status.textContent = words; };
  const become = (next: SignedIn | null) => {
    if (place.isConnected && currentSession() === wallet) show(place, wallet, next);
    document.dispatchEvent(new Event(CHANGED));
  };
  const enter = button(t("Sign in"), "sign-in", async () => {
    say(t("Sign the message in your wallet."));
    become(await signIn(wallet));
  }, say);
  if (!session) {
    const why = t("Sign in to see and change what this site keeps about you. It moves nothing and costs nothing.");
    return place.replaceChildren(element("p", { className: "soft" }, why), element("p", {}, enter), status);
  }
  const mine = isSame(session.account, wallet.account);
  const words = mine ? t("You are signed in.") : t("Signed in as {account}, which is not the wallet’s account.", { account: short(session.account) });
  const standing = element("p", {}, words, " ", element("a", { href: `${config.base}/session` }, t("What is kept about you")));
  standing.dataset["testid"] = "signed-in";
  const leave = button(t("Sign out"), "sign-out", async () => { await signOut(); become(null); }, say);
  place.replaceChildren(standing, element("p", { className: "buttons" }, ...(mine ? [] : [enter]), leave), status);
}

/** Fills a place in the wallet's dialog. */
export async function fillSignIn(place: HTMLElement, wallet: Session): Promise<void> {
  try {
    show(place, wallet, await fetchSession());
  } catch (error) {
    place.textContent = error instanceof Error ? error.message : "";
  }
}
