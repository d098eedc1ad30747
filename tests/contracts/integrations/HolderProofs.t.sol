// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {HolderProof, IHolderProofs} from "contracts/interfaces/IHolderProofs.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {IClaim} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Anonymous proofs for a contract outside the DAO, by Semaphore's own prover: the example AnonymousClaim.
/// @dev tests/contracts/ballots/claims.mjs writes the proofs. Members 0 to 6 are in the tree; {change} takes it on.
contract HolderProofsTest is AssemblyCase {
    uint256 private constant IN_TREE = 7;
    uint256 private constant SCALARS = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 private constant BASE = 21888242871839275222246405745257275088696311157297823662689037894645226208583;
    uint256 private constant SHARE = 1 ether;
    uint48 private constant WEEK = 7 days;
    address payable private constant TO = payable(address(0xb0b)); // as claims.mjs has them
    address payable private constant TO_OTHER = payable(address(0xca401));

    IClaim private claims;
    string private file;
    string private ballots;

    function setUp() public override {
        super.setUp();
        file = vm.readFile(".forge/ballots/claims.json");
        ballots = vm.readFile(".forge/ballots/ballots.json");
        for (uint256 i; i < IN_TREE; ++i) join(i);
        claims = create();
    }

    /* what the proofs are about */

    function test_the_proofs_are_about_these_scopes_and_roots() public {
        openRound(1);
        assertEq(claims.scopeOf(bytes32(uint256(1))), readUint(".claim.scope"), "SCOPES.first in claims.mjs");
        assertEq(claims.scopeOf(bytes32(uint256(2))), readUint(".nextRound.scope"), "SCOPES.second in claims.mjs");
        assertEq(websiteScope(), readUint(".website.scope"), "SCOPES.website in claims.mjs");
        assertRound(1, readUint(".claim.root"), time() + WEEK);
        join(7);
        assertEq(tree.root(), readUint(".late.root"), "grown root");
    }

    function test_a_scope_is_the_hash_of_chain_contract_and_purpose() public view {
        bytes32 typehash = keccak256("ContractProof(uint256 chainId,address client,bytes32 purpose)");
        bytes32 hash = keccak256(abi.encode(typehash, block.chainid, address(claims), bytes32(uint256(1))));
        assertEq(claims.scopeOf(bytes32(uint256(1))), uint256(hash), "scopeOf");
    }

    /* one act per person and round */

    function test_each_person_claims_once_whoever_hands_the_proof_in() public {
        openRound(1);
        vm.expectEmit(address(claims));
        emit IHolderProofs.HolderProven(bytes32(uint256(1)), read("claim").nullifier, uint160(address(TO)));
        vm.prank(outsider);
        claims.claim(1, TO, read("claim"));
        claims.claim(1, TO_OTHER, read("other"));
        assertEq(TO.balance, SHARE, "first");
        assertEq(TO_OTHER.balance, SHARE, "second");
        assertTrue(claims.isSpent(bytes32(uint256(1)), read("claim").nullifier), "isSpent");
        assertFalse(claims.isSpent(bytes32(uint256(2)), read("claim").nullifier), "isSpent in another round");
    }

    function test_a_proof_is_taken_once() public {
        openRound(1);
        claims.claim(1, TO, read("claim"));
        expectSpent(1, TO, read("claim"));
    }

    function test_a_person_who_thinks_again_has_no_second_claim() public {
        openRound(1);
        assertEq(read("again").nullifier, read("claim").nullifier, "one nullifier per person and round");
        claims.claim(1, TO, read("claim"));
        expectSpent(1, TO_OTHER, read("again"));
    }

    /// @dev Groth16 proofs can be turned into others of the same statement; the nullifier stays.
    function test_a_malleated_proof_is_the_same_claim() public {
        openRound(1);
        HolderProof memory twin = read("claim");
        twin.points[1] = BASE - twin.points[1]; // -A
        (twin.points[4], twin.points[5]) = (BASE - twin.points[4], BASE - twin.points[5]); // -B
        claims.claim(1, TO, twin);
        expectSpent(1, TO, read("claim"));
    }

    function test_a_person_claims_again_in_the_next_round_and_nothing_links_the_two() public {
        openRound(1);
        claims.claim(1, TO, read("claim"));
        openRound(2);
        claims.claim(2, TO, read("nextRound"));
        assertEq(TO.balance, 2 * SHARE, "balance");
        assertTrue(read("claim").nullifier != read("nextRound").nullifier, "nullifiers");
    }

    function test_a_new_secret_is_no_second_claim_in_a_round_that_is_open() public {
        openRound(1);
        change();
        expectInvalid(1, TO_OTHER, read("newSecret"));
        claims.claim(1, TO, read("lostSecret"));
        expectInvalid(1, TO_OTHER, read("newSecret"));
    }

    /* nobody else can spend or change it */

    function test_a_flipped_message_is_refused_and_the_proof_still_counts() public {
        openRound(1);
        vm.prank(outsider);
        expectInvalid(1, payable(outsider), read("claim"));
        expectInvalid(1, TO_OTHER, read("claim"));
        claims.claim(1, TO, read("claim"));
    }

    function test_a_changed_nullifier_is_refused_and_the_proof_still_counts() public {
        openRound(1);
        HolderProof memory proof = read("claim");
        uint256 own = proof.nullifier;
        uint256[6] memory others = [own + SCALARS, own + 2 * SCALARS, own + 1, 0, SCALARS, read("other").nullifier];
        for (uint256 i; i < others.length; ++i) {
            proof.nullifier = others[i];
            expectInvalid(1, TO, proof);
        }
        claims.claim(1, TO, read("claim"));
        proof.nullifier = own + SCALARS;
        expectInvalid(1, TO, proof);
    }

    function test_a_changed_point_is_refused_and_the_proof_still_counts() public {
        openRound(1);
        HolderProof memory proof = read("claim");
        for (uint256 i; i < 8; ++i) {
            ++proof.points[i];
            expectInvalid(1, TO, proof);
            proof.points[i] += BASE - 1; // the same coordinate, written otherwise
            expectInvalid(1, TO, proof);
            proof.points[i] -= BASE;
        }
        claims.claim(1, TO, proof);
    }

    /* for this round, contract and chain only */

    function test_a_proof_for_one_round_is_none_for_another() public {
        openRound(1);
        openRound(2);
        expectInvalid(2, TO, read("claim"));
        expectInvalid(1, TO, read("nextRound"));
    }

    function test_a_proof_for_one_contract_is_none_for_another() public {
        openRound(1);
        IClaim own = claims;
        claims = create();
        openRound(1);
        expectInvalid(1, TO, read("claim"));
        own.claim(1, TO, read("claim"));
    }

    function test_a_proof_for_one_chain_is_none_for_another() public {
        openRound(1);
        vm.chainId(1);
        expectInvalid(1, TO, read("claim"));
        vm.chainId(31_337);
        claims.claim(1, TO, read("claim"));
    }

    function test_a_proof_for_a_website_is_none_for_a_contract() public {
        openRound(1);
        expectInvalid(1, TO, read("website"));
    }

    function test_a_ballot_is_no_proof_for_a_contract() public {
        openRound(1);
        HolderProof memory ballot = readFrom(ballots, ".ballots.for");
        uint256 support = vm.parseJsonUint(ballots, ".ballots.for.support");
        expectInvalid(1, payable(address(uint160(support))), ballot);
        expectInvalid(1, TO, ballot);
    }

    function test_a_proof_for_a_contract_is_no_ballot() public {
        uint256 id = open(motion(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, false)), "secret"));
        assertEq(box.frozenRoot(address(governor), id), readUint(".claim.root"), "the same tree");
        HolderProof memory proof = read("claim");
        for (uint8 support; support < 3; ++support) {
            vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxProofInvalid.selector));
            box.castSecretBallot(address(governor), id, support, proof.nullifier, proof.points);
        }
    }

    /* who is in the round */

    function test_who_joins_after_the_opening_waits_for_the_next_round_and_voids_no_proof() public {
        openRound(1);
        join(7);
        expectInvalid(1, TO, read("late"));
        expectInvalid(1, TO, read("newRoot"));
        claims.claim(1, TO, read("claim"));
    }

    function test_who_joined_before_the_opening_claims_and_a_proof_of_an_older_root_is_refused() public {
        join(7);
        openRound(1);
        expectInvalid(1, TO, read("claim"));
        claims.claim(1, TO, read("late"));
    }

    function test_who_left_before_the_opening_is_out_whatever_root_they_prove() public {
        change();
        openRound(1);
        expectInvalid(1, TO, read("leaver"));
        expectInvalid(1, TO, read("lostSecret"));
        claims.claim(1, TO, read("neighbour"));
        claims.claim(1, TO_OTHER, read("newSecret"));
    }

    function test_who_leaves_during_a_round_keeps_the_claim_till_its_end_and_not_longer() public {
        openRound(1);
        change();
        uint256 before = vm.snapshotState();
        claims.claim(1, TO, read("leaver"));
        vm.revertToStateAndDelete(before);
        skip(WEEK + 1);
        expectClosed(1, read("leaver"));
    }

    function test_a_suspension_takes_the_proof_by_account_and_not_the_anonymous_one() public {
        openRound(1);
        vm.prank(issuer);
        roll.openCase(tagOf(1), REASON, true);
        assertFalse(roll.isRegistered(members[1]), "isRegistered");
        claims.claim(1, TO, read("claim"));
    }

    /* rounds */

    function test_a_round_opens_with_the_tree_as_it_stands_and_closes_at_its_deadline() public {
        vm.expectEmit(address(claims));
        emit IHolderProofs.RoundOpened(bytes32(uint256(1)), readUint(".claim.root"), IN_TREE, time() + WEEK);
        openRound(1);
        skip(WEEK);
        claims.claim(1, TO, read("claim"));
        skip(1);
        expectClosed(1, read("other"));
    }

    function test_no_round_opens_while_a_leaf_waits_to_be_pruned() public {
        exit(members[4]);
        vm.expectRevert(abi.encodeWithSelector(IHolderProofs.HolderProofsTreeUnsettled.selector));
        openRound(1);
        tree.prune(tagOf(4), vm.parseJsonUintArray(ballots, ".pruneSiblings"));
        openRound(1);
    }

    function test_no_round_opens_while_a_leaf_is_due_since_its_id_expires() public {
        skip(TERM - 1 days);
        vm.expectRevert(abi.encodeWithSelector(IHolderProofs.HolderProofsTreeUnsettled.selector));
        openRound(1);
    }

    function test_no_round_opens_for_an_empty_tree() public {
        address treeToBe = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        address newRoll = deploy("HolderRegistry", abi.encode(timelock, issuers, treeToBe));
        address newTree = deploy("HolderTree", abi.encode(newRoll, TREE_DEPTH));
        claims = IClaim(payable(deploy("AnonymousClaim", abi.encode(newTree, box.verifier(), SHARE))));
        vm.expectRevert(abi.encodeWithSelector(IHolderProofs.HolderProofsTreeUnsettled.selector));
        openRound(1);
    }

    function test_a_purpose_has_one_round_for_ever() public {
        openRound(1);
        bytes memory exists = abi.encodeWithSelector(
            IHolderProofs.HolderProofsRoundExists.selector,
            bytes32(uint256(1))
        );
        vm.expectRevert(exists);
        openRound(1);
        skip(WEEK + 1);
        vm.expectRevert(exists);
        openRound(1);
    }

    function test_nothing_is_taken_in_a_round_that_was_never_opened() public {
        assertRound(1, 0, 0);
        expectClosed(1, read("claim"));
    }

    function test_a_round_lasts_a_second_at_least_and_thirty_days_at_most() public {
        claims = IClaim(payable(deploy("HolderProofsMock", abi.encode(tree, box.verifier()))));
        uint48[3] memory wrong = [0, 30 days + 1, type(uint48).max];
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IHolderProofs.HolderProofsDurationInvalid.selector, wrong[i], 30 days)
            );
            claims.openRound(0, wrong[i]);
        }
        claims.openRound(0, 1);
        claims.openRound(bytes32(uint256(1)), 30 days);
        assertRound(0, readUint(".claim.root"), time() + 1);
        assertRound(1, readUint(".claim.root"), time() + 30 days);
    }

    /* making */

    function test_proofs_need_a_tree_and_a_verifier() public {
        address verifier = box.verifier();
        bytes4 missing = IHolderProofs.HolderProofsPartMissing.selector;
        vm.expectRevert(abi.encodeWithSelector(missing, outsider));
        this.deployApart("AnonymousClaim", abi.encode(outsider, verifier, SHARE));
        vm.expectRevert(abi.encodeWithSelector(missing, bob));
        this.deployApart("AnonymousClaim", abi.encode(tree, bob, SHARE));
        assertEq(claims.holderTree(), address(tree), "holderTree");
        assertEq(claims.membershipVerifier(), verifier, "membershipVerifier");
    }

    function test_only_the_founder_opens_rounds() public {
        assertEq(claims.founder(), address(this), "founder");
        assertEq(claims.share(), SHARE, "share");
        vm.expectRevert(abi.encodeWithSelector(IClaim.AnonymousClaimNotFounder.selector, outsider));
        vm.prank(outsider);
        claims.open(1);
    }

    /* helpers */

    function create() private returns (IClaim made) {
        made = IClaim(payable(deploy("AnonymousClaim", abi.encode(tree, box.verifier(), SHARE))));
        vm.deal(address(this), 10 ether);
        (bool paid, ) = address(made).call{value: 10 * SHARE}("");
        assertTrue(paid, "paid in");
    }

    function join(uint256 index) private {
        vm.prank(members[index]);
        tree.join(vm.parseJsonUintArray(ballots, ".commitments")[index]);
    }

    function openRound(uint256 number) private {
        claims.open(number);
    }

    /// @dev Member 4 leaves and is pruned, and member 6 replaces a lost secret.
    function change() private {
        exit(members[4]);
        tree.prune(tagOf(4), vm.parseJsonUintArray(ballots, ".pruneSiblings"));
        uint256[] memory siblings = vm.parseJsonUintArray(ballots, ".replaceSiblings");
        vm.prank(members[6]);
        tree.replace(vm.parseJsonUint(ballots, ".replacement"), siblings);
    }

    /// @dev As backend/lexiarch/proofs computes it for the sign-in of websites.
    function websiteScope() private view returns (uint256) {
        bytes32 typehash = keccak256("WebsiteProof(uint256 chainId,address tree,string client,string purpose)");
        bytes32 client = keccak256("https://forum.example");
        return uint256(keccak256(abi.encode(typehash, block.chainid, tree, client, keccak256("sign-in"))));
    }

    function assertRound(uint256 number, uint256 root, uint256 deadline) private view {
        (uint256 actualRoot, uint48 actualDeadline) = claims.roundOf(bytes32(number));
        assertEq(actualRoot, root, "root");
        assertEq(actualDeadline, deadline, "deadline");
    }

    function expectInvalid(uint256 number, address payable to, HolderProof memory proof) private {
        vm.expectRevert(
            abi.encodeWithSelector(IHolderProofs.HolderProofsInvalid.selector, bytes32(number), proof.nullifier)
        );
        claims.claim(number, to, proof);
    }

    function expectSpent(uint256 number, address payable to, HolderProof memory proof) private {
        bytes4 spent = IHolderProofs.HolderProofsNullifierSpent.selector;
        vm.expectRevert(abi.encodeWithSelector(spent, bytes32(number), proof.nullifier));
        claims.claim(number, to, proof);
    }

    function expectClosed(uint256 number, HolderProof memory proof) private {
        (, uint48 deadline) = claims.roundOf(bytes32(number));
        bytes4 closed = IHolderProofs.HolderProofsRoundClosed.selector;
        vm.expectRevert(abi.encodeWithSelector(closed, bytes32(number), deadline));
        claims.claim(number, TO, proof);
    }

    function read(string memory name) private view returns (HolderProof memory) {
        return readFrom(file, string.concat(".", name));
    }

    function readFrom(string memory json, string memory key) private pure returns (HolderProof memory proof) {
        proof.nullifier = vm.parseJsonUint(json, string.concat(key, ".nullifier"));
        uint256[] memory points = vm.parseJsonUintArray(json, string.concat(key, ".points"));
        for (uint256 i; i < 8; ++i) proof.points[i] = points[i];
    }

    function readUint(string memory key) private view returns (uint256) {
        return vm.parseJsonUint(file, key);
    }
}
