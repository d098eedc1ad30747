/** Why a call failed, in words that say what to do. */
import { BaseError, ContractFunctionRevertedError, InsufficientFundsError, WaitForTransactionReceiptTimeoutError } from "viem";
import { failureCode } from "../wallet/provider";
import { walletWords } from "../wallet/words";

const STATES = ["Pending", "Active", "Canceled", "Defeated", "Succeeded", "Queued", "Expired", "Executed"];

type Words = (values: readonly unknown[]) => string;

const REVERTS: Record<string, Words> = {
  GovernorAlreadyCastVote: () => "This account has voted on this proposal already.",
  GovernorNonexistentProposal: () => "The governor does not know this proposal.",
  GovernorUnableToCancel: () => "Only the proposer can cancel it, and only before the vote opens.",
  GovernorUnexpectedProposalState: ([, current]) =>
    `That cannot be done now: the proposal is ${STATES[Number(current)]?.toLowerCase() ?? "in another state"}.`,
  TwoHousesNoVote: () =>
    "The vote would count in no house that this proposal asks: the account had no delegated tokens when the vote opened, or "
    + "they do not vote on this, and it is not a person on the roll then and now.",
  TwoHousesCodeChanged: () =>
    "The code of a contract that the proposal calls has changed since it was proposed, so it will not be executed. Propose it again.",
  TwoHousesSettingOutOfBounds: ([, value, least, most]) =>
    `The proposal sets a rule to ${shown(value)}, and the contracts allow ${shown(least)} to ${shown(most)} only.`,
  TimelockUnexpectedOperationState: () => "The timelock’s waiting time is not over yet.",
  TimelockInsufficientDelay: () => "The timelock asks for a longer waiting time than was set.",
  Error: ([message]) => `The contract refuses it: ${String(message)}`,
  FailedCall: () => "One of the proposal’s actions fails. Nothing was executed.",
};

function shown(value: unknown): string {
  return typeof value === "bigint" || typeof value === "number" ? value.toString() : String(value);
}

function revertWords(revert: ContractFunctionRevertedError): string {
  const { data, signature, reason } = revert;
  if (!data) return signature ? `The contract refuses it with the error ${signature}.` : `The call failed: ${reason ?? "no reason given"}`;
  const values = data.args ?? [];
  return REVERTS[data.errorName]?.(values) ?? `The contract refuses it: ${data.errorName}(${values.map(shown).join(", ")})`;
}

function find<T>(error: BaseError, kind: abstract new (...given: never[]) => T): T | null {
  const found = error.walk((cause) => cause instanceof kind);
  return found instanceof kind ? found : null;
}

/** The failure of the wallet itself that lies below, where there is one. */
function rootCause(error: BaseError): unknown {
  return error.walk((cause) => failureCode(cause) !== undefined && failureCode(cause) !== -1) ?? error;
}

/** Words for whatever a read, a simulation, a signature or a receipt threw. */
export function failureWords(error: unknown): string {
  if (!(error instanceof BaseError)) return walletWords(error);
  const revert = find(error, ContractFunctionRevertedError);
  if (revert) return revertWords(revert);
  if (find(error, InsufficientFundsError) || /insufficient funds/i.test(error.message)) {
    return "The account has too little ETH to pay for the transaction. Send it some, and try again.";
  }
  if (find(error, WaitForTransactionReceiptTimeoutError)) {
    return "The transaction is sent, but in no block after three minutes. Look at it in your wallet; do not send it again.";
  }
  const cause = rootCause(error);
  return cause instanceof BaseError ? walletWords({ code: failureCode(cause), message: cause.shortMessage }) : walletWords(cause);
}
