/** Why a relay did not take a ballot, in the reader's language: it answers with a code, and in English. */
import { revertWords } from "../contracts/reverts";
import { t } from "../page/language";

/** As every answer of a relay has it that says no. */
export interface RelayRefusal { code: string; message: string; remedy: string }

const BUSY = t("it has too much to do at the moment; try again in a minute");

/** The relay's own reasons; see relay/errors.py. */
const OWN: Record<string, string> = {
  OtherChain: t("it serves another chain"),
  ActNotOffered: t("it does not hand in secret ballots"),
  OnItsWay: t("a ballot of the same person on this proposal is on its way with it; check the receipt in a minute"),
  SourceBusy: t("too many requests come from your network; try again in a minute"),
  TooManyRequests: t("too many requests come from your network; try again in a minute"),
  ProposalBusy: t("it takes no more ballots on this proposal today"),
  QueueFull: BUSY,
  ServerBusy: BUSY,
  DaySpent: t("it has spent what it may today, and goes on at midnight UTC"),
  FundsLow: t("its account has too little to pay the fee"),
  NotReady: t("it does not reach its node"),
  WaitedTooLong: t("fees were too high for it for an hour, and it has not sent the ballot"),
  RevertedUnexplained: t("something came in between on the chain; hand the ballot in again"),
  RequestUnknown: t("it has forgotten the ballot, perhaps by a restart; check the receipt, and hand the ballot in again if it is not counted"),
};

/** Of the contracts; each is told without the values that a relay does not pass on. */
const REVERTS = new Set([
  "BallotBoxNotFrozen", "BallotBoxNullifierSpent", "BallotBoxProofInvalid", "TwoHousesNotSecret", "GovernorNonexistentProposal",
  "GovernorUnexpectedProposalState",
]);

/** The refusal as a sentence. */
export function refusalWords(error: RelayRefusal | null): string {
  const own = error && OWN[error.code];
  if (own) return t("The relay does not take it: {why}.", { why: own });
  if (error && REVERTS.has(error.code)) return t("The relay refuses it. {why}", { why: revertWords(error.code, []) });
  return t("The relay refuses it. {why}", { why: error ? `${error.message} ${error.remedy}` : t("It does not say why.") });
}
