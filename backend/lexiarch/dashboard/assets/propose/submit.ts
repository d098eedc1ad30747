/** The proposal goes to the governor, and the page goes to the proposal. */
import { type Address, encodeAbiParameters, formatEther, keccak256, parseAbiParameters, toBytes, zeroHash } from "viem";
import { call, getBalance, getBlock, readContract } from "viem/actions";
import { clientOf, governor, roll, token, tokens } from "../contracts/client";
import { failureWords, isRevert } from "../contracts/failures";
import { send } from "../contracts/send";
import { config } from "../page/data";
import { number, t } from "../page/language";
import { refreshFreshness, shows } from "../page/refresh";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { forget, preview, type Ready } from "./start";

const FOLLOW_MS = 1_000;

/** What the governor says of the account, before anything is typed. */
export async function showPropose(panel: HTMLElement, session: Session): Promise<void> {
  const client = clientOf(session);
  const { timestamp } = await getBlock(client);
  const [person, power, threshold] = await Promise.all([
    readContract(client, { ...roll, functionName: "personAt", args: [session.account, timestamp] }),
    readContract(client, { ...token, functionName: "getVotes", args: [session.account] }),
    readContract(client, { ...governor, functionName: "proposalThreshold" }),
  ]);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  const may = person !== zeroHash || power >= threshold;
  if (person !== zeroHash) say(panel, "standing", t("You may propose as a person on the roll."));
  else if (may) say(panel, "standing", t("You may propose with {power} of voting power.", { power: tokens(power) }));
  else {
    say(panel, "standing", t(
      "This account cannot propose: it is no person on the roll, and has {power} of the {threshold} of voting power that others need. "
      + "Accept an attestation from an issuer, or have tokens delegated to it.",
      { power: tokens(power), threshold: tokens(threshold) },
    ));
  }
  setStage(panel, may ? "ready" : "none");
}

function idOf({ calls, description }: Ready): bigint {
  const types = parseAbiParameters("address[], uint256[], bytes[], bytes32");
  return BigInt(keccak256(encodeAbiParameters(types, [
    calls.map(({ target }) => target), calls.map(({ value }) => value), calls.map(({ calldata }) => calldata), keccak256(toBytes(description)),
  ])));
}

/** Which action would fail if it were made now, by itself; a later one may rest on an earlier one. */
async function failing(session: Session, { calls }: Ready): Promise<string> {
  const client = clientOf(session);
  const account = config.contracts.timelock as Address;
  const balance = await getBalance(client, { address: account });
  const whole = calls.reduce((sum, { value }) => sum + value, 0n);
  if (whole > balance) {
    return t("The treasury has {balance} ETH by now, less than the proposal sends.", { balance: number(formatEther(balance)) });
  }
  for (const [place, { target, value, calldata }] of calls.entries()) {
    if (target.toLowerCase() === config.contracts.governor.toLowerCase()) continue; // it obeys only while it executes
    try {
      await call(client, { account, to: target, value, data: calldata, gasPrice: 0n });
    } catch (error) {
      if (!isRevert(error)) throw error;
      return t("Executed by itself now, action {number} would fail. {why}", { number: place + 1, why: failureWords(error) });
    }
  }
  return "";
}

/** Goes to the proposal once the index has its block. */
async function follow(panel: HTMLElement, id: bigint, block: number): Promise<void> {
  const href = `${config.base}/proposals/${id}`;
  const link = { words: t("Go there"), href };
  while (!(await shows(block, FOLLOW_MS))) {
    say(panel, "status", t("Your proposal is made. This page goes to it once the index shows it."), { tone: "good", link });
    refreshFreshness();
  }
  location.assign(href);
}

/** The failure that was told for these very calls: who presses again means it. */
let told = "";

/** Proposes what the form holds. */
export async function propose(panel: HTMLElement, session: Session): Promise<void> {
  say(panel, "status", "");
  const ready = await preview();
  if (!ready) {
    say(panel, "status", t("It cannot be proposed as it is: see above."), { tone: "bad" });
    return;
  }
  const id = idOf(ready);
  let failure: string;
  try {
    failure = await failing(session, ready);
  } catch (error) {
    return say(panel, "status", failureWords(error), { tone: "bad" });
  }
  if (failure && told !== `${id}`) {
    told = `${id}`;
    say(panel, "status", t("{failure} Press again to propose it nevertheless.", { failure }), { tone: "bad" });
    return;
  }
  const args = [
    ready.calls.map(({ target }) => target), ready.calls.map(({ value }) => value), ready.calls.map(({ calldata }) => calldata), ready.description,
  ];
  const sent = await send(panel, session, { ...governor, functionName: "propose", args }, t("Your proposal is made."));
  if (sent === null) return;
  forget(ready.draft);
  const place = document.getElementById("preview");
  if (place) place.dataset["proposed"] = "true";
  await follow(panel, id, sent.block);
}
