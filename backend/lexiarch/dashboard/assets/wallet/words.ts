/** Failures of a wallet in words that say what to do. */
import { config } from "../page/data";
import { failureCode } from "./provider";

const BY_CODE: Record<number, string> = {
  4001: "You declined in the wallet. Nothing was sent.",
  4100: "The wallet does not allow this account here. Connect it again.",
  4200: "The wallet cannot do this. Try another one.",
  4900: "The wallet is not connected to any chain.",
  4901: "The wallet is not connected to this DAO’s chain.",
  4902: `The wallet does not know chain ${config.chainId}. Add it in the wallet, then try again.`,
  [-32002]: "The wallet has an open request already. Look for its window.",
};

/** Words for a failure of the wallet itself. */
export function walletWords(error: unknown): string {
  const known = BY_CODE[failureCode(error) ?? 0];
  if (known) return known;
  const message = (error as { message?: unknown } | null)?.message;
  return `The wallet failed: ${typeof message === "string" ? message.split("\n")[0] : "it does not say why"}`;
}

export const wrongChainWords = `Your wallet is on another chain. ${config.name} lives on chain ${config.chainId}.`;
