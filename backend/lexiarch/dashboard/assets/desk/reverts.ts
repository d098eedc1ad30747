/** What the roll refuses of an offer, in words for who makes it; a member reads others. */
import type { Refusal } from "../contracts/failures";
import { revertWords } from "../contracts/reverts";
import { moment, type Words } from "../contracts/values";
import { short } from "../page/data";
import { t } from "../page/language";

const OFFER_REVERTS: Record<string, Words> = {
  HolderRegistryIssuerNotAccredited: () => t("This accreditation is not in force any more, or the guardian has just stopped it."),
  HolderRegistryOfferExpired: ([deadline]) => t("The offer could be accepted until {day} only. Choose a later day.", { day: moment(deadline) }),
  HolderRegistryOfferStale: () =>
    t("Something has happened to this iD at this very moment: it began, ended, or notice of a case was given. An offer has to be later. Sign again in a moment."),
  HolderRegistryExpirationInvalid: ([, earliest, latest]) =>
    t("The iD has to run beyond {earliest}, and until {latest} at most.", { earliest: moment(earliest), latest: moment(latest) }),
  HolderRegistryIssuerSignatureInvalid: () =>
    t("The roll does not take this signature: the wallet signed with another key than that of this account, or another key signs for the accreditation now. Choose the right account in the wallet, and sign again."),
  HolderRegistryPersonTagInUse: ([, holder]) => t("The iD with this tag stands with another account, {account}.", { account: short(String(holder)) }),
  HolderRegistryAlreadyHolder: ([, tag]) =>
    t("This account holds an iD with another tag, {tag}. Use that tag to renew it; one account holds one iD.", { tag: String(tag) }),
  HolderRegistryKindChanged: () => t("The iD with this tag is of the other kind: a person never becomes an organisation. Choose another accreditation, or check the tag."),
  HolderRecoveryNotIssuer: () => t("That iD stands on the word of another issuer, who alone can offer to move it, as long as its accreditation has not ended."),
  HolderRecoveryBlocked: ([, until]) => t("The iD was asked for already, or a move was refused. It can be asked for again from {day} on.", { day: moment(until) }),
};

/** A refusal of an offer. */
export function offerWords({ errorName, args }: Refusal): string {
  return OFFER_REVERTS[errorName]?.(args) ?? revertWords(errorName, args);
}
