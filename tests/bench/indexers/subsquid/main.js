const { event, indexed, keccak256 } = require("@subsquid/evm-abi");
const p = require("@subsquid/evm-codec");
const { EvmBatchProcessor } = require("@subsquid/evm-processor");
const { createOrmConfig } = require("@subsquid/typeorm-config");
const { TypeormDatabase } = require("@subsquid/typeorm-store");
const { DataSource, In } = require("typeorm");
const model = require("./lib/model");

const chain = JSON.parse(process.env.BENCH_CHAIN);
const declare = (signature, fields) => event("0x" + keccak256(signature).toString("hex"), signature, fields);
const events = {
  Vote: declare("VoteCast(address,uint256,uint8,uint256,string)", {
    voter: indexed(p.address),
    proposalId: p.uint256,
    support: p.uint8,
    weight: p.uint256,
    reason: p.string,
  }),
  Proposal: declare(
    "ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)",
    {
      proposalId: p.uint256,
      proposer: p.address,
      targets: p.array(p.address),
      values: p.array(p.uint256),
      signatures: p.array(p.string),
      calldatas: p.array(p.bytes),
      voteStart: p.uint256,
      voteEnd: p.uint256,
      description: p.string,
    },
  ),
  Transfer: declare("Transfer(address,address,uint256)", {
    from: indexed(p.address),
    to: indexed(p.address),
    value: p.uint256,
  }),
  PowerChange: declare("DelegateVotesChanged(address,uint256,uint256)", {
    delegate: indexed(p.address),
    previousVotes: p.uint256,
    newVotes: p.uint256,
  }),
  Attestation: declare("Attested(address,address,bytes32,bytes32,bytes32,uint8,uint48,uint48)", {
    holder: indexed(p.address),
    issuer: indexed(p.address),
    personTag: indexed(p.bytes32),
    uid: p.bytes32,
    schema: p.bytes32,
    kind: p.uint8,
    since: p.uint48,
    expirationTime: p.uint48,
  }),
};
const byTopic = Object.fromEntries(Object.entries(events).map(([name, one]) => [one.topic, [name, one]]));

const processor = new EvmBatchProcessor()
  .setRpcEndpoint({ url: chain.url, capacity: 10, maxBatchCallSize: 100 })
  .setRpcDataIngestionSettings({ headPollInterval: 1000 })
  .setFinalityConfirmation(30)
  .setBlockRange({ from: chain.start })
  .setFields({ log: { topics: true, data: true, transactionHash: true } })
  .addLog({ address: Object.values(chain.addresses) });

function rowsOf(blocks) {
  const rows = Object.fromEntries(Object.keys(events).map((name) => [name, []]));
  for (const block of blocks)
    for (const log of block.logs) {
      const [name, one] = byTopic[log.topics[0]];
      const values = one.decode(log);
      if (name === "Proposal") values.values = values.values.map(String);
      const place = { id: log.id, block: block.header.height, place: log.logIndex, tx: log.transactionHash };
      rows[name].push(new model[name]({ ...place, ...values }));
    }
  return rows;
}

async function talliesAfter(store, votes) {
  const ids = [...new Set(votes.map((vote) => vote.proposalId.toString()))];
  const known = ids.length ? await store.findBy(model.Tally, { id: In(ids) }) : [];
  const tallies = new Map(known.map((tally) => [tally.id, tally]));
  for (const vote of votes) {
    const id = vote.proposalId.toString();
    if (!tallies.has(id)) tallies.set(id, new model.Tally({ id, against: 0n, for: 0n, abstain: 0n }));
    tallies.get(id)[["against", "for", "abstain"][vote.support]] += vote.weight;
  }
  return [...tallies.values()];
}

async function main() {
  const source = new DataSource({ ...createOrmConfig(), synchronize: true });
  await source.initialize();
  await source.destroy();
  processor.run(new TypeormDatabase({ supportHotBlocks: true }), async ({ blocks, store }) => {
    const rows = rowsOf(blocks);
    const tallies = await talliesAfter(store, rows.Vote);
    const powers = new Map(
      rows.PowerChange.map((row) => [row.delegate, new model.Power({ id: row.delegate, votes: row.newVotes })]),
    );
    for (const some of Object.values(rows)) if (some.length) await store.insert(some);
    if (tallies.length) await store.upsert(tallies);
    if (powers.size) await store.upsert([...powers.values()]);
  });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
