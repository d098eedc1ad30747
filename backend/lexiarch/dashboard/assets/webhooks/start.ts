/** The form that writes a webhook's table for the operator's file. Nothing that is typed or made here is sent anywhere. */
import { showError, wire } from "../page/fields";
import { t } from "../page/language";
import { faultsOf, FIELDS, type Hook, newSecret, tomlOf } from "./toml";

function required<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page lacks ${id}.`);
  return found as T;
}

let secret = newSecret();

function read(form: HTMLFormElement): Hook {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const chosen = data.getAll("kind").map(String);
  const isAll = chosen.length === form.querySelectorAll("[name=kind]").length;
  return {
    name: text("name"), url: text("url"), secret, subject: text("subject"), allowPrivate: data.has("private"),
    kinds: isAll ? [] : chosen,
  };
}

/** Shows what is wrong at its field; returns the first field that is. */
function tellFaults(form: HTMLFormElement, hook: Hook): HTMLElement | null {
  const faults = faultsOf(hook);
  for (const name of FIELDS) {
    const field = form.querySelector<HTMLElement>(`[data-field=${name}]`);
    if (field) showError(field, faults[name] ?? "");
  }
  return form.querySelector<HTMLElement>("[aria-invalid=true]");
}

function write(form: HTMLFormElement): void {
  const hook = read(form);
  const wrong = tellFaults(form, hook);
  required("webhook-result").hidden = wrong !== null;
  if (wrong) return wrong.focus();
  const toml = required<HTMLTextAreaElement>("webhook-toml");
  toml.value = tomlOf(hook);
  toml.rows = toml.value.split("\n").length;
  required("webhook-said").textContent = "";
  toml.focus();
}

async function copy(): Promise<void> {
  const toml = required<HTMLTextAreaElement>("webhook-toml");
  toml.select();
  const done = await navigator.clipboard.writeText(toml.value).then(() => true, () => false);
  required("webhook-said").textContent = done ? t("Copied.") : t("The browser did not let the page copy. The text is selected: copy it yourself.");
}

export function start(): void {
  const form = required<HTMLFormElement>("webhook");
  wire(form);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write(form);
  });
  form.addEventListener("input", () => { required("webhook-result").hidden = true; }); // it would be of something else
  required("webhook-copy").addEventListener("click", () => void copy());
  required("webhook-again").addEventListener("click", () => {
    secret = newSecret();
    write(form);
  });
}
