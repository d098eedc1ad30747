/** Drafts, kept in this browser alone: several, each under a key of its own, so that two tabs do not spoil each other's. */
import { config } from "../page/data";

export interface ActionDraft {
  kind: string;
  /** What was typed, by the name of the input; not checked. */
  fields: Record<string, string>;
}

export interface DraftText {
  id: string;
  title: string;
  body: string;
  protect: boolean;
  actions: ActionDraft[];
  /** Milliseconds since 1970. */
  saved: number;
}

const PREFIX = `lexiarch.draft.${config.chainId}.${config.contracts.governor.toLowerCase()}.`;
const CURRENT = `lexiarch.draft-open.${config.chainId}.${config.contracts.governor.toLowerCase()}`;

export function newDraft(): DraftText {
  const id = crypto.getRandomValues(new Uint32Array(2)).join("");
  return { id, title: "", body: "", protect: true, actions: [], saved: 0 };
}

export function isEmpty(draft: DraftText): boolean {
  return !draft.title && !draft.body && draft.actions.length === 0;
}

function read(key: string): DraftText | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (typeof found !== "object" || found === null) return null;
    const draft = { ...newDraft(), ...found } as DraftText;
    return Array.isArray(draft.actions) && typeof draft.title === "string" ? draft : null;
  } catch {
    return null; // somebody else wrote there, or storage is refused
  }
}

/** All drafts of this DAO, the newest first. */
export function allDrafts(): DraftText[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map(read)
      .filter((draft) => draft !== null).sort((one, other) => other.saved - one.saved);
  } catch {
    return [];
  }
}

/** The draft that was open last, or the newest, or a new one. */
export function currentDraft(): DraftText {
  const drafts = allDrafts();
  let id: string | null = null;
  try { id = sessionStorage.getItem(CURRENT); } catch { /* then the newest */ }
  return drafts.find((draft) => draft.id === id) ?? drafts[0] ?? newDraft();
}

export function openDraft(id: string): void {
  try { sessionStorage.setItem(CURRENT, id); } catch { /* then the newest is opened the next time */ }
}

/** Keeps a draft; an empty one is not worth keeping. Returns whether the browser let us. */
export function saveDraft(draft: DraftText): boolean {
  if (isEmpty(draft)) return removeDraft(draft.id);
  draft.saved = Date.now();
  try {
    localStorage.setItem(PREFIX + draft.id, JSON.stringify(draft));
    openDraft(draft.id);
    return true;
  } catch {
    return false;
  }
}

export function removeDraft(id: string): boolean {
  try {
    localStorage.removeItem(PREFIX + id);
    return true;
  } catch {
    return false;
  }
}
