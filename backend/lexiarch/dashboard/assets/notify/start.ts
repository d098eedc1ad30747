/** The offer to notify: asks the browser only when it is pressed, and says what became of it. */
import { t } from "../page/language";
import { isOn, switchOff } from "./choices";
import { begin, startWatching } from "./watch";

type Support = "yes" | "insecure" | "none";

function support(): Support {
  if (!window.isSecureContext) return "insecure";
  return "Notification" in window && "locks" in navigator ? "yes" : "none";
}

const WHAT = t("You are told when a vote opens that waits for a ballot of this account, and a day and two hours before it ends if none has come. It works while a page of this DAO is open, also in the background; nobody else learns of it.");
const REFUSED = t("This browser refuses notifications of this site. Allow them in its settings for the site, mostly found beside the address, and press again. Until then the calendar and the feed do the same.");

const UNABLE: Record<Exclude<Support, "yes">, string> = {
  insecure: t("Browsers show notifications only of pages that come over https. The calendar and the feed do the same."),
  none: t("This browser cannot show notifications of a page. The calendar and the feed do the same."),
};

function standing(account: string): string {
  const able = support();
  if (able !== "yes") return UNABLE[able];
  if (Notification.permission === "denied") return REFUSED;
  return isOn(account) ? t("On for this account, in this browser, while a page of this DAO is open, also in the background.") : WHAT;
}

function showBlock(block: HTMLElement, words?: string): void {
  const account = block.dataset["notify"] ?? "";
  const place = block.querySelector<HTMLElement>("[data-notify-words]");
  const said = words ?? standing(account);
  const on = isOn(account);
  for (const button of block.querySelectorAll<HTMLElement>("[data-notify-act]")) {
    button.hidden = support() !== "yes" || (button.dataset["notifyAct"] === "on") === on;
  }
  if (place && place.textContent !== said) place.textContent = said;
  block.hidden = false;
}

function showAll(): void {
  for (const block of document.querySelectorAll<HTMLElement>("[data-notify]")) showBlock(block);
}

/** Shows that it works; some browsers allow notifications and then show none of a page. */
function canShow(account: string): boolean {
  try {
    new Notification(t("You will be told here"), { body: t("When a vote waits for {account}.", { account }), tag: "lexiarch.notify" });
    return true;
  } catch {
    return false;
  }
}

async function switchOn(account: string): Promise<string | undefined> {
  const answer = await Notification.requestPermission();
  if (answer === "denied") return REFUSED;
  if (answer !== "granted") return t("The browser got no answer, so nothing is on. Press again, and allow it.");
  if (!canShow(account)) return UNABLE.none;
  const kept = await begin(account).catch(() => null);
  if (kept === null) return t("This server does not answer at the moment, so nothing is on. Try again in a moment.");
  if (!kept) return t("This browser lets the page remember nothing, so it cannot be switched on.");
  startWatching();
  return undefined;
}

async function act(block: HTMLElement, what: string): Promise<void> {
  const account = block.dataset["notify"] ?? "";
  if (what === "off") switchOff(account);
  const words = what === "on" ? await switchOn(account) : undefined;
  showAll();
  const shown = [...document.querySelectorAll<HTMLElement>("[data-notify]")].find((each) => each.dataset["notify"] === account);
  if (words && shown) showBlock(shown, words); // the part may have been fetched again meanwhile
  shown?.querySelector<HTMLElement>("[data-notify-act]:not([hidden])")?.focus();
}

export function start(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-notify-act]") : null;
    const block = button?.closest<HTMLElement>("[data-notify]");
    if (button && block) void act(block, button.dataset["notifyAct"] ?? "");
  });
  for (const name of ["htmx:afterSwap", "lexiarch:refreshed"]) document.addEventListener(name, showAll);
  const follow = () => {
    showAll();
    if (support() === "yes") startWatching();
  };
  addEventListener("storage", follow); // switched in another tab
  follow();
}
