/** What the accounts of a test node are in the DAO, for the demo's choice of account. */
import { createClient, custom, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { type Hex, short } from "../page/data";
import { t } from "../page/language";
import type { DemoAccount } from "../wallet/demo";
import type { Provider } from "../wallet/provider";
import { roll, token, tokens } from "./client";

/** A fresh account is a member whose tokens nobody votes with yet: everything can be tried with it. */
export async function describe(provider: Provider, accounts: Hex[]): Promise<DemoAccount[]> {
  const client = createClient({ transport: custom(provider) });
  return Promise.all(accounts.map(async (account, number) => {
    const [isHolder, balance, delegate] = await Promise.all([
      readContract(client, { ...roll, functionName: "isHolder", args: [account] }),
      readContract(client, { ...token, functionName: "balanceOf", args: [account] }),
      readContract(client, { ...token, functionName: "delegates", args: [account] }),
    ]);
    const isUndelegated = balance > 0n && delegate === zeroAddress;
    const facts = [isHolder ? t("member") : "", balance > 0n ? tokens(balance) : "", isUndelegated ? t("not delegated") : ""];
    return {
      account,
      words: [`${number}: ${short(account)}`, ...facts.filter(Boolean)].join(" · "),
      isMember: isHolder,
      isFresh: isHolder && isUndelegated,
    };
  }));
}
