/** The inputs of an action: each with its label, its hint and its error, read by how its value is typed. */
import { FieldError, readAddress, readAmount, readBytes, readDuration, readInteger, readSelector, readTime } from "./values";
import { type Control, showError } from "../page/fields";
import { t } from "../page/language";

export function controls(root: ParentNode): Control[] {
  return [...root.querySelectorAll<Control>("[data-name]")];
}

export function typedIn(root: ParentNode, name: string): string {
  const control = root.querySelector<Control>(`[data-name="${CSS.escape(name)}"]`);
  if (!control) return "";
  return control instanceof HTMLInputElement && control.type === "checkbox" ? String(control.checked) : control.value;
}

/** Reads one field; what is wrong is shown at it. Returns undefined then. */
export function readField<T>(field: HTMLElement | null, read: () => T): T | undefined {
  if (!field) return undefined;
  try {
    const value = read();
    showError(field, "");
    return value;
  } catch (error) {
    showError(field, error instanceof FieldError ? error.message : t("This cannot be read: {why}", { why: String(error) }));
    return undefined;
  }
}

const bound = (text: string | undefined) => (text ? BigInt(text) : undefined);

/** The value of a field by its unit. */
export function readUnit(field: HTMLElement, text: string): unknown {
  const { unit, type, least, most, field: name } = field.dataset;
  const trimmed = text.trim();
  const limits = { least: bound(least), most: bound(most) };
  if (!trimmed && unit !== "flag") throw new FieldError(t("This is needed."));
  switch (unit) {
    case "address": return readAddress(trimmed);
    case "tokens":
    case "ether": return readAmount(trimmed, 18);
    case "duration": return readDuration(trimmed, Number(typedIn(field, `${name}.span`)), limits);
    case "time": return readTime(trimmed);
    case "percent": return readInteger(trimmed, limits);
    case "number": return readInteger(trimmed, { least: 0n, ...defined(limits) });
    case "flag": return trimmed === "true";
    case "selector": return readSelector(trimmed);
    case "hash": return readBytes(trimmed, 32);
    case "bytes": return readBytes(trimmed);
    case "text": return text.trim();
    default: return type?.startsWith("uint") ? BigInt(trimmed) : trimmed; // chosen from a list
  }
}

function defined(limits: { least: bigint | undefined; most: bigint | undefined }) {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
