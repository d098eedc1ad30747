/** Times in the reader's zone. "Now" is the chain's time, which runs apart from the wall clock on a local chain. */
import { language, region, t } from "./language";

const day = new Intl.DateTimeFormat(region, { dateStyle: language === "en" ? "medium" : "long" });
const clock = new Intl.DateTimeFormat(region, { timeStyle: "short" });
const exact = new Intl.DateTimeFormat(region, { dateStyle: "full", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat(region, { numeric: "always" });
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60],
];

let chainTime = Date.now() / 1000;
let readAt = performance.now();

/** The chain's time by now, in seconds since 1970. */
export function chainNow(): number {
  return chainTime + (performance.now() - readAt) / 1000;
}

/** Takes the chain's time over from the foot of the page. */
export function readChainTime(): void {
  const shown = Number(document.getElementById("freshness")?.dataset["now"] ?? "");
  if (shown === 0 || shown === chainTime) return;
  chainTime = shown;
  readAt = performance.now();
}

function distance(seconds: number): string {
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return seconds > 0 ? t("in a moment") : t("just now");
}

/** Day and time of a moment. */
export function absolute(moment: Date): string {
  return t("{date}, {time}", { date: day.format(moment), time: clock.format(moment) });
}

function inForm(form: string | undefined, moment: Date): string {
  if (form === "relative") return distance(moment.getTime() / 1000 - chainNow());
  return form === "day" ? day.format(moment) : absolute(moment);
}

/** Writes every time inside `root` for the reader. */
export function localise(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>("time[data-form]")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const words = inForm(element.dataset["form"], moment);
    if (element.textContent !== words) element.textContent = words;
    element.title = exact.format(moment);
  }
}

export function startTimes(): void {
  readChainTime();
  localise(document);
  document.addEventListener("htmx:afterSwap", () => localise(document)); // parts that are fetched later
  setInterval(() => { if (!document.hidden) localise(document); }, 20_000);
}
