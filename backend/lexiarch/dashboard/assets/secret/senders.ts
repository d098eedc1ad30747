/** How a finished ballot gets to the box: by a transaction of one's own wallet, or by a relay. */
import { send } from "../contracts/send";
import { config, type Hex } from "../page/data";
import { t } from "../page/language";
import { RelayClient } from "../relay/client";
import { SECRET } from "../relay/words";
import { say } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { box } from "./chain";
import type { Ballot } from "./files";

/** Where a ballot is that was handed in; without a transaction, a relay has it and has not sent it yet. */
export interface Handed { txHash: Hex | null }

/** Hands in a ballot and says in the panel how it goes. Resolves to null when nothing was done. */
export type Way = (panel: HTMLElement, ballot: Ballot) => Promise<Handed | null>;

/** As a transaction of the connected account, which pays for it and stands beside the ballot for ever. */
export function byTransaction(session: Session): Way {
  return async (panel, { proposal, support, nullifier, points }) => {
    const args = [config.contracts.governor, BigInt(proposal), support, nullifier, points];
    const sent = await send(panel, session, { ...box, functionName: "castSecretBallot", args }, t("The ballot is counted."));
    return sent && { txHash: sent.hash };
  };
}

/** By a relay, which pays. `seconds`: for how long it may hold the ballot at most; it picks the moment by chance. */
export function byRelay(relay: string, seconds: number): Way {
  return async (panel, { proposal, support, nullifier, points }) => {
    say(panel, "status", t("Giving the ballot to the relay…"));
    const client = new RelayClient(relay, SECRET);
    const id = await client.take({
      act: "secret_ballot", chain_id: config.chainId, proposal_id: proposal, support, nullifier: String(nullifier), proof: points.map(String),
      max_delay: seconds,
    });
    if (seconds === 0) say(panel, "status", t("The relay has taken it. Waiting until it is counted…"));
    const txHash = seconds === 0 ? (await client.follow(id))?.hash ?? null : null;
    if (txHash) say(panel, "status", t("The ballot is counted."), { tone: "good" });
    else say(panel, "status", t("The relay has taken the ballot, and it is not counted yet."), { tone: "good" });
    return { txHash };
  };
}
