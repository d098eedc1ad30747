/** The issuer's desk: a chunk of its own, loaded on its page alone. */
import { makeBatch, showBatchPanel } from "../batch/start";
import type { PanelName } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { doCaseAct, showCases } from "./cases";
import { forgetDesk } from "./mandates";
import { openCase, saveReason, showNotice } from "./notice";
import { makeOffer, showOffer } from "./offer";
import { setSigner, showSigner } from "./signer";
import { showStanding } from "./standing";

type Do = (panel: HTMLElement, session: Session) => Promise<void>;

const SHOW: Partial<Record<PanelName, Do>> = {
  desk: showStanding, offer: showOffer, batch: showBatchPanel, notice: showNotice, cases: showCases, signer: showSigner,
};

const ACTS: Record<string, Do> = { "submit-offer": makeOffer, "submit-batch": makeBatch, "submit-signer": setSigner, "save-reason": saveReason, "submit-notice": openCase };

export async function showDeskPanel(name: PanelName, panel: HTMLElement, session: Session): Promise<void> {
  await SHOW[name]?.(panel, session);
}

export async function performDeskAct(act: string, panel: HTMLElement, session: Session): Promise<void> {
  await (ACTS[act]?.(panel, session) ?? doCaseAct(act, panel, session));
  forgetDesk(session);
}
