/** The wallet button at the top, and its dialog: choose, see, switch chain, disconnect. */
import { config, type Hex, short } from "../page/data";
import { t } from "../page/language";
import { connect, currentSession, disconnect, isOnChain, onSession, rememberedWallet, resume, type Session, switchChain } from "./session";
import { DEMO_WALLET, discover, type Wallet, wallets } from "./provider";
import { walletWords, wrongChainWords } from "./words";

const button = document.getElementById("wallet-button") as HTMLButtonElement; // none where nobody can vote here
const dialog = document.getElementById("wallet-dialog") as HTMLDialogElement;
const title = document.getElementById("wallet-title") as HTMLHeadingElement;
const content = document.getElementById("wallet-content") as HTMLDivElement;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K, properties: Partial<HTMLElementTagNameMap[K]>, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function action(words: string, testId: string, work: () => Promise<void> | void, quiet = true): HTMLButtonElement {
  const made = element("button", { type: "button", className: quiet ? "button quiet" : "button" }, words);
  made.dataset["testid"] = testId;
  made.addEventListener("click", async () => {
    made.disabled = true;
    try { await work(); } catch (error) { say(walletWords(error)); } finally { made.disabled = false; }
  });
  return made;
}

function say(words: string): void {
  const status = content.querySelector("[role=status]");
  if (status) status.textContent = words;
}

function fill(heading: string, ...children: Node[]): void {
  const status = element("p", { className: "status bad" });
  status.setAttribute("role", "status");
  status.dataset["testid"] = "wallet-status";
  title.textContent = heading;
  content.replaceChildren(...children, status);
}

async function choose(wallet: Wallet): Promise<void> {
  say("");
  if (!(await connect(wallet))) return say(t("The wallet gave no account. Unlock it, or make an account in it."));
  dialog.close();
  const session = currentSession();
  if (session && !isOnChain(session)) await switchChain().catch(showAccount);
}

function walletItem(wallet: Wallet): HTMLLIElement {
  const item = action(wallet.name, `wallet-${wallet.id}`, () => choose(wallet));
  item.translate = false;
  if (wallet.icon) item.prepend(element("img", { src: wallet.icon, alt: "", width: 28, height: 28 }));
  return element("li", {}, item);
}

function showWallets(): void {
  const found = wallets();
  if (found.length === 0) {
    const words = t("No wallet was found in this browser. A wallet is an app or extension that keeps your keys and signs "
      + "your votes; install one you trust, then load this page again. Reading needs no wallet.");
    return fill(t("No wallet found"), element("p", {}, words));
  }
  fill(t("Choose a wallet"), element("ul", { className: "wallets" }, ...found.map(walletItem)));
}

/** Whom to be in the demo. */
function demoChoice(account: string): HTMLElement {
  const select = element("select", { id: "demo-account" });
  select.dataset["testid"] = "demo-account";
  void import("./demo").then(async ({ actAs, demoAccounts }) => {
    for (const one of await demoAccounts()) {
      const isCurrent = one.account.toLowerCase() === account.toLowerCase();
      select.append(new Option(one.words, one.account, isCurrent, isCurrent));
    }
    select.addEventListener("change", () => { actAs(select.value as Hex); showAccount(); });
  });
  return element("p", {}, element("label", { htmlFor: "demo-account" }, t("Act as")), select);
}

function signInPlace(session: Session): HTMLElement {
  const place = element("div", {});
  void import("../sign_in/dialog").then(({ fillSignIn }) => fillSignIn(place, session), () => undefined);
  return place;
}

function showAccount(): void {
  const session = currentSession();
  if (!session) return showWallets();
  const account = element("p", {}, element("code", { className: "long" }, session.account));
  const link = element("p", {}, element("a", { href: `${config.base}/accounts/${session.account}` }, t("Your tokens, delegate and votes")));
  link.dataset["testid"] = "own-account";
  const id = element("p", {}, element("a", { href: `${config.base}/accounts/${session.account}/id` }, t("Your iD")));
  id.dataset["testid"] = "own-id";
  const children: Node[] = [account, link, id];
  if (config.demoWallet && session.wallet.id === DEMO_WALLET) children.push(demoChoice(session.account));
  if (!isOnChain(session)) {
    const act = action(t("Switch chain"), "wallet-switch", async () => { await switchChain(); showAccount(); }, false);
    children.push(element("p", {}, wrongChainWords), element("p", {}, act));
  }
  else if (config.signIn) children.push(signInPlace(session));
  children.push(element("p", {}, action(t("Disconnect"), "wallet-disconnect", () => { disconnect(); dialog.close(); })));
  fill(t("Connected with {wallet}", { wallet: session.wallet.name }), ...children);
}

/** Opens the dialog; goes straight to the wallet when there is only one. */
export function openWallet(): void {
  if (currentSession()) showAccount();
  else showWallets();
  if (!dialog.open) dialog.showModal();
  const only = wallets().length === 1 && !currentSession();
  if (only) content.querySelector<HTMLButtonElement>(".wallets button")?.click();
}

function showButton(): void {
  const session = currentSession();
  if (!session) button.textContent = t("Connect wallet");
  else button.textContent = isOnChain(session) ? short(session.account) : t("Wrong chain");
  button.dataset["account"] = session?.account ?? "";
}

export function startWalletButton(): void {
  if (!document.body.contains(button)) return;
  button.hidden = false;
  button.addEventListener("click", openWallet);
  document.getElementById("wallet-close")?.addEventListener("click", () => dialog.close());
  onSession(showButton);
  let resumed = false;
  discover(() => {
    const known = wallets().find((wallet) => wallet.id === rememberedWallet());
    if (known && !resumed && !currentSession()) {
      resumed = true;
      void resume(known);
    }
    if (dialog.open && !currentSession()) showWallets();
  });
}
