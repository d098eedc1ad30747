/** Asking a relay to carry something out, and what became of it. */
import type { Hex } from "../page/data";
import { t } from "../page/language";
import { type RelayRefusal, refusalWords, type Reasons } from "./words";

/** A relay's refusal or silence; the message says what to do. */
export class RelayError extends Error {}

interface Status { id: string; status: "waiting" | "sent" | "mined" | "refused"; tx_hash: Hex | null; block: number | null; error: RelayRefusal | null }

/** Where something is that a relay carried out. */
export interface Carried { hash: Hex; block: number }

const POLL_MS = 2_000;
const PATIENCE_MS = 180_000;

/** One that may be asked. */
export class RelayClient {
  constructor(private readonly url: string, private readonly reasons: Reasons) {}

  /** Hands a request in. Resolves to its name. */
  async take(body: object): Promise<string> {
    return (await this.ask("", body)).id;
  }

  /** What became of a request, as soon as that is known; null when it takes too long. */
  async follow(id: string): Promise<Carried | null> {
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      const found = await this.ask(`/${encodeURIComponent(id)}`);
      if (found.status === "refused") throw new RelayError(refusalWords(found.error, this.reasons));
      if (found.status === "mined" && found.tx_hash) return { hash: found.tx_hash, block: found.block ?? 0 };
    }
    return null;
  }

  /** Nothing goes along that would tell the relay of this browser more than it has to know. */
  private async ask(path: string, body?: object): Promise<Status> {
    const about: RequestInit = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };
    const posted = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${this.url}/api/v1/requests${path}`, { ...about, ...posted }).catch(() => null);
    const answer = (await response?.json().catch(() => null)) as Status | null;
    if (!response || !answer) throw new RelayError(t("The relay does not answer: it is switched off, or this browser does not reach it."));
    if (!response.ok) throw new RelayError(refusalWords(answer.error, this.reasons));
    return answer;
  }
}
