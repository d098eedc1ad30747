/** How a finished ballot gets to the box: by a transaction of one's own wallet, or by a relay. */
import { send } from "../contracts/send";
import { config, type Hex } from "../page/data";
import { t } from "../page/language";
import { say } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { box } from "./chain";
import type { Ballot } from "./files";
import { type RelayRefusal, refusalWords } from "./relay_words";

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

/** A relay's refusal or silence; the message says what to do. */
export class RelayError extends Error {}

interface Status { id: string; status: "waiting" | "sent" | "mined" | "refused"; tx_hash: Hex | null; error: RelayRefusal | null }

const POLL_MS = 2_000;
const PATIENCE_MS = 180_000;

/** Nothing goes along that would tell the relay of this browser more than it has to know. */
async function ask(relay: string, path: string, body?: object): Promise<Status> {
  const about: RequestInit = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };
  const posted = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${relay}/api/v1/requests${path}`, { ...about, ...posted }).catch(() => null);
  const answer = (await response?.json().catch(() => null)) as Status | null;
  if (!response || !answer) throw new RelayError(t("The relay does not answer: it is switched off, or this browser does not reach it."));
  if (!response.ok) throw new RelayError(refusalWords(answer.error));
  return answer;
}

/** What became of a request, as soon as that is known; null when it takes too long. */
async function followed(relay: string, id: string): Promise<Hex | null> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const found = await ask(relay, `/${encodeURIComponent(id)}`);
    if (found.status === "refused") throw new RelayError(refusalWords(found.error));
    if (found.status === "mined") return found.tx_hash;
  }
  return null;
}

/** By a relay, which pays. `seconds`: for how long it may hold the ballot at most; it picks the moment by chance. */
export function byRelay(relay: string, seconds: number): Way {
  return async (panel, { proposal, support, nullifier, points }) => {
    say(panel, "status", t("Giving the ballot to the relay…"));
    const { id } = await ask(relay, "", {
      act: "secret_ballot", chain_id: config.chainId, proposal_id: proposal, support, nullifier: String(nullifier), proof: points.map(String),
      max_delay: seconds,
    });
    if (seconds === 0) say(panel, "status", t("The relay has taken it. Waiting until it is counted…"));
    const txHash = seconds === 0 ? await followed(relay, id) : null;
    if (txHash) say(panel, "status", t("The ballot is counted."), { tone: "good" });
    else say(panel, "status", t("The relay has taken the ballot, and it is not counted yet."), { tone: "good" });
    return { txHash };
  };
}
