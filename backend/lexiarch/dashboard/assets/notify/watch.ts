/** Looks at what waits for the accounts that want to know: when a proposal changes, and when its time has come. One tab does it for all. */
import { config } from "../page/data";
import { t } from "../page/language";
import { type Change, listenAlways } from "../page/live";
import { absolute, chainNow } from "../page/times";
import { accounts, keepTold, readTold, type Told } from "./choices";

interface Proposal { id: string; title: string; snapshot: number; deadline: number }
interface OpenVote { proposal: Proposal; eligibility: { address: string } }

const SETTLE_MS = 300; // one block brings several changes

let blockTime = 0;
/** When time alone makes something due. */
let nextMoment = 0;
let isWaiting = false;
let isWatching = false;
let timer: ReturnType<typeof setTimeout> | undefined;

const now = () => Math.max(blockTime, chainNow());

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`${config.base}/api/v1${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** What is to be told of a vote by now, the last first to say; each has its name in `Told`. */
function due({ snapshot, deadline }: Proposal): string[] {
  const passed = config.remindBefore.filter((before) => snapshot < deadline - before && deadline - before <= now());
  return ["open", ...passed.map(String)];
}

function words(stage: string, title: string): string {
  if (stage === "open") return t("A vote waits for your ballot: {title}", { title });
  const hours = Number(stage) / 3600;
  return hours === 24
    ? t("Less than a day left, and you have not voted: {title}", { title })
    : t("Less than {hours} hours left, and you have not voted: {title}", { hours, title });
}

function show({ proposal, eligibility }: OpenVote, stage: string): void {
  const until = absolute(new Date(proposal.deadline * 1000));
  const account = eligibility.address;
  const shown = new Notification(words(stage, proposal.title), {
    body: t("Vote until {until}, as {account}.", { until, account }),
    tag: `${config.contracts.governor}.${proposal.id}.${account}`,
  });
  shown.addEventListener("click", () => {
    window.focus();
    location.assign(`${config.base}/proposals/${proposal.id}?account=${account}#ballot`);
    shown.close();
  });
}

/** Tells what is new of an account. With `quietly`, only notes it: the reader sees the page. */
async function check(account: string, quietly: boolean): Promise<OpenVote[]> {
  const waiting = await get<OpenVote[]>(`/accounts/${account}/open-votes`);
  const before = readTold(account);
  const told: Told = {};
  for (const vote of waiting) {
    const stages = due(vote.proposal);
    const last = stages.filter((stage) => !before[vote.proposal.id]?.includes(stage)).at(-1);
    if (last && !quietly) show(vote, last);
    told[vote.proposal.id] = stages;
  }
  if (quietly || accounts().includes(account)) keepTold(account, told);
  return waiting;
}

/** Moments of the votes that wait, and of those that open. */
async function findNextMoment(waiting: OpenVote[]): Promise<number> {
  const { items } = await get<{ items: Proposal[] }>("/proposals?state=Pending&limit=100");
  const moments = [
    ...items.map(({ snapshot }) => snapshot + 1),
    ...waiting.flatMap(({ proposal }) => config.remindBefore.map((before) => proposal.deadline - before)),
  ];
  return Math.min(Infinity, ...moments.filter((each) => each > now()));
}

async function checkAll(): Promise<void> {
  if (Notification.permission !== "granted") return;
  const waiting: OpenVote[] = [];
  nextMoment = Infinity;
  for (const account of accounts()) waiting.push(...(await check(account, false)));
  nextMoment = await findNextMoment(waiting);
}

function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => { checkAll().catch(() => { nextMoment = 0; }); }, SETTLE_MS); // the next block tries again
}

function receive({ kind, data }: Change): void {
  if (kind === "block") blockTime = Number(data["timestamp"]) || blockTime;
  if (kind === "proposal" || kind === "reorg" || (kind === "block" && now() >= nextMoment)) soon();
}

/** Begins with what waits now, of which the reader knows. Resolves to whether the browser remembers it. */
export async function begin(account: string): Promise<boolean> {
  return keepTold(account, readTold(account)) && (await check(account.toLowerCase(), true), true);
}

function watch(): void {
  isWatching = true;
  listenAlways(["proposal"], receive, () => accounts().length > 0);
  soon();
}

/** Watches as soon as no other tab does, as long as this page is open; looks at once if it watches already. */
export function startWatching(): void {
  if (isWatching) return soon();
  if (isWaiting || accounts().length === 0 || Notification.permission !== "granted") return;
  isWaiting = true;
  const name = `lexiarch.notify.${config.chainId}.${config.contracts.governor}`;
  void navigator.locks.request(name, () => new Promise<never>(() => watch()));
}
