/** What was typed, as values of Solidity. Each reader throws a {FieldError} whose words say what is wrong and what to do. */
import { getAddress, isAddress, parseUnits, toFunctionSelector } from "viem";
import type { AbiParameter } from "viem";
import { number, point, span, t } from "../page/language";

/** Something typed that cannot be used; shown at its field. */
export class FieldError extends Error {}

export interface Limits { least?: bigint | undefined; most?: bigint | undefined }

const fail = (words: string): never => { throw new FieldError(words); };

export function readAddress(text: string): `0x${string}` {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return fail(t("An address is 0x and 40 hexadecimal digits."));
  if (!isAddress(text)) return fail(t("One character of this address is wrong: its checksum does not fit. Copy it again."));
  return getAddress(text);
}

function within(value: bigint, { least, most }: Limits, shown: (limit: bigint) => string): bigint {
  if (least !== undefined && value < least) return fail(t("At least {least}.", { least: shown(least) }));
  if (most !== undefined && value > most) return fail(t("At most {most}.", { most: shown(most) }));
  return value;
}

export function readInteger(text: string, limits: Limits = {}): bigint {
  if (!/^-?\d+$/.test(text) && !/^0x[0-9a-fA-F]+$/.test(text)) return fail(t("A whole number, without signs or spaces."));
  return within(BigInt(text), limits, number);
}

/** What was typed with a point; in languages with a decimal comma, with one or the other, unless that could mean thousands. */
function withPoint(text: string, wrong: string): string {
  if (/^\d+(\.\d+)?$/.test(text) && !(point !== "." && /\.\d{3}$/.test(text))) return text;
  if (point === "," && /^\d+,\d+$/.test(text)) return text.replace(",", ".");
  return fail(wrong);
}

/** An amount with decimals, in the smallest units. */
export function readAmount(text: string, decimals: number): bigint {
  const typed = withPoint(text, t("A number such as 1250.5, with a point and without spaces."));
  const fraction = typed.split(".")[1] ?? "";
  if (fraction.length > decimals) return fail(t("At most {decimals} digits after the point.", { decimals }));
  return within(parseUnits(typed, decimals), { most: 2n ** 256n - 1n }, number);
}

const SPANS = [["day", 86_400n], ["hour", 3_600n], ["minute", 60n], ["second", 1n]] as const;

function spanWords(seconds: bigint): string {
  const [unit, length] = SPANS.find(([, each]) => seconds % each === 0n) ?? SPANS[3];
  return span(seconds / length, unit);
}

/** A length of time in seconds. */
export function readDuration(text: string, unit: number, limits: Limits): bigint {
  const typed = withPoint(text, t("A number such as 3 or 1.5."));
  return within(BigInt(Math.round(Number(typed) * unit)), limits, spanWords);
}

/** A moment of the reader's zone, in seconds since 1970. */
export function readTime(text: string): bigint {
  const moment = new Date(text).getTime();
  if (Number.isNaN(moment)) return fail(t("A day and a time, in your time zone."));
  return BigInt(Math.floor(moment / 1000));
}

export function readBytes(text: string, length?: number): `0x${string}` {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(text)) return fail(t("0x and an even number of hexadecimal digits."));
  if (length !== undefined && text.length !== 2 + 2 * length) {
    return fail(t("0x and exactly {digits} hexadecimal digits.", { digits: 2 * length }));
  }
  return text as `0x${string}`;
}

/** A selector, from itself or from a function's signature. */
export function readSelector(text: string): `0x${string}` {
  if (/^0x/.test(text)) return readBytes(text, 4);
  if (!/^\w+\([\w,()[\]]*\)$/.test(text)) return fail(t("As transfer(address,uint256), without spaces and names; or 0x and 8 digits."));
  return toFunctionSelector(`function ${text}`);
}

function readBool(text: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  return fail(t("true or false."));
}

function readJson(text: string, type: string): unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list;
  } catch { /* told below */ }
  return fail(t("A list for {type}, as in JSON: [\"0x…\", \"12\"].", { type }));
}

/** Any value of any type. Arrays and structs are lists as in JSON. */
export function readTyped(parameter: AbiParameter, typed: unknown): unknown {
  const { type } = parameter;
  const array = /^(.*)\[(\d*)\]$/.exec(type);
  if (array) {
    const list = Array.isArray(typed) ? typed : readJson(String(typed), type);
    if (array[2] && list.length !== Number(array[2])) return fail(t("A list of exactly {count}.", { count: array[2] }));
    return list.map((item) => readTyped({ ...parameter, type: array[1] ?? "" }, item));
  }
  if (type === "tuple") {
    const { components } = parameter as AbiParameter & { components: readonly AbiParameter[] };
    const list = Array.isArray(typed) ? typed : readJson(String(typed), type);
    if (list.length !== components.length) return fail(t("A list of exactly {count}.", { count: components.length }));
    return Object.fromEntries(components.map((each, place) => [each.name ?? place, readTyped(each, list[place])]));
  }
  return readSimple(type, typed);
}

function readSimple(type: string, typed: unknown): unknown {
  const text = type === "string" ? String(typed) : String(typed).trim();
  const [, kind, bits] = /^([a-z]+)(\d*)$/.exec(type) ?? [];
  switch (kind) {
    case "address": return readAddress(text);
    case "bool": return readBool(text);
    case "string": return text;
    case "bytes": return readBytes(text, bits ? Number(bits) : undefined);
    case "uint": return readInteger(text, { least: 0n, most: 2n ** BigInt(bits || 256) - 1n });
    case "int": {
      const half = 2n ** BigInt(Number(bits || 256) - 1);
      return readInteger(text, { least: -half, most: half - 1n });
    }
    default: return fail(t("A value of type {type} cannot be typed here: give raw calldata instead.", { type }));
  }
}
