import { index, onchainTable } from "ponder";

const base = (t: any) => ({
  id: t.text().primaryKey(),
  block: t.integer().notNull(),
  place: t.integer().notNull(),
  tx: t.hex().notNull(),
});

export const vote = onchainTable(
  "vote",
  (t) => ({
    ...base(t),
    voter: t.hex().notNull(),
    proposalId: t.bigint().notNull(),
    support: t.integer().notNull(),
    weight: t.bigint().notNull(),
    reason: t.text().notNull(),
  }),
  (t) => ({ byProposal: index().on(t.proposalId), byVoter: index().on(t.voter) }),
);
export const proposal = onchainTable("proposal", (t) => ({
  ...base(t),
  proposalId: t.bigint().notNull(),
  proposer: t.hex().notNull(),
  targets: t.hex().array(),
  values: t.bigint().array(),
  signatures: t.text().array(),
  calldatas: t.hex().array(),
  voteStart: t.bigint(),
  voteEnd: t.bigint(),
  description: t.text(),
}));
export const transfer = onchainTable("transfer", (t) => ({
  ...base(t),
  from: t.hex().notNull(),
  to: t.hex().notNull(),
  value: t.bigint().notNull(),
}));
export const powerChange = onchainTable(
  "power_change",
  (t) => ({
    ...base(t),
    delegate: t.hex().notNull(),
    previousVotes: t.bigint().notNull(),
    newVotes: t.bigint().notNull(),
  }),
  (t) => ({ byDelegate: index().on(t.delegate) }),
);
export const attestation = onchainTable(
  "attestation",
  (t) => ({
    ...base(t),
    holder: t.hex().notNull(),
    issuer: t.hex().notNull(),
    personTag: t.hex().notNull(),
    uid: t.hex().notNull(),
    schema: t.hex().notNull(),
    kind: t.integer().notNull(),
    since: t.bigint().notNull(),
    expirationTime: t.bigint().notNull(),
  }),
  (t) => ({ byHolder: index().on(t.holder) }),
);
export const tally = onchainTable("tally", (t) => ({
  proposalId: t.bigint().primaryKey(),
  against: t.bigint().notNull(),
  for: t.bigint().notNull(),
  abstain: t.bigint().notNull(),
}));
export const power = onchainTable("power", (t) => ({
  account: t.hex().primaryKey(),
  votes: t.bigint().notNull(),
}));
