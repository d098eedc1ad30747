/** The errors of our contracts, in words that say what to do. */
import { formatUnits } from "viem";
import { config } from "../page/data";
import { number, t } from "../page/language";
import { MEMBER_REVERTS } from "../roll/reverts";
import { moment, type Words } from "./values";

/** By the number of the state. */
const NOT_NOW = [
  t("That cannot be done now: the proposal is pending."),
  t("That cannot be done now: the proposal is active."),
  t("That cannot be done now: the proposal is canceled."),
  t("That cannot be done now: the proposal is defeated."),
  t("That cannot be done now: the proposal is succeeded."),
  t("That cannot be done now: the proposal is queued."),
  t("That cannot be done now: the proposal is expired."),
  t("That cannot be done now: the proposal is executed."),
];

function shown(value: unknown): string {
  return typeof value === "bigint" || typeof value === "number" ? value.toString() : String(value);
}

const amount = (value: unknown) => `${number(formatUnits(value as bigint, 18))} ${config.symbol}`;

const REVERTS: Record<string, Words> = {
  ...MEMBER_REVERTS,
  GovernorAlreadyCastVote: () => t("This account has voted on this proposal already."),
  GovernorNonexistentProposal: () => t("The governor does not know this proposal."),
  GovernorUnableToCancel: () => t("Only the proposer can cancel it, and only before the vote opens."),
  GovernorUnexpectedProposalState: ([, current, expected]) => (expected === NONE
    ? t("These actions were proposed with this very text already. Change the text to propose them again.")
    : NOT_NOW[Number(current)] ?? t("That cannot be done now: the proposal is in another state.")),
  GovernorInsufficientProposerVotes: ([, votes, threshold]) =>
    t("The account cannot propose: it is no person on the roll, and has {votes} of the {threshold} of voting power that others need.",
      { votes: amount(votes), threshold: amount(threshold) }),
  GovernorRestrictedProposer: () => t("The text ends with the name of another proposer, who alone can propose it."),
  GovernorInvalidProposalLength: () => t("A proposal needs an action."),
  TwoHousesNoVote: () =>
    t("The vote would count in no house that this proposal asks: the account had no delegated tokens when the vote opened, or "
      + "they do not vote on this, and it is not a person on the roll then and now."),
  TwoHousesCodeChanged: () =>
    t("The code of a contract that the proposal calls has changed since it was proposed, so it will not be executed. Propose it again."),
  TwoHousesSettingOutOfBounds: ([, value, least, most]) =>
    t("The proposal sets a rule to {value}, and the contracts allow {least} to {most} only.",
      { value: shown(value), least: shown(least), most: shown(most) }),
  TimelockUnexpectedOperationState: () => t("The timelock’s waiting time is not over yet."),
  TimelockInsufficientDelay: () => t("The timelock asks for a longer waiting time than was set."),
  LexiarchTimelockDelayInvalid: ([delay, least, most]) =>
    t("The timelock’s delay would be {delay} s, and {least} to {most} s are allowed.", { delay: shown(delay), least: shown(least), most: shown(most) }),
  BallotBoxTooLate: () => t("A tree is frozen for secret votes only, and only until the vote opens."),
  BallotBoxTreeUnsettled: () =>
    t("Nobody has joined the tree, or commitments in it wait to be pruned or refreshed. Anybody can do that, on the members’ page."),
  BallotBoxNotFrozen: () => t("No tree of persons is frozen for this proposal, so nobody can vote in secret on it."),
  BallotBoxNullifierSpent: () => t("This person’s ballot on this proposal is counted already. It cannot be changed."),
  BallotBoxProofInvalid: () => t("The proof does not show that a person of the frozen tree made this choice on this proposal. Nothing was counted; make the ballot again."),
  TwoHousesNotSecret: () => t("Persons vote openly on this proposal."),
  HolderTreeNotDue: () => t("This commitment stands: there is nothing to prune."),
  HolderTreeLeafUnknown: () => t("This commitment is in the tree no more. Somebody was faster."),
  HolderTreeExpiresToday: () => t("The iD does not stand beyond today: the commitment is to be pruned."),
  WrongSiblingNodes: () => t("The tree has changed in the meantime. Try again."),
  HolderRegistryNotLapsed: () => t("One of these iDs was swept or renewed in the meantime. Load the page again."),
  HolderCasesAppealWindowOpen: ([, until]) => t("The holder may still appeal, until {until}.", { until: moment(until) }),
  HolderCasesNotOpener: () =>
    t("Only the issuer on whose word the iD stands can do that, while its accreditation is in force; and it can take back only what an issuer opened."),
  HolderCasesPending: () => t("A case about this iD is open already."),
  HolderCasesSpent: () =>
    t("An issuer has opened a case about this iD already, and has one as long as the iD stands without a break. Only the DAO can open another, by a proposal."),
  HolderCasesReasonMissing: () => t("A case needs a commitment of its reason."),
  HolderCasesGroundUnlisted: () => t("This ground was not on the DAO’s list when the case was opened."),
  HolderCasesUnknown: () => t("There is no such case."),
  HolderRecoveryTooEarly: ([, ready]) => t("The old account may still refuse, until {ready}.", { ready: moment(ready) }),
  IssuerRegistryTermInvalid: ([, most]) =>
    t("The term has to end later than now, and at most {days} days from now.", { days: Math.floor(Number(most) / 86_400) }),
  IssuerRegistryCapInvalid: () => t("An issuer needs a number of new iDs a day."),
  IssuerRegistryIssuerInvalid: () => t("The zero address cannot be an issuer."),
  IssuerRegistryNotAccredited: () => t("This issuer is not accredited for this schema."),
  IssuerRegistrySchemaExists: () => t("This schema is in the list already."),
  IssuerRegistrySchemaInvalid: () => t("A schema needs a kind and words."),
  IssuerRegistrySchemaUnknown: () => t("There is no such schema."),
  IssuerRegistryGroundExists: () => t("This ground is in the list already, or was."),
  IssuerRegistryGroundUnknown: () => t("This ground is not in the list."),
  IssuerRegistryGroundInvalid: () => t("A ground needs words."),
  TracksTokenHouseNeeded: () => t("Only calls of the roll’s contracts can be decided without the token house."),
  TracksInvalid: () => t("A track asks one house at least, for a quorum of 50 percent at most; only persons vote in secret."),
  TracksUnknown: () => t("There is no such track."),
  TracksDefaultFixed: () => t("Track 0 stays as it is."),
  ERC20InsufficientBalance: ([, balance, needed]) =>
    t("There are {balance}, and {needed} are needed.", { balance: amount(balance), needed: amount(needed) }),
  ERC20InvalidReceiver: () => t("Tokens cannot be sent to this address."),
  OwnableUnauthorizedAccount: () => t("Only the owner of the contract may do that."),
  OwnableInvalidOwner: () => t("This address cannot own the contract."),
  Error: ([message]) => t("The contract refuses it: {message}", { message: String(message) }),
  FailedCall: () => t("One of the proposal’s actions fails. Nothing was executed."),
};

/** Names of the errors that have words. */
export const REVERTED = Object.keys(REVERTS);

/** No state at all: what the governor expects of a proposal that is made. */
const NONE = `0x${"0".repeat(64)}`;

/** A refusal by its name and values. */
export function revertWords(name: string, values: readonly unknown[]): string {
  return REVERTS[name]?.(values) ?? t("The contract refuses it: {error}", { error: `${name}(${values.map(shown).join(", ")})` });
}
