// Entities of @subsquid/typeorm-store; the decorators are applied by hand, so that nothing has to be built.
require("reflect-metadata");
const store = require("@subsquid/typeorm-store");

const columns = {
  int: [Number, store.IntColumn, {}],
  text: [String, store.StringColumn, {}],
  texts: [Array, store.StringColumn, { array: true }],
  big: [BigInt, store.BigIntColumn, {}],
};

function entity(name, fields, indexed = []) {
  const Entity = { [name]: class { constructor(row) { Object.assign(this, row); } } }[name];
  Reflect.defineMetadata("design:type", String, Entity.prototype, "id");
  store.PrimaryColumn()(Entity.prototype, "id");
  for (const [field, kind] of Object.entries(fields)) {
    const [type, column, options] = columns[kind];
    Reflect.defineMetadata("design:type", type, Entity.prototype, field);
    column({ nullable: false, ...options })(Entity.prototype, field);
  }
  for (const field of indexed) store.Index()(Entity.prototype, field);
  store.Entity()(Entity);
  exports[name] = Entity;
}

const base = { block: "int", place: "int", tx: "text" };
entity("Vote", { ...base, voter: "text", proposalId: "big", support: "int", weight: "big", reason: "text" }, [
  "proposalId",
  "voter",
]);
entity("Proposal", {
  ...base,
  proposalId: "big",
  proposer: "text",
  targets: "texts",
  values: "texts",
  signatures: "texts",
  calldatas: "texts",
  voteStart: "big",
  voteEnd: "big",
  description: "text",
});
entity("Transfer", { ...base, from: "text", to: "text", value: "big" });
entity("PowerChange", { ...base, delegate: "text", previousVotes: "big", newVotes: "big" }, ["delegate"]);
entity(
  "Attestation",
  {
    ...base,
    holder: "text",
    issuer: "text",
    personTag: "text",
    uid: "text",
    schema: "text",
    kind: "int",
    since: "big",
    expirationTime: "big",
  },
  ["holder"],
);
entity("Tally", { against: "big", for: "big", abstain: "big" });
entity("Power", { votes: "big" });
