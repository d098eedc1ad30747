/** Words of secret ballots. */
import { t } from "../page/language";

const CHOICES = [t("Against"), t("For"), t("Abstain")];

export function choiceWords(support: number): string {
  return CHOICES[support] ?? String(support);
}
