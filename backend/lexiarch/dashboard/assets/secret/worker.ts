/** The prover's other end, on the page: asks it one thing at a time, and hears how far it is. */
import { config } from "../page/data";
import { t } from "../page/language";
import { proverScript } from "./built";
import type { Answer, Asked, JobName, Request, Said } from "./jobs";

/** A job that failed, with the code of a file's fault where it is one. */
export class JobError extends Error {
  constructor(words: string, readonly code: string) { super(words); }
}

interface Waiting { resolve(answer: Answer<JobName>): void; reject(error: Error): void; tell(share: number): void }

export interface Prover {
  ask<Name extends JobName>(name: Name, asked: Asked<Name>, tell?: (share: number) => void): Promise<Answer<Name>>;
  /** Ends the worker, and with it the secret. */
  end(): void;
}

const ADDRESS = `${config.base}/static/${proverScript}`;

interface Factory { createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): unknown } }

/** Trusted Types let no text be the address of a script, but through a policy: this one knows one address. */
const policy = (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy("lexiarch-prover", {
  createScriptURL: (text) => {
    if (text !== ADDRESS) throw new TypeError("This is not the prover.");
    return text;
  },
});

/** Starts a prover. */
export function startProver(): Prover {
  const worker = new Worker((policy?.createScriptURL(ADDRESS) ?? ADDRESS) as string);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Said>) => {
    const job = waiting.get(data.id);
    if (!job) return;
    if ("share" in data) return job.tell(data.share);
    waiting.delete(data.id);
    if ("answer" in data) job.resolve(data.answer);
    else job.reject(new JobError(data.failure, data.code ?? ""));
  });
  const fail = () => {
    for (const job of waiting.values()) job.reject(new JobError(t("The prover could not be loaded. Check the connection, and try again."), ""));
    waiting.clear();
  };
  worker.addEventListener("error", fail);
  return {
    ask: <Name extends JobName>(name: Name, asked: Asked<Name>, tell: (share: number) => void = () => undefined) =>
      new Promise<Answer<Name>>((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve: resolve as Waiting["resolve"], reject, tell });
        worker.postMessage({ id: last, name, asked } satisfies Request<Name>);
      }),
    end: () => { worker.terminate(); fail(); },
  };
}
