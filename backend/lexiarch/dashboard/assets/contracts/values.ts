/** Values of errors in words. */

/** What an error says, made of its values. */
export type Words = (values: readonly unknown[]) => string;

/** A time in seconds since 1970, for the reader. */
export function moment(value: unknown): string {
  return new Date(Number(value) * 1000).toLocaleString();
}
