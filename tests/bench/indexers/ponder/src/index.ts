import { ponder } from "ponder:registry";
import { attestation, power, powerChange, proposal, tally, transfer, vote } from "ponder:schema";

const base = (event: any) => ({
  id: event.id,
  block: Number(event.block.number),
  place: event.log.logIndex,
  tx: event.transaction.hash,
});

ponder.on("Governor:VoteCast", async ({ event, context }) => {
  const { proposalId, support, weight } = event.args;
  await context.db.insert(vote).values({ ...base(event), ...event.args });
  const choice = (["against", "for", "abstain"] as const)[support]!;
  await context.db
    .insert(tally)
    .values({ proposalId, against: 0n, for: 0n, abstain: 0n, [choice]: weight })
    .onConflictDoUpdate((row) => ({ [choice]: row[choice] + weight }));
});
ponder.on("Governor:ProposalCreated", async ({ event, context }) => {
  await context.db.insert(proposal).values({ ...base(event), ...(event.args as any) });
});
ponder.on("Token:Transfer", async ({ event, context }) => {
  await context.db.insert(transfer).values({ ...base(event), ...event.args });
});
ponder.on("Token:DelegateVotesChanged", async ({ event, context }) => {
  const { delegate, newVotes } = event.args;
  await context.db.insert(powerChange).values({ ...base(event), ...event.args });
  await context.db
    .insert(power)
    .values({ account: delegate, votes: newVotes })
    .onConflictDoUpdate({ votes: newVotes });
});
ponder.on("Roll:Attested", async ({ event, context }) => {
  const { since, expirationTime } = event.args;
  await context.db.insert(attestation).values({
    ...base(event),
    ...event.args,
    since: BigInt(since),
    expirationTime: BigInt(expirationTime),
  });
});
