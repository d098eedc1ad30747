/** Failures of a wallet in words that say what to do. */
import { config } from "../page/data";
import { t } from "../page/language";
import { failureCode } from "./provider";

const BY_CODE: Record<number, string> = {
  4001: t("You declined in the wallet. Nothing was sent."),
  4100: t("The wallet does not allow this account here. Connect it again."),
  4200: t("The wallet cannot do this. Try another one."),
  4900: t("The wallet is not connected to any chain."),
  4901: t("The wallet is not connected to this DAO’s chain."),
  4902: t("The wallet does not know chain {chain}. Add it in the wallet, then try again.", { chain: config.chainId }),
  [-32002]: t("The wallet has an open request already. Look for its window."),
};

/** Numbers of the failures that have words. */
export const FAILED = Object.keys(BY_CODE).map(Number);

/** Words for a failure of the wallet itself. */
export function walletWords(error: unknown): string {
  const known = BY_CODE[failureCode(error) ?? 0];
  if (known) return known;
  const message = (error as { message?: unknown } | null)?.message;
  const why = typeof message === "string" ? (message.split("\n")[0] ?? "") : t("it does not say why");
  if (/\blocked\b/i.test(why)) return t("The wallet is locked. Unlock it, and try again.");
  return t("The wallet failed: {why}", { why });
}

export const wrongChainWords = t("Your wallet is on another chain. {name} lives on chain {chain}.", { name: config.name, chain: config.chainId });
