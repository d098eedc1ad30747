/** The list of actions: added from templates, moved, removed; a keyboard does all of it. */
import type { Hex } from "viem";
import { t } from "../page/language";
import { announce } from "../page/parts";
import type { ActionDraft } from "./drafts";
import { type Call, callOf, showCall } from "./encode";
import { wire } from "../page/fields";
import { controls, typedIn } from "./fields";

const list = () => document.getElementById("draft-actions") as HTMLOListElement;
const items = () => [...list().children].filter((each) => each instanceof HTMLElement);
const templateOf = (kind: string) => document.getElementById(`kind-${kind}`) as HTMLTemplateElement | null;

function number(): void {
  items().forEach((item, place) => {
    const words = templateOf(item.dataset["kind"] ?? "")?.dataset["words"] ?? "";
    const legend = item.querySelector("legend");
    if (legend) legend.textContent = t("Action {number}: {words}", { number: place + 1, words });
    for (const button of item.querySelectorAll<HTMLButtonElement>("[data-do]")) {
      const first = button.dataset["do"] === "up" && place === 0;
      const last = button.dataset["do"] === "down" && place === items().length - 1;
      button.disabled = first || last;
      button.setAttribute("aria-label", `${button.textContent}: ${legend?.textContent ?? ""}`);
    }
  });
}

/** Adds an action, filled with what was typed before. */
export function addAction({ kind, fields }: ActionDraft): HTMLElement | null {
  const template = templateOf(kind);
  const frame = document.getElementById("draft-action") as HTMLTemplateElement;
  const item = (frame.content.cloneNode(true) as DocumentFragment).firstElementChild;
  if (!template || !(item instanceof HTMLElement)) return null;
  item.dataset["kind"] = kind;
  item.querySelector("[data-slot=fields]")?.append(template.content.cloneNode(true));
  list().append(item);
  fill(item, fields);
  if (kind === "call") showCall(item, (name) => fields[name] ?? "");
  wire(item);
  number();
  return item;
}

function fill(item: HTMLElement, fields: Record<string, string>): void {
  for (const control of controls(item)) {
    const typed = fields[control.dataset["name"] ?? ""];
    if (typed === undefined) continue;
    if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = typed === "true";
    else control.value = typed;
  }
}

/** What is typed in all actions, whether right or wrong. */
export function readActions(): ActionDraft[] {
  return items().map((item) => {
    const names = controls(item).map((control) => control.dataset["name"] ?? "");
    return { kind: item.dataset["kind"] ?? "", fields: Object.fromEntries(names.map((name) => [name, typedIn(item, name)])) };
  });
}

export function clearActions(): void {
  list().replaceChildren();
}

/** The calls that all actions mean; null when something is wrong, which is shown at its field then. */
export function callsOf(treasury: Hex): Call[] | null {
  const calls = items().map((item) => {
    const kind = item.dataset["kind"] ?? "";
    return callOf(item, kind, templateOf(kind) as HTMLElement, treasury);
  });
  return calls.every((call) => call !== null) ? calls : null;
}

export function focusOn(item: HTMLElement | null): void {
  item?.querySelector<HTMLElement>("input, select, textarea, button:not(:disabled)")?.focus();
}

function move(item: HTMLElement, by: string): void {
  if (by === "up") item.previousElementSibling?.before(item);
  if (by === "down") item.nextElementSibling?.after(item);
  if (by !== "remove") return;
  const next = (item.nextElementSibling ?? item.previousElementSibling) as HTMLElement | null;
  item.remove();
  if (next) focusOn(next);
  else document.getElementById("kind")?.focus();
}

/** Moves, removes, and follows what is pasted; `changed` is told of each. */
export function startActions(changed: () => void): void {
  list().addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("[data-do]") : null;
    const item = button?.closest<HTMLElement>("li");
    if (!button || !item) return;
    const by = button.dataset["do"] ?? "";
    move(item, by);
    number();
    if (by !== "remove") (button.disabled ? item.querySelector<HTMLElement>("[data-do=remove]") : button)?.focus();
    announce(by === "remove" ? t("The action is removed.") : t("The action is moved."));
    changed();
  });
  list().addEventListener("change", (event) => follow(event));
}

function follow(event: Event): void {
  const control = event.target instanceof HTMLElement ? event.target : null;
  const item = control?.closest<HTMLElement>("li");
  if (!control || item?.dataset["kind"] !== "call") return;
  if (["abi", "function"].includes(control.dataset["name"] ?? "")) showCall(item, (name) => (name === "function" ? "" : typedIn(item, name)));
}
