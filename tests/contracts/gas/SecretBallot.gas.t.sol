// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISemaphore} from "@semaphore-protocol/contracts/interfaces/ISemaphore.sol";
import {HolderProof} from "contracts/interfaces/IHolderProofs.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {IClaim} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";
import {GasCase} from "./GasCase.sol";

interface Shell {
    function ffi(string[] calldata command) external returns (bytes memory output);
    function parseJsonString(string calldata json, string calldata key) external pure returns (string memory);
    function readFile(string calldata path) external view returns (string memory);
    function replace(string calldata text, string calldata from, string calldata to)
        external
        pure
        returns (string memory);
}

struct Proof {
    uint256 root;
    uint256 nullifier;
    uint256[8] points;
}

/// @notice Ballots in secret beside Semaphore's own contract: the same members, prover, verifier and depth.
contract SecretBallotGas is GasCase {
    Shell private constant SHELL = Shell(address(vm));
    uint256 private constant MEMBERS = 9;
    uint8 private constant PAID = 200; // the account that a share is paid to

    uint256[] private commitments;

    function setUp() public override {
        super.setUp();
        bytes memory words = node("commitments", 0, 0, 0);
        for (uint256 i; i < MEMBERS; ++i) commitments.push(wordOf(words, i));
    }

    function test_secret_ballot() public {
        for (uint256 i; i < MEMBERS; ++i) {
            vm.prank(members[i]);
            tree.join(commitments[i]);
            note("ours", "join_tree", i);
        }
        skip(1);
        Motion memory m = motion(address(roll), abi.encodeCall(roll.decideCase, (tagOf(0), 1, true)), "Uphold");
        uint256 id = propose(m, members[0]);
        note("ours", "propose_in_secret");
        toVote(id);
        castSecretly("secret_ballot_first", id, 0);
        castSecretly("secret_ballot", id, 1);
        (, uint256 votesFor, ) = governor.holderVotes(id);
        assertEq(votesFor, 2, "ballots");
    }

    function test_anonymous_act() public {
        for (uint256 i; i < MEMBERS; ++i) {
            vm.prank(members[i]);
            tree.join(commitments[i]);
        }
        IClaim claims = IClaim(payable(deploy("AnonymousClaim", abi.encode(tree, box.verifier(), 1))));
        vm.deal(address(claims), 1 ether);
        vm.deal(address(uint160(PAID)), 1); // an account that has been paid before
        claims.open(1);
        note("ours", "open_round");
        for (uint256 i; i < 2; ++i) {
            Proof memory proof = prove(i, PAID, claims.scopeOf(bytes32(uint256(1))));
            vm.prank(outsider);
            claims.claim(1, payable(address(uint160(PAID))), HolderProof(proof.nullifier, proof.points));
            note("ours", "act_anonymously", i);
        }
    }

    function test_semaphore() public {
        ISemaphore peer = ISemaphore(deploySemaphore());
        uint256 group = peer.createGroup(address(this));
        for (uint256 i; i < MEMBERS; ++i) {
            peer.addMember(group, commitments[i]);
            note("Semaphore", "add_member", i);
        }
        for (uint256 i; i < 2; ++i) {
            Proof memory proof = prove(i, FOR, group);
            vm.prank(outsider);
            peer.validateProof(
                group,
                ISemaphore.SemaphoreProof(TREE_DEPTH, proof.root, proof.nullifier, FOR, group, proof.points)
            );
        }
        note("Semaphore", "validate_proof");
    }

    function castSecretly(string memory act, uint256 id, uint256 voter) private {
        Proof memory proof = prove(voter, FOR, box.scopeOf(address(governor), id));
        vm.prank(outsider);
        box.castSecretBallot(address(governor), id, FOR, proof.nullifier, proof.points);
        note("ours", act);
    }

    function prove(uint256 voter, uint8 message, uint256 scope) private returns (Proof memory) {
        return abi.decode(node("proof", voter, message, scope), (Proof));
    }

    function node(
        string memory what,
        uint256 voter,
        uint8 message,
        uint256 scope
    ) private returns (bytes memory) {
        string[] memory command = new string[](7);
        (command[0], command[1], command[2]) = ("node", "tests/contracts/gas/prove.mjs", what);
        (command[3], command[4]) = (vm.toString(MEMBERS), vm.toString(voter));
        (command[5], command[6]) = (vm.toString(uint256(message)), vm.toString(scope));
        return SHELL.ffi(command);
    }

    /// @dev Forge links what it compiles for tests; the peers it compiles apart.
    function deploySemaphore() private returns (address made) {
        string memory artifact = SHELL.readFile(".forge/out/SemaphorePeer.sol/SemaphorePeer.json");
        string memory code = SHELL.parseJsonString(artifact, ".bytecode.object");
        string memory hash = SHELL.replace(vm.toString(deploy("PoseidonT3", "")), "0x", "");
        bytes memory linked = vm.parseBytes(SHELL.replace(code, "__$3df6530b668a25325f106f518886bbafa6$__", hash));
        linked = bytes.concat(linked, abi.encode(deployVerifier()));
        assembly {
            made := create(0, add(linked, 32), mload(linked))
        }
    }

    function wordOf(bytes memory words, uint256 index) private pure returns (uint256 word) {
        assembly {
            word := mload(add(add(words, 32), mul(index, 32)))
        }
    }
}
