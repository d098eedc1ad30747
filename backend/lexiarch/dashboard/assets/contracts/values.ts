/** Values of errors in words. */
import { absolute } from "../page/times";

/** What an error says, made of its values. */
export type Words = (values: readonly unknown[]) => string;

/** A time in seconds since 1970, for the reader. */
export function moment(value: unknown): string {
  return absolute(new Date(Number(value) * 1000));
}
