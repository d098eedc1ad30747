// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {IAssembly} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";
import {GasCase} from "./GasCase.sol";

/// @notice As BallotBatch takes it.
struct SignedBallot {
    uint256 proposalId;
    uint8 support;
    address voter;
    bytes signature;
}

interface IBatch {
    function castVotesBySig(IGovernor to, SignedBallot[] calldata ballots) external returns (uint256);
}

/// @notice One life of a proposal, played before our governor and before OpenZeppelin's: the same token, voters,
/// description and call. Every voter has an iD and delegated tokens; what the treasury pays goes to an account that
/// has tokens.
contract AssemblyGas is GasCase {
    uint256 private constant BALLOTS = 50;

    address private gardener = account("gardener");
    address[] private voters;

    function setUp() public override {
        super.setUp();
        voters = accounts("voter", BALLOTS);
        for (uint256 i; i < BALLOTS; ++i) {
            admit(voters[i], keccak256(abi.encode(voters[i])));
            giveTokens(voters[i], i == 0 ? THRESHOLD : 20e18);
        }
        vm.prank(whale);
        token.transfer(gardener, 1e18);
        skip(1);
    }

    function test_life_of_a_proposal() public {
        play("ours", governor, payment());
    }

    function test_life_of_a_proposal_of_the_peer() public {
        TimelockController treasury = TimelockController(
            payable(deploy("OpenZeppelinTimelock", abi.encode(TIMELOCK_DELAY, address(this))))
        );
        bytes memory arguments = abi.encode(token, treasury, VOTING_DELAY, VOTING_PERIOD, THRESHOLD, TOKEN_QUORUM);
        IGovernor peer = IGovernor(deploy("OpenZeppelinGovernor", arguments));
        treasury.grantRole(treasury.PROPOSER_ROLE(), address(peer));
        treasury.grantRole(treasury.EXECUTOR_ROLE(), address(peer));
        vm.prank(address(timelock));
        token.transfer(address(treasury), 100e18);
        play("OpenZeppelin", peer, payment());
    }

    function test_batch_of_signed_ballots() public {
        IBatch batch = IBatch(deploy("BallotBatch", ""));
        uint256 id = propose(payment(), voters[0]);
        toVote(id);
        SignedBallot[] memory ballots = new SignedBallot[](BALLOTS);
        for (uint256 i; i < BALLOTS; ++i) {
            bytes memory signature = signBallot(governor, id, voters[i], nonceIn(governor, id, voters[i]));
            ballots[i] = SignedBallot(id, FOR, voters[i], signature);
        }
        vm.prank(outsider);
        uint256 counted = batch.castVotesBySig(governor, ballots);
        note("ours", "batch_of_50");
        assertEq(counted, BALLOTS, "counted");
    }

    function play(string memory whose, IGovernor chamber, Motion memory m) private {
        bytes32 words = keccak256(bytes(m.description));
        vm.prank(voters[0]);
        uint256 id = chamber.propose(m.targets, m.values, m.calldatas, m.description);
        note(whose, "propose");
        vm.warp(chamber.proposalSnapshot(id) + 1);

        cast(whose, "cast_vote_first", chamber, id, voters[0]);
        cast(whose, "cast_vote", chamber, id, voters[1]);
        bytes memory signature = signBallot(chamber, id, voters[2], nonceIn(chamber, id, voters[2]));
        vm.prank(outsider);
        chamber.castVoteBySig(id, FOR, voters[2], signature);
        note(whose, "cast_vote_by_signature");
        for (uint256 i = 3; i < BALLOTS; ++i) vote(chamber, id, voters[i]);
        cast(whose, "cast_vote_reaching_quorum", chamber, id, whale);

        vm.warp(chamber.proposalDeadline(id) + 1);
        vm.prank(outsider);
        chamber.queue(m.targets, m.values, m.calldatas, words);
        note(whose, "queue");
        vm.warp(chamber.proposalEta(id));
        vm.prank(outsider);
        chamber.execute(m.targets, m.values, m.calldatas, words);
        note(whose, "execute");
        assertEq(token.balanceOf(gardener), 2e18, "paid");
    }

    function cast(string memory whose, string memory act, IGovernor chamber, uint256 id, address voter) private {
        vote(chamber, id, voter);
        note(whose, act);
    }

    function vote(IGovernor chamber, uint256 id, address voter) private {
        vm.prank(voter);
        chamber.castVote(id, FOR);
    }

    /// @notice The treasury pays one token.
    function payment() private view returns (Motion memory) {
        bytes memory data = abi.encodeCall(token.transfer, (gardener, 1e18));
        return motion(address(token), data, "Pay the gardener");
    }

    /// @dev With ours a ballot has a nonce of its own proposal, with the peer one of its voter.
    function nonceIn(IGovernor chamber, uint256 id, address voter) private view returns (uint256) {
        bool ours = address(chamber) == address(governor);
        return ours ? governor.nonces(voter, uint192(id)) : IAssembly(address(chamber)).nonces(voter);
    }

    function signBallot(
        IGovernor chamber,
        uint256 id,
        address voter,
        uint256 nonce
    ) private view returns (bytes memory) {
        (, string memory name, string memory version, , , , ) = IERC5267(address(chamber)).eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                block.chainid,
                address(chamber)
            )
        );
        bytes32 typehash = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
        bytes32 ballot = keccak256(abi.encode(typehash, id, FOR, voter, nonce));
        return sign(voter, keccak256(abi.encodePacked(hex"1901", domain, ballot)));
    }
}
