/** What the roll and its tree refuse a member, in words that say what to do. */
import { moment, type Words } from "../contracts/values";
import { short } from "../page/data";
import { t } from "../page/language";

const account = (value: unknown) => short(String(value));
const soon = (value: unknown) => Number(value) <= Date.now() / 1000 + 1;

export const MEMBER_REVERTS: Record<string, Words> = {
  HolderRegistryNotOfferHolder: ([, holder]) => t("The offer is for another account, {account}. Choose that one in your wallet.", { account: account(holder) }),
  HolderRegistryOfferIncomplete: () => t("The offer lacks an account or a number. Ask the issuer for a new one."),
  HolderRegistryIssuerNotAccredited: () =>
    t("The issuer may not attest this now: its accreditation is not in force, or the guardian has stopped it. Ask another issuer, or wait."),
  HolderRegistryIssuerCapReached: ([, , cap]) =>
    t("The issuer has given as many iDs today as it may ({cap}). Come back tomorrow (UTC), before the offer runs out.", { cap: Number(cap) }),
  HolderRegistryOfferExpired: ([deadline]) => t("The offer could be accepted until {day}. Ask the issuer for a new one.", { day: moment(deadline) }),
  HolderRegistryOfferStale: ([issuedAt, , now]) => (Number(issuedAt) > Number(now)
    ? t("The offer is dated in the future. Try again in a moment; if it stays so, ask the issuer for a new one.")
    : t("The offer is older than what happened since: it was accepted already, or the iD was renewed or ended, or a notice was given after it. Ask the issuer for a new one.")),
  HolderRegistryExpirationInvalid: ([offered, earliest, latest]) => (Number(offered) > Number(latest)
    ? t("The offer runs longer than an iD may. Ask the issuer for one that ends before {day}.", { day: moment(latest) })
    : soon(earliest)
      ? t("The iD that is offered would have run out already. Ask the issuer for a new offer.")
      : t("The iD stands until {day} already, which is longer than the offer. Ask the issuer for one that ends later.", { day: moment(earliest) })),
  HolderRegistryIssuerSignatureInvalid: () =>
    t("The signature is not the issuer’s: the link was damaged or changed, or the issuer has another key now. Ask it to send the offer again."),
  HolderRegistryPersonTagInUse: ([, holder]) =>
    t("The iD is with another account, {account}, and an offer from a batch cannot move it. Ask the issuer for an offer of its own.", { account: account(holder) }),
  HolderRegistryAlreadyHolder: () => t("The account holds another iD, and one account holds one only. Leave that one first, or have the offer made to another account."),
  HolderRegistryKindChanged: () => t("The number is that of an iD of another kind: a person never becomes an organisation. Ask the issuer to check."),
  HolderRegistryNotLive: () => t("The iD does not stand any more."),
  HolderRegistryNotHolder: () => t("This account does not hold the iD now."),
  HolderCasesAppealTooLate: ([, until]) => t("The time to appeal was over on {day}.", { day: moment(until) }),
  HolderCasesWrongPhase: () => t("The case is not in the phase for that: it was appealed, or is closed."),
  HolderRecoveryNotIssuer: () =>
    t("Only the issuer of the present attestation can move this iD, as long as its accreditation has not ended. Ask that issuer."),
  HolderRecoveryBlocked: ([, until]) =>
    t("Somebody has asked for this iD already, or was refused. Nobody can ask again before {day}.", { day: moment(until) }),
  HolderRecoverySameHolder: () => t("The iD is with this very account: the offer is a renewal."),
  HolderRecoveryNotPending: () => t("There is no such request any more."),
  HolderTreeNotPerson: () => t("Only a person whose iD stands can be in the tree."),
  HolderTreeLeafExists: () => t("There is a commitment of yours in the tree already. Load the page again to replace it."),
  HolderTreeFull: () => t("All places of the tree have been used. Members can move to a larger one by a proposal."),
  HolderTreeCommitmentInvalid: () => t("A commitment is not 0."),
  LeafAlreadyExists: () => t("This number is in the tree already. A commitment is used once: make a new one."),
  LeafCannotBeZero: () => t("A commitment is not 0."),
  LeafGreaterThanSnarkScalarField: () => t("The number is too large for a commitment. Copy it again from where it was made."),
};
