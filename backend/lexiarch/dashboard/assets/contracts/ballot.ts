/** The vote box: what the account can do on this proposal, said before it votes; then the vote. */
import { zeroAddress, zeroHash } from "viem";
import { getBlock, readContract, signTypedData } from "viem/actions";
import { config, isSame, short } from "../page/data";
import { t } from "../page/language";
import { handIn, relayOf, showPayer } from "../relay/signed";
import { say, type Saying, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { clientOf, governor, roll, token, tokens } from "./client";
import { send } from "./send";

interface Standing {
  /** Whether the proposal asks the token house, and the holder house. */
  asksTokens: boolean;
  asksPersons: boolean;
  /** Token votes at the snapshot; by now while the vote is not open. */
  power: bigint;
  /** Whether the ballot counts for a person. */
  person: boolean;
  personVoted: boolean;
  voted: boolean;
  balance: bigint;
  delegate: string;
}

async function readStanding(panel: HTMLElement, session: Session, open: boolean): Promise<Standing> {
  const client = clientOf(session);
  const account = session.account;
  const id = BigInt(panel.dataset["proposalId"] ?? "0");
  const snapshot = open ? BigInt(panel.dataset["snapshot"] ?? "0") : (await getBlock(client)).timestamp;
  const [terms, power, personTag, voted, balance, delegate] = await Promise.all([
    readContract(client, { ...governor, functionName: "proposalTerms", args: [id] }),
    open
      ? readContract(client, { ...token, functionName: "getPastVotes", args: [account, snapshot] })
      : readContract(client, { ...token, functionName: "getVotes", args: [account] }),
    readContract(client, { ...roll, functionName: "personAt", args: [account, snapshot] }),
    readContract(client, { ...governor, functionName: "hasVoted", args: [id, account] }),
    readContract(client, { ...token, functionName: "balanceOf", args: [account] }),
    readContract(client, { ...token, functionName: "delegates", args: [account] }),
  ]);
  const onRoll = personTag !== zeroHash;
  const personVoted = onRoll
    && (await readContract(client, { ...governor, functionName: "hasPersonVoted", args: [id, personTag] }));
  const { tokenHouse: asksTokens, holderHouse: asksPersons } = terms;
  return {
    asksTokens, asksPersons, power: asksTokens ? power : 0n, person: asksPersons && onRoll && !personVoted,
    personVoted, voted, balance, delegate,
  };
}

const counts = ({ power, person }: Standing) => power > 0n || person;

/** Where the account's ballot counts. */
function houseWords({ power, person }: Standing, open: boolean): string {
  const values = { tokens: tokens(power) };
  if (power > 0n && person) {
    return open
      ? t("You vote with {tokens} in the token house and as one person in the holder house.", values)
      : t("You would vote with {tokens} in the token house and as one person in the holder house.", values);
  }
  if (power > 0n) return open ? t("You vote with {tokens} in the token house.", values) : t("You would vote with {tokens} in the token house.", values);
  return open ? t("You vote as one person in the holder house.") : t("You would vote as one person in the holder house.");
}

/** That it counts nowhere. */
function noneWords({ balance, asksTokens }: Standing, open: boolean): string[] {
  const none = open ? t("This account cannot vote on this proposal.") : t("This account could not vote as things stand.");
  if (balance > 0n || !asksTokens) return [none];
  return [none, open ? t("No tokens were delegated to it when the vote opened.") : t("No tokens are delegated to it.")];
}

/** Why the account's tokens do not vote here, and what to do. */
function tokenWords({ asksTokens, power, balance, delegate }: Standing, session: Session, open: boolean): string {
  if (!asksTokens) return t("Tokens do not vote on what this proposal calls: the holder house alone decides it.");
  if (power > 0n || balance === 0n) return "";
  const values = { tokens: tokens(balance), account: short(delegate) };
  if (isSame(delegate, zeroAddress)) {
    return open
      ? t("Your {tokens} were not delegated when the vote opened, so they do not vote here; delegate them now for the next proposals.", values)
      : t("Your {tokens} are not delegated, so they will not vote. Delegate them before the vote opens.", values);
  }
  if (isSame(delegate, session.account)) return open ? t("Your tokens were not delegated to you yet when the vote opened.") : "";
  return t("Your tokens vote through {account}, to whom you delegated them.", values);
}

function personWords({ asksPersons, person, personVoted }: Standing, open: boolean): string {
  if (!asksPersons) return t("Persons do not vote on what this proposal calls: the token house alone decides it.");
  if (personVoted) return t("As a person you have voted already, with another account.");
  if (person) return "";
  return open
    ? t("You do not count in the holder house: that takes a live iD as a person, when the vote opened and now.")
    : t("You do not count in the holder house: that takes a live iD as a person.");
}

function standingWords(standing: Standing, session: Session, open: boolean): string {
  const first = counts(standing) ? [houseWords(standing, open)] : noneWords(standing, open);
  return [...first, tokenWords(standing, session, open), personWords(standing, open)].filter(Boolean).join(" ");
}

/** Reads what the account can do, and says it. */
export async function showBallot(panel: HTMLElement, session: Session): Promise<void> {
  const open = panel.dataset["state"] === "Active";
  const standing = await readStanding(panel, session, open);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  const undelegated = standing.balance > 0n && isSame(standing.delegate, zeroAddress);
  const link: Saying = undelegated ? { link: { words: t("Delegate on your account’s page."), href: `${config.base}/accounts/${session.account}` } } : {};
  if (standing.voted) say(panel, "standing", t("You have voted on this proposal. A vote cannot be changed."));
  else say(panel, "standing", standingWords(standing, session, open), link);
  showPayer(panel);
  setStage(panel, open && !standing.voted && counts(standing) ? "ready" : "none");
}

/** The signed ballot of OpenZeppelin's Governor; its nonce is the proposal's, see GovernorSignedBallots.sol. */
async function signBallot(session: Session, id: bigint, support: number): Promise<object> {
  const signature = await signTypedData(clientOf(session), {
    account: session.account,
    domain: { name: "Lexiarch Governor", version: "1", chainId: config.chainId, verifyingContract: governor.address },
    types: { Ballot: [
      { name: "proposalId", type: "uint256" }, { name: "support", type: "uint8" }, { name: "voter", type: "address" }, { name: "nonce", type: "uint256" },
    ] },
    primaryType: "Ballot",
    message: { proposalId: id, support, voter: session.account, nonce: BigInt.asUintN(192, id) << 64n },
  });
  return { act: "signed_ballot", proposal_id: String(id), support, voter: session.account, signature };
}

/** Sends the vote that the form holds, or has it signed and handed in by a relay. */
export async function vote(panel: HTMLElement, session: Session): Promise<void> {
  const form = panel.querySelector("form");
  if (!form) return;
  const data = new FormData(form);
  const id = BigInt(panel.dataset["proposalId"] ?? "0");
  const support = Number(data.get("support"));
  const done = t("Your vote is counted.");
  if (relayOf(panel)) {
    const call = { ...governor, functionName: "castVote", args: [id, support] };
    await handIn(panel, session, call, () => signBallot(session, id, support), done);
    return;
  }
  const reason = String(data.get("reason") ?? "").trim();
  const call = reason
    ? { ...governor, functionName: "castVoteWithReason", args: [id, support, reason] }
    : { ...governor, functionName: "castVote", args: [id, support] };
  await send(panel, session, call, done);
}
