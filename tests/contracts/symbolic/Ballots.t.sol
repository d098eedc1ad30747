// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {IAssembly, Rules} from "../helpers/Faces.sol";
import {Proof, svm, vm} from "./Proof.sol";

/// @notice A roll that says anything of anybody's seat, within what the real one promises: of a person who has moved,
/// the accounts that held the iD since the snapshot are known. It also stands for the tree of a ballot box.
contract AnyRoll {
    struct Seat {
        bytes32 personTag;
        bool moved;
    }

    mapping(address account => Seat) public seats;
    mapping(bytes32 personTag => address) public former;

    function seatAt(address account, uint256) external view returns (bytes32, bool) {
        return (seats[account].personTag, seats[account].moved);
    }

    function holdersSince(bytes32 personTag, uint256) external view returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = former[personTag];
    }

    function personAt(address, uint256) external pure returns (bytes32) {
        return bytes32(uint256(2)); // lets the proposal be made
    }

    function holderCountAt(uint256) external pure returns (uint256) {
        return 1000;
    }

    function roll() external view returns (address) {
        return address(this);
    }

    function tree() external view returns (address) {
        return address(this);
    }
}

/// @notice A token by which anybody may have had any votes.
contract AnyVotes {
    mapping(address account => uint184) public votes;

    function getPastVotes(address account, uint256) external view returns (uint256) {
        return votes[account];
    }

    function totalSupply() external pure returns (uint256) {
        return 1 << 190;
    }

    function getPastTotalSupply(uint256) external pure returns (uint256) {
        return 1 << 190;
    }

    function clock() external view returns (uint48) {
        return uint48(block.timestamp);
    }
}

/// @notice Tracks by which both houses vote, in the open.
contract BothHouses {
    function termsOf(address[] calldata, bytes4[] calldata) external pure returns (Track memory) {
        return Track(true, true, 0, 0, false);
    }
}

/// @notice Invariants 6 and 21: nobody votes with nothing, and nobody twice. Any two accounts vote, in any order and by
/// any of the functions; tokens and seats are anything.
contract BallotProofs is Proof {
    uint256 private constant START = 1_900_000_000;

    IAssembly private governor;
    AnyRoll private roll;
    AnyVotes private token;
    uint256 private id;

    function setUp() public {
        vm.warp(START);
        (roll, token) = (new AnyRoll(), new AnyVotes());
        Rules memory rules = Rules(1 days, 7 days, 0, 10, 30, 14 days, 2 days);
        bytes memory parts = abi.encode(token, roll, address(0x71e10c), new BothHouses(), roll, rules);
        governor = IAssembly(deploy("LexiarchGovernor", parts));
        (address[] memory targets, uint256[] memory values) = (new address[](1), new uint256[](1));
        id = governor.propose(targets, values, new bytes[](1), "motion");
        vm.warp(START + 1 days + 1);
        svm.enableSymbolicStorage(address(roll));
        svm.enableSymbolicStorage(address(token));
    }

    function check_a_ballot_counts_what_its_voter_has_and_is_never_of_nothing(
        address voter,
        uint8 support,
        bool withReason
    ) public {
        (bytes32 tag, ) = roll.seats(voter);
        (, bool moved) = roll.seats(voter);
        vm.assume(!moved);
        vm.assume(_vote(voter, support, withReason));
        (uint256 tokens, uint256 persons) = _counted(support);
        assert(tokens == token.votes(voter));
        assert(persons == (tag == 0 ? 0 : 1));
        assert(tokens + persons > 0);
        (uint256 others, uint256 otherPersons) = _counted((support + 1) % 3);
        assert(others == 0 && otherPersons == 0);
    }

    function check_no_account_votes_twice(
        address voter,
        uint8 support,
        uint8 again,
        bool withReason,
        bool againWithReason
    ) public {
        vm.assume(_vote(voter, support, withReason));
        assert(governor.hasVoted(id, voter));
        assert(!_vote(voter, again, againWithReason));
    }

    function check_no_person_votes_twice(
        address first,
        address second,
        uint8 support,
        uint8 again,
        bool withReason
    ) public {
        (bytes32 tag, bool movedBefore) = roll.seats(first);
        (bytes32 sameTag, bool moved) = roll.seats(second);
        vm.assume(first != second && uint256(tag) > 1 && !movedBefore);
        // The iD has moved from the first account to the second.
        vm.assume(sameTag == tag && moved && roll.former(tag) == first);
        vm.assume(_vote(first, support, withReason));
        vm.assume(_vote(second, again, withReason));
        (, uint256 persons) = _counted(support);
        (, uint256 personsAgain) = _counted(again);
        assert(persons == 1);
        assert(personsAgain == (again == support ? 1 : 0));
    }

    function _vote(address voter, uint8 support, bool withReason) private returns (bool done) {
        bytes memory data = withReason
            ? abi.encodeCall(IGovernor.castVoteWithReason, (id, support, "because"))
            : abi.encodeCall(IGovernor.castVote, (id, support));
        vm.prank(voter);
        (done, ) = address(governor).call(data);
    }

    function _counted(uint8 support) private view returns (uint256 tokens, uint256 persons) {
        (uint256 tokensAgainst, uint256 tokensFor, uint256 tokensAbstain) = governor.proposalVotes(id);
        (uint256 against, uint256 for_, uint256 abstain) = governor.holderVotes(id);
        if (support == 0) return (tokensAgainst, against);
        return support == 1 ? (tokensFor, for_) : (tokensAbstain, abstain);
    }
}
