/** Looks at what waits for the accounts that want to know: when a proposal changes, and when its time has come. One tab does it for all. */
import { config } from "../page/data";
import { t } from "../page/language";
import { type Change, listenAlways } from "../page/live";
import { absolute, chainNow } from "../page/times";
import { accounts, isOn, keepTold, readTold, type Told } from "./choices";

interface Proposal { id: string; title: string; snapshot: number; deadline: number }
/** `can_vote` is of open ballots: where only a secret one counts, nobody knows whether it was cast. */
interface OpenVote { proposal: Proposal; eligibility: { address: string; can_vote: boolean } }

const SETTLE_MS = 300; // one block brings several changes

let blockTime = 0;
/** When time alone makes something due. */
let nextMoment = 0;
let isWaiting = false;
let isWatching = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> = Promise.resolve();

const now = () => Math.max(blockTime, chainNow());

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`${config.base}/api/v1${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** What is to be told of a vote by now, in order, as `Told` names it. */
function due({ snapshot, deadline }: Proposal): string[] {
  const passed = config.remindBefore.filter((before) => snapshot < deadline - before && deadline - before <= now());
  return ["open", ...passed.map(String)];
}

function words({ proposal: { title }, eligibility }: OpenVote, stage: string): string {
  if (stage === "open") return t("A vote waits for your ballot: {title}", { title });
  const hours = Number(stage) / 3600;
  if (!eligibility.can_vote) return t("Less than {hours} hours left, if you have not voted in secret yet: {title}", { hours, title });
  return t("Less than {hours} hours left, and you have not voted: {title}", { hours, title });
}

function show(vote: OpenVote, stage: string): void {
  const { proposal, eligibility } = vote;
  const until = absolute(new Date(proposal.deadline * 1000));
  const account = eligibility.address;
  const shown = new Notification(words(vote, stage), {
    body: t("Vote until {until}, as {account}.", { until, account }),
    tag: `${config.contracts.governor}.${proposal.id}.${account}`,
  });
  shown.addEventListener("click", () => {
    window.focus();
    location.assign(`${config.base}/proposals/${proposal.id}?account=${account}#ballot`);
    shown.close();
  });
}

interface Look { waiting: OpenVote[]; told: Told; news: [OpenVote, string][] }

/** What waits for an account, what of it has been told once the news are, and the news. */
async function look(account: string): Promise<Look> {
  const waiting = await get<OpenVote[]>(`/accounts/${account}/open-votes`);
  const before = readTold(account);
  const told: Told = {};
  const news: [OpenVote, string][] = [];
  for (const vote of waiting) {
    const stages = due(vote.proposal);
    const last = stages.filter((stage) => !before[vote.proposal.id]?.includes(stage)).at(-1);
    if (last) news.push([vote, last]);
    told[vote.proposal.id] = stages;
  }
  return { waiting, told, news };
}

async function tell(account: string): Promise<OpenVote[]> {
  const { waiting, told, news } = await look(account);
  if (!isOn(account)) return []; // switched off meanwhile
  keepTold(account, told);
  for (const [vote, stage] of news) show(vote, stage);
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
  for (const account of accounts()) waiting.push(...(await tell(account)));
  nextMoment = await findNextMoment(waiting);
}

function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    running = running.then(checkAll).catch(() => { nextMoment = 0; }); // the next block tries again
  }, SETTLE_MS);
}

function receive({ kind, data }: Change): void {
  if (kind === "block") blockTime = Number(data["timestamp"]) || blockTime;
  if (kind === "proposal" || kind === "reorg" || (kind === "block" && now() >= nextMoment)) soon();
}

/** Switches an account on; of what waits now the reader knows. Resolves to whether the browser remembers it. */
export async function begin(account: string): Promise<boolean> {
  return keepTold(account, (await look(account.toLowerCase())).told);
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
