/** Times in the reader's zone. "Now" is the chain's time, which runs apart from the wall clock on a local chain. */

const language = navigator.language.startsWith("en") ? navigator.language : "en-GB"; // the page is in English
const dayAndTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "always" });
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
  return seconds > 0 ? "in a moment" : "just now";
}

/** Day and time of a moment. */
export function absolute(moment: Date): string {
  return dayAndTime.format(moment);
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
