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

function decoded(data: Hex): string | null {
  try {
    const { errorName, args } = decodeErrorResult({ abi: everyError, data });
    return revertWords(errorName, (args ?? []) as readonly unknown[]);
  } catch {
    return null; // an error of somebody else's contract
  }
}

/** Whether it is the contract that refuses, not the wallet or its node. */
export function isRevert(error: unknown): boolean {
  return error instanceof BaseError && (find(error, ContractFunctionRevertedError) !== null || revertData(error) !== null);
}

function refusal(error: BaseError): string | null {
  const revert = find(error, ContractFunctionRevertedError);
  if (revert?.data) return revertWords(revert.data.errorName, revert.data.args ?? []);
  const data = revertData(error);
  const words = data ? decoded(data) : null;
  if (words) return words;
  if (revert?.signature) return t("The contract refuses it with the error {signature}.", { signature: revert.signature });
  return revert ? t("The call failed: {reason}", { reason: revert.reason ?? t("no reason given") }) : null;
}

const isNodeGone = (message: string) => /failed to fetch|fetch failed|network ?error|econnrefused|timed? ?out|http request failed/i.test(message);

/** Words for whatever a read, a simulation, a signature or a receipt threw. */
export function failureWords(error: unknown): string {
  if (isNodeGone(String((error as { message?: unknown } | null)?.message ?? "")) || failureCode(error) === -32603) return nodeGone();
  if (!(error instanceof BaseError)) return walletWords(error);
  if (find(error, WaitForTransactionReceiptTimeoutError)) {
    return t("The transaction is sent, but in no block after three minutes. Look at it in your wallet; do not send it again.");
  }
  if (find(error, InsufficientFundsError) || /insufficient funds/i.test(error.message)) {
    return t("The account has too little ETH to pay for the transaction. Send it some, and try again.");
  }
  const refused = refusal(error);
  if (refused) return refused;
  const cause = rootCause(error);
  if (failureCode(cause) === -32603 && !isRevert(error)) return nodeGone();
  return cause instanceof BaseError ? walletWords({ code: failureCode(cause), message: cause.shortMessage }) : walletWords(cause);
}

function nodeGone(): string {
  return t("Your wallet does not reach its node. Try again in a moment, or choose another node in the wallet.");
}
