/** Why a relay did not do something, in the reader's language: it answers with a code, and in English. */
import { revertWords } from "../contracts/reverts";
import { t } from "../page/language";

/** As every answer of a relay has it that says no. */
export interface RelayRefusal { code: string; message: string; remedy: string }

const BUSY = t("it has too much to do at the moment; try again in a minute");

/** Reasons that are told in other words for another thing, and the contracts' errors that need no values. */
export interface Reasons { own: Record<string, string>; reverts: Set<string> }

/** The relay's own reasons; see relay/errors.py. */
const OWN: Record<string, string> = {
  OtherChain: t("it serves another chain"),
  SourceBusy: t("too many requests come from your network; try again in a minute"),
  TooManyRequests: t("too many requests come from your network; try again in a minute"),
  ProposalBusy: t("it takes no more ballots on this proposal today"),
  QueueFull: BUSY,
  ServerBusy: BUSY,
  DaySpent: t("it has spent what it may today, and goes on at midnight UTC"),
  FundsLow: t("its account has too little to pay the fee"),
  NotReady: t("it does not reach its node"),
};

/** Of a secret ballot. */
export const SECRET: Reasons = {
  own: {
    ActNotOffered: t("it does not hand in secret ballots"),
    OnItsWay: t("a ballot of the same person on this proposal is on its way with it; check the receipt in a minute"),
    WaitedTooLong: t("fees were too high for it for an hour, and it has not sent the ballot"),
    RevertedUnexplained: t("something came in between on the chain; hand the ballot in again"),
    RequestUnknown: t("it has forgotten the ballot, perhaps by a restart; check the receipt, and hand the ballot in again if it is not counted"),
  },
  reverts: new Set([
    "BallotBoxNotFrozen", "BallotBoxNullifierSpent", "BallotBoxProofInvalid", "TwoHousesNotSecret", "GovernorNonexistentProposal",
    "GovernorUnexpectedProposalState",
  ]),
};

/** Of what is signed in the open; the contract was asked before the signature, so that it seldom says no. */
export const SIGNED: Reasons = {
  own: {
    ActNotOffered: t("it does not do this"),
    OnItsWay: t("the same is on its way with it; look again in a minute"),
    WaitedTooLong: t("fees were too high for it for an hour, and it has not sent this"),
    RevertedUnexplained: t("something came in between on the chain; do it again"),
    RequestUnknown: t("it has forgotten this, perhaps by a restart; look in a minute whether it was done"),
  },
  reverts: new Set(["GovernorNonexistentProposal", "GovernorUnexpectedProposalState", "HolderRegistrySignatureInvalid"]),
};

/** The refusal as a sentence. */
export function refusalWords(error: RelayRefusal | null, { own, reverts }: Reasons): string {
  const why = error && (own[error.code] ?? OWN[error.code]);
  if (why) return t("The relay does not take it: {why}.", { why });
  if (error && reverts.has(error.code)) return t("The relay refuses it. {why}", { why: revertWords(error.code, []) });
  return t("The relay refuses it. {why}", { why: error ? `${error.message} ${error.remedy}` : t("It does not say why.") });
}
