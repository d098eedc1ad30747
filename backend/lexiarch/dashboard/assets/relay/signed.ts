/** What the chain takes by a signature: a relay hands it in and pays the fee, and the account sends nothing. */
import { simulateContract } from "viem/actions";
import { clientOf } from "../contracts/client";
import { failureWords } from "../contracts/failures";
import { type Call, carry, type Sent } from "../contracts/send";
import { config } from "../page/data";
import { t } from "../page/language";
import { say } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { RelayClient, RelayError } from "./client";
import { SIGNED } from "./words";

const payer = (panel: HTMLElement) => panel.querySelector<HTMLSelectElement>("select[name=payer]");

/** The relay that was chosen in the panel (parts/payer.html); empty for a transaction of the account itself. */
export const relayOf = (panel: HTMLElement) => payer(panel)?.value ?? "";

/** Shows what belongs to the way that is chosen. */
export function showPayer(panel: HTMLElement): void {
  const way = relayOf(panel) ? "relay" : "own";
  for (const part of panel.querySelectorAll<HTMLElement>("[data-payer]")) part.hidden = part.dataset["payer"] !== way;
}

document.addEventListener("change", ({ target }) => {
  const panel = target instanceof HTMLSelectElement && target.name === "payer" ? target.closest<HTMLElement>(".panel") : null;
  if (panel) showPayer(panel);
});

const wordsOf = (error: unknown) => error instanceof RelayError
  ? `${error.message} ${t("Nothing is lost: try again, or let your wallet pay, which needs no relay.")}`
  : failureWords(error);

/**
 * Has the account sign, and the chosen relay hand it in. `call` is what the account would send itself: the contract is asked
 * with it before anything is signed. `sign` resolves to the relay's request, without the chain.
 */
export function handIn(panel: HTMLElement, session: Session, call: Call, sign: () => Promise<object>, done: string): Promise<Sent | null> {
  return carry(panel, async () => {
    const relay = new RelayClient(relayOf(panel), SIGNED);
    say(panel, "status", t("Checking with the contract…"));
    await simulateContract(clientOf(session), { ...call, account: session.account } as never);
    say(panel, "status", t("Read and sign it in your wallet. That costs nothing."));
    const request = await sign();
    say(panel, "status", t("Giving it to the relay…"));
    const id = await relay.take({ chain_id: config.chainId, ...request });
    say(panel, "status", t("The relay has taken it. Waiting for a block…"));
    const carried = await relay.follow(id);
    if (!carried) say(panel, "status", t("The relay has taken it, and it is in no block yet. Look again in some minutes."), { tone: "good" });
    return carried;
  }, done, wordsOf);
}
