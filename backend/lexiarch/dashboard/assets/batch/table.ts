/** The table of a batch: an account and a person tag a line, as spreadsheets save them. */
import { zeroAddress } from "viem";
import type { Hex } from "../page/data";
import { t } from "../page/language";
import { FieldError, readAddress, readBytes } from "../propose/values";

export interface Row {
  /** Of the text, from 1. */
  line: number;
  holder: Hex;
  tag: Hex;
}

/** What is wrong with a line. */
export interface Fault { line: number; words: string }

/** One signature is for so many at most: each is tried on the contract before. */
export const MOST = 500;

function cells(line: string): string[] {
  return line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1").trim());
}

function readRow(line: number, [account = "", number = "", ...more]: string[]): Row {
  if (more.some(Boolean)) throw new FieldError(t("Two columns only: the account and the person tag."));
  const holder = readAddress(account);
  if (holder === zeroAddress) throw new FieldError(t("The zero address belongs to nobody."));
  if (!number) throw new FieldError(t("The person tag is missing."));
  const tag = readBytes(number.toLowerCase(), 32);
  if (BigInt(tag) < 2n) throw new FieldError(t("0 and 1 are no person tags."));
  return { line, holder, tag };
}

/** Each line on its own, and what stands twice. A first line with the columns' names is passed over. */
export function readTable(text: string): { rows: Row[]; faults: Fault[] } {
  const rows: Row[] = [];
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  text.replace(/^\uFEFF/, "").split(/\r?\n/).forEach((written, place) => {
    const line = place + 1;
    if (!written.trim() || (rows.length + faults.length === 0 && !/0x/i.test(written))) return;
    try {
      const row = readRow(line, cells(written));
      for (const key of [row.holder, row.tag]) {
        const before = seen.get(key);
        if (before) throw new FieldError(t("The same account or person tag as in line {line}.", { line: before }));
      }
      for (const key of [row.holder, row.tag]) seen.set(key, line);
      rows.push(row);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      faults.push({ line, words: error.message });
    }
  });
  return { rows, faults };
}
