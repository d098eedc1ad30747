/** What scripts/bundle.mjs makes of the catalogues in locales/: a chunk for each language but English. */
declare module "lexiarch:languages" {
  /** By the key of the English text; of a text that depends on a number, its forms by their CLDR names. */
  export type Words = Record<string, string | Partial<Record<Intl.LDMLPluralRule, string>>>;
  export const languages: Record<string, () => Promise<{ default: Words }>>;
}
