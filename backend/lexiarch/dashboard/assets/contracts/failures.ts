/** Why a call failed, in words that say what to do. */
import { BaseError, ContractFunctionRevertedError, decodeErrorResult, type Hex, InsufficientFundsError, WaitForTransactionReceiptTimeoutError } from "viem";
import { t } from "../page/language";
import { failureCode } from "../wallet/provider";
import { walletWords } from "../wallet/words";
import { everyError } from "./abi";
import { revertWords } from "./reverts";

function find<T>(error: BaseError, kind: abstract new (...given: never[]) => T): T | null {
  const found = error.walk((cause) => cause instanceof kind);
  return found instanceof kind ? found : null;
}

/** The failure of the wallet itself that lies below, where there is one. */
function rootCause(error: BaseError): unknown {
  return error.walk((cause) => failureCode(cause) !== undefined && failureCode(cause) !== -1) ?? error;
}

/** What a raw call reverted with. */
function revertData(error: BaseError): Hex | null {
  const cause = error.walk((each) => /^0x[0-9a-f]{8,}$/i.test(String((each as { data?: unknown } | null)?.data)));
  return cause ? ((cause as unknown as { data: Hex }).data) : null;
}

/** An error of our contracts. */
export interface Refusal { errorName: string; args: readonly unknown[] }

function decoded(data: Hex): Refusal | null {
  try {
    const { errorName, args } = decodeErrorResult({ abi: everyError, data });
    return { errorName, args: (args ?? []) as readonly unknown[] };
  } catch {
    return null; // an error of somebody else's contract
  }
}

/** The error of our contracts that a call failed with; null when it was none, or one of somebody else's. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof BaseError)) return null;
  const known = find(error, ContractFunctionRevertedError)?.data;
  if (known) return { errorName: known.errorName, args: known.args ?? [] };
  const data = revertData(error);
  return data ? decoded(data) : null;
}

/** Whether the contract said why, in an error that is known or not. */
function hasWords(error: BaseError): boolean {
  return Boolean(find(error, ContractFunctionRevertedError)?.data) || revertData(error) !== null;
}

function refusal(error: BaseError): string | null {
  const known = refusalOf(error);
  if (known) return revertWords(known.errorName, known.args);
  const revert = find(error, ContractFunctionRevertedError);
  if (revert?.signature) return t("The contract refuses it with the error {signature}.", { signature: revert.signature });
  return revert ? t("The call failed: {reason}", { reason: revert.reason ?? t("no reason given") }) : null;
}

const NODE_GONE = /failed to fetch|fetch failed|network ?error|econnrefused|timed? ?out|http request failed|does not answer/i;
const INTERNAL = -32603; // how wallets wrap what their node did not answer, and some of them reverts

function nodeGone(): string {
  return t("Your wallet does not reach its node. Try again in a moment, or choose another node in the wallet.");
}

/** Words for a failure on the way to the contract; null when it is none. */
function wayWords(error: unknown): string | null {
  const message = String((error as { message?: unknown } | null)?.message ?? "");
  if (/dynamically imported module/i.test(message)) return t("A part of this page could not be loaded. Check the connection, and try again.");
  if (/\blocked\b/i.test(message)) return t("The wallet is locked. Unlock it, and try again.");
  if (/insufficient funds/i.test(message) || (error instanceof BaseError && find(error, InsufficientFundsError))) {
    return t("The account has too little ETH to pay for the transaction. Send it some, and try again.");
  }
  if (NODE_GONE.test(message)) return nodeGone();
  const cause = error instanceof BaseError ? rootCause(error) : error;
  return failureCode(cause) === INTERNAL && !/revert/i.test(message) ? nodeGone() : null;
}

/** Whether it is the contract that refuses, not the wallet or its node. */
export function isRevert(error: unknown): boolean {
  return error instanceof BaseError && refusal(error) !== null && (hasWords(error) || wayWords(error) === null);
}

/** Words for whatever a read, a simulation, a signature or a receipt threw. */
export function failureWords(error: unknown): string {
  if (error instanceof BaseError && find(error, WaitForTransactionReceiptTimeoutError)) {
    return t("The transaction is sent, but in no block after three minutes. Look at it in your wallet; do not send it again.");
  }
  if (error instanceof BaseError && hasWords(error)) return refusal(error) ?? "";
  const way = wayWords(error);
  if (way) return way;
  if (!(error instanceof BaseError)) return walletWords(error);
  const refused = refusal(error);
  if (refused) return refused;
  const cause = rootCause(error);
  return cause instanceof BaseError ? walletWords({ code: failureCode(cause), message: cause.details || cause.shortMessage }) : walletWords(cause);
}
