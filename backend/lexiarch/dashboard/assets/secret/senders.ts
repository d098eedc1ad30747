/** How a finished ballot gets to the box. One way so far; a relay would be another. */
import { type Sent, send } from "../contracts/send";
import { config } from "../page/data";
import { t } from "../page/language";
import type { Session } from "../wallet/session";
import { box } from "./chain";
import type { Ballot } from "./files";

/** Hands in a ballot and says in the panel how it goes. Resolves to where it is, null when nothing was done. */
export type Way = (panel: HTMLElement, ballot: Ballot) => Promise<Sent | null>;

/** As a transaction of the connected account, which pays for it and stands beside the ballot for ever. */
export function byTransaction(session: Session): Way {
  return (panel, { proposal, support, nullifier, points }) => {
    const args = [config.contracts.governor, BigInt(proposal), support, nullifier, points];
    return send(panel, session, { ...box, functionName: "castSecretBallot", args }, t("The ballot is counted."));
  };
}
