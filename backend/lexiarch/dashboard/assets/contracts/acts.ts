/** The door of this chunk: shows a panel for a session, and performs what is pressed in it. */
import { t } from "../page/language";
import { type PanelName, say, setStage } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { showBallot, vote } from "./ballot";
import { doChore, isChore, showChores } from "./chores";
import { delegate, showDelegation } from "./delegation";
import { failureWords } from "./failures";
import { isStep, showSteps, takeStep } from "./steps";

type Show = (panel: HTMLElement, session: Session) => void | Promise<void>;

const onDesk = (name: PanelName): Show => async (panel, session) => (await import("../desk/acts")).showDeskPanel(name, panel, session);

const SHOW: Record<PanelName, Show> = {
  ballot: showBallot,
  delegation: showDelegation,
  steps: showSteps,
  chores: showChores,
  propose: async (panel, session) => (await import("../propose/submit")).showPropose(panel, session),
  accept: async (panel, session) => (await import("../roll/accept")).showAccept(panel, session),
  member: async (panel, session) => (await import("../roll/member")).showMember(panel, session),
  appeal: async (panel, session) => (await import("../roll/member")).showRight(panel, session),
  veto: async (panel, session) => (await import("../roll/member")).showRight(panel, session),
  exit: async (panel, session) => (await import("../roll/member")).showRight(panel, session),
  secret: async (panel, session) => (await import("../secret/booth")).showBooth(panel, session),
  holding: async (panel) => (await import("../proofs/sign_in")).showHolding(panel),
  "ballot-key": async (panel, session) => (await import("../secret/keeper")).showKeeper(panel, session),
  commitment: async (panel, session) => (await import("../roll/commitment")).showCommitment(panel, session),
  desk: onDesk("desk"),
  offer: onDesk("offer"),
  notice: onDesk("notice"),
  cases: onDesk("cases"),
  batch: onDesk("batch"),
  signer: onDesk("signer"),
  check: async (panel) => (await import("../roll/check")).showCheck(panel),
};

/** Brings a panel up to date; says why when the chain cannot be read. Resolves to whether it could. */
export async function showPanel(name: PanelName, panel: HTMLElement, session: Session): Promise<boolean> {
  try {
    await SHOW[name](panel, session);
    return true;
  } catch (error) {
    setStage(panel, "none");
    say(panel, "standing", t("What your account can do could not be read. {why}", { why: failureWords(error) }));
    return false;
  }
}

/** Does what was pressed or submitted. */
export async function performAct(act: string, panel: HTMLElement, session: Session): Promise<void> {
  if (isStep(act)) return takeStep(act, panel, session);
  if (isChore(act)) return doChore(act, panel, session);
  if (act === "accept") return (await import("../roll/accept")).accept(panel, session);
  if (act === "submit-check") return (await import("../roll/check")).checkFile(panel, session);
  if (act === "submit-commitment") return (await import("../roll/commitment")).putIn(panel, session);
  if (act === "appeal" || act === "veto" || act === "exit") return (await import("../roll/member")).useRight(act, panel, session);
  if (act.startsWith("booth-")) return (await import("../secret/booth")).actInBooth(act, panel, session);
  if (act.startsWith("holding-")) return (await import("../proofs/sign_in")).actInHolding(act, panel, session);
  if (act.startsWith("key-")) return (await import("../secret/keeper")).actOnKey(act, panel, session);
  if (act === "propose") return (await import("../propose/submit")).propose(panel, session);
  if (panel.closest(".desk")) return (await import("../desk/acts")).performDeskAct(act, panel, session);
  if (act === "submit-ballot") return vote(panel, session);
  return delegate(act, panel, session);
}
