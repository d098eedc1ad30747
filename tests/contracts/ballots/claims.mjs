// Proofs for contracts outside the DAO, of the same cast and trees as the ballots: integrations/HolderProofs.t.sol.

// They follow from the addresses that forge gives the contracts: HolderProofs.t.sol compares them with what the contract
// computes, and prints what they must be. The website's is also in tests/backend/proofs/test_scopes.py.
export const SCOPES = {
  first: 115606012529599503876374832158975100555028900277112889060648378139069007240351n,
  second: 54363360402228297965010617686929444567090548323193210437096233536931981367676n,
  website: 6156465873240184030685438529621439247768282426088966554610651488264242205155n,
};

const [BOB, CAROL] = [0xb0bn, 0xca401n]; // who shares are paid to: the messages

/** All proofs by name; `prove(voter, tree, message, scope)` makes one. */
export async function makeClaims({ members, replacement }, prove) {
  const claim = (voter, tree, message, scope) => prove(voter, tree, message, SCOPES[scope]);
  return {
    claim: await claim(members[1], "first", BOB, "first"),
    again: await claim(members[1], "first", CAROL, "first"),
    other: await claim(members[2], "first", CAROL, "first"),
    nextRound: await claim(members[1], "first", BOB, "second"),
    newRoot: await claim(members[1], "grown", BOB, "first"),
    late: await claim(members[7], "grown", BOB, "first"),
    leaver: await claim(members[4], "first", BOB, "first"),
    neighbour: await claim(members[5], "second", BOB, "first"),
    lostSecret: await claim(members[6], "first", BOB, "first"),
    newSecret: await claim(replacement, "second", CAROL, "first"),
    website: await claim(members[1], "first", BOB, "website"),
  };
}
