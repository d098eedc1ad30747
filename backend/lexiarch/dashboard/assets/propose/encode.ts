/** From the inputs of an action to the call that the treasury makes. */
import { type Abi, type AbiFunction, encodeFunctionData, erc20Abi, type Hex, parseAbi, parseAbiItem } from "viem";
import { t } from "../page/language";
import { wire } from "../page/fields";
import { readField, readUnit, typedIn } from "./fields";
import { FieldError, readAmount, readTyped } from "./values";

export interface Call { target: Hex; value: bigint; calldata: Hex }

const EMPTY: Hex = "0x";

function fieldOf(root: HTMLElement, name: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
}

function read(root: HTMLElement, name: string): unknown {
  const field = fieldOf(root, name);
  return readField(field, () => readUnit(field as HTMLElement, typedIn(root, name)));
}

function ether(root: HTMLElement): Call | null {
  const [target, value] = [read(root, "to"), read(root, "amount")];
  if (target === undefined || value === undefined) return null;
  return { target: target as Hex, value: value as bigint, calldata: EMPTY };
}

function erc20(root: HTMLElement): Call | null {
  const [target, to, decimals] = [read(root, "token"), read(root, "to"), read(root, "decimals")];
  const amount = readField(fieldOf(root, "amount"), () => readAmount(typedIn(root, "amount").trim(), Number(decimals ?? 77n)));
  if (target === undefined || to === undefined || decimals === undefined || amount === undefined) return null;
  const calldata = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [to as Hex, amount] });
  return { target: target as Hex, value: 0n, calldata };
}

/** Puts the values into the places that the paths name: `1`, or `0.2` within a struct. */
function argumentsOf(item: AbiFunction, values: [string, unknown][]): unknown[] {
  return item.inputs.map((input, place) => {
    const own = values.find(([path]) => path === String(place));
    if (own) return own[1];
    const { components } = input as { components?: readonly { name?: string }[] };
    return Object.fromEntries((components ?? []).map((each, member) => [
      each.name ?? "", values.find(([path]) => path === `${place}.${member}`)?.[1],
    ]));
  });
}

/** A function of the DAO's own contracts, whose signature the server wrote into the page. */
function own(root: HTMLElement, target: Hex, signature: string): Call | null {
  const item = parseAbiItem(signature) as AbiFunction;
  const names = [...root.querySelectorAll<HTMLElement>("[data-field]")].map((field) => field.dataset["field"] ?? "");
  const values = names.map((name): [string, unknown] => [name, read(root, name)]);
  if (values.some(([, value]) => value === undefined)) return null;
  return { target, value: 0n, calldata: encodeFunctionData({ abi: [item], args: argumentsOf(item, values) } as never) };
}

/** The functions that a pasted ABI or signature declares. Throws a {FieldError}. */
export function functionsOf(text: string): AbiFunction[] {
  const trimmed = text.trim();
  if (!trimmed) return [];
  const items = trimmed.startsWith("[") || trimmed.startsWith("{") ? jsonAbi(trimmed) : signatures(trimmed);
  const functions = items.filter((item): item is AbiFunction => item.type === "function");
  if (functions.length === 0) throw new FieldError(t("No function is declared in this."));
  return functions;
}

function jsonAbi(text: string): Abi {
  try {
    const found: unknown = JSON.parse(text);
    const list: unknown = Array.isArray(found) ? found : (found as { abi?: unknown }).abi ?? [found];
    if (Array.isArray(list) && list.every((each) => typeof each === "object" && each !== null)) return list as Abi;
  } catch { /* told below */ }
  throw new FieldError(t("This is no JSON of an ABI. Copy the whole of it, from [ to ]."));
}

function signatures(text: string): Abi {
  const lines = text.split(/[;\n]/).map((line) => line.trim()).filter(Boolean);
  try {
    return parseAbi(lines.map((line) => (line.startsWith("function ") ? line : `function ${line}`)) as never) as Abi;
  } catch (error) {
    throw new FieldError(t("The signature cannot be read: {why}", { why: (error as Error).message.split("\n")[0] ?? "" }));
  }
}

export const signatureOf = (item: AbiFunction) => `${item.name}(${item.inputs.map(({ type }) => type).join(",")})`;

/** Offers the functions that were pasted, and inputs for what the chosen one takes. Keeps what was typed. */
export function showCall(root: HTMLElement, typed: (name: string) => string): void {
  const select = root.querySelector<HTMLSelectElement>("[data-name=function]");
  const place = root.querySelector<HTMLElement>("[data-arguments]");
  if (!select || !place) return;
  const value = root.querySelector<HTMLInputElement>("[data-name=value]");
  if (value && !value.value) value.value = "0";
  const found = readField(fieldOf(root, "abi"), () => functionsOf(typedIn(root, "abi"))) ?? [];
  const chosen = typed("function") || select.value;
  const isWriting = (item: AbiFunction) => item.stateMutability !== "view" && item.stateMutability !== "pure";
  const offered = found.filter(isWriting).length ? found.filter(isWriting) : found;
  select.replaceChildren(...offered.map((item) => new Option(signatureOf(item), signatureOf(item))));
  if (offered.some((item) => signatureOf(item) === chosen)) select.value = chosen;
  const item = offered.find((each) => signatureOf(each) === select.value);
  setShown(root, "function", offered.length > 1);
  setShown(root, "calldata", offered.length === 0);
  if (place.dataset["of"] === JSON.stringify(item ?? null)) return;
  place.dataset["of"] = JSON.stringify(item ?? null);
  place.replaceChildren(...(item?.inputs ?? []).map((input, number) => argument(input, number, typed(`argument.${number}`))));
  wire(root);
}

function setShown(root: HTMLElement, name: string, shown: boolean): void {
  const field = fieldOf(root, name);
  if (field) field.hidden = !shown;
}

function argument({ name, type }: { name?: string | undefined; type: string }, number: number, value: string): HTMLElement {
  const field = document.createElement("div");
  field.className = "field";
  field.dataset["field"] = `argument.${number}`;
  const label = Object.assign(document.createElement("label"), { textContent: `${name || t("Value {number}", { number: number + 1 })} ` });
  label.append(Object.assign(document.createElement("span"), { className: "soft", textContent: type }));
  const input = Object.assign(document.createElement("input"), { autocomplete: "off", spellcheck: false, value });
  input.dataset["name"] = `argument.${number}`;
  const error = Object.assign(document.createElement("p"), { className: "error", hidden: true });
  field.append(label, input, error);
  return field;
}

function anyCall(root: HTMLElement): Call | null {
  const [target, value] = [read(root, "target"), read(root, "value")];
  const functions = readField(fieldOf(root, "abi"), () => functionsOf(typedIn(root, "abi")));
  if (!functions) return null;
  const item = functions.find((each) => signatureOf(each) === typedIn(root, "function"));
  const calldata = item ? encoded(root, item) : (read(root, "calldata") as Hex | undefined);
  if (target === undefined || value === undefined || calldata === undefined) return null;
  return { target: target as Hex, value: value as bigint, calldata };
}

function encoded(root: HTMLElement, item: AbiFunction): Hex | undefined {
  const values = item.inputs.map((input, number) =>
    readField(fieldOf(root, `argument.${number}`), () => readTyped(input, typedIn(root, `argument.${number}`))));
  if (values.some((value) => value === undefined)) return undefined;
  return readField(fieldOf(root, "abi"), () => encodeFunctionData({ abi: [item], args: values } as never));
}

/** The call that an action's inputs mean; null when something is wrong, which is shown at its field then. */
export function callOf(root: HTMLElement, kind: string, template: HTMLElement, treasury: Hex): Call | null {
  if (kind === "ether") return ether(root);
  if (kind === "erc20") return erc20(root);
  if (kind === "call") return anyCall(root);
  if (kind === "statement") return { target: treasury, value: 0n, calldata: EMPTY };
  return own(root, template.dataset["target"] as Hex, template.dataset["function"] ?? "");
}
