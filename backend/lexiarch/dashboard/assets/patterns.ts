/** The pattern page: panels as the scripts leave them when a wallet is there, and every failure in words. */
import { REVERTED, revertWords } from "./contracts/reverts";
import { wire } from "./page/fields";
import { say, setStage } from "./wallet/panels";
import { FAILED, walletWords } from "./wallet/words";

function show(host: HTMLElement): void {
  const panel = host.shadowRoot?.querySelector<HTMLElement>("section");
  const { shown, standing = "", status = "", tone, reason = "", sending, shownStep } = host.dataset;
  if (!panel) return;
  setStage(panel, shown as "connect" | "switch" | "ready" | "none");
  for (const step of panel.querySelectorAll<HTMLElement>("[data-step]")) if (step.dataset["step"] === shownStep) step.hidden = false;
  say(panel, "standing", standing);
  say(panel, "status", status, tone ? { tone: tone as "good" | "bad" } : {});
  for (const button of panel.querySelectorAll<HTMLButtonElement>("button")) {
    if (shown === "ready" || reason) button.hidden = false;
    button.disabled ||= Boolean(reason) || sending !== undefined;
  }
  const place = panel.querySelector("[data-slot=reason]");
  if (place) place.textContent = reason;
}

/** Templates of the builder, as they are when an action is added. */
function unfold(root: ShadowRoot): void {
  for (const template of root.querySelectorAll("template")) {
    const copy = template.content.cloneNode(true) as DocumentFragment;
    const place = document.createElement(copy.querySelector("li") ? "ol" : "div");
    place.className = "draft-actions";
    place.append(copy);
    template.replaceWith(place);
  }
}

for (const host of document.querySelectorAll<HTMLElement>(".sample > div")) {
  if (host.dataset["shown"]) show(host);
  if (!host.shadowRoot) continue;
  unfold(host.shadowRoot);
  wire(host.shadowRoot);
}
const values = [1n, 2n, 3n].map((units) => units * 10n ** 9n);
const failures = [
  ...FAILED.map((code) => walletWords({ code })),
  walletWords({ message: "The wallet is locked." }),
  ...REVERTED.map((name) => revertWords(name, values)),
];
document.getElementById("failure-words")?.append(...failures.map((words) => {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}));
