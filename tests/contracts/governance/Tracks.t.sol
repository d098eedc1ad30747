// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Assignment, ITracks, Track} from "contracts/interfaces/ITracks.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Which houses decide what.
contract TracksTest is AssemblyCase {
    bytes4 private constant ANY = 0x12345678;

    function test_what_is_not_assigned_asks_both_houses_by_the_governors_own_quorums() public view {
        assertTrack(tracks.track(0), Track(true, true, 0, 0, false));
        assertEq(tracks.trackOf(address(token), token.transfer.selector), 0, "trackOf");
        assertEq(tracks.trackOf(address(issuers), ANY), 0, "another function of the register");
    }

    function test_the_constructor_sets_tracks_and_assignments() public view {
        assertEq(tracks.trackCount(), 3, "trackCount");
        assertTrack(tracks.track(MEMBERSHIP), Track(false, true, 0, 40, false));
        assertTrack(tracks.track(SECRET), Track(false, true, 0, 40, true));
        assertEq(tracks.trackOf(address(issuers), issuers.accredit.selector), MEMBERSHIP, "accredit");
        assertEq(tracks.trackOf(address(roll), roll.openCase.selector), MEMBERSHIP, "openCase");
        assertEq(tracks.trackOf(address(roll), roll.decideCase.selector), SECRET, "decideCase");
        assertEq(tracks.owner(), address(timelock), "owner");
        assertTrue(tracks.isMembership(address(roll)), "roll");
        assertFalse(tracks.isMembership(address(token)), "token");
    }

    function test_an_unknown_track_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(ITracks.TracksUnknown.selector, 3));
        tracks.track(3);
        vm.expectRevert(abi.encodeWithSelector(ITracks.TracksUnknown.selector, 3));
        asTimelock();
        tracks.assign(address(roll), ANY, 3);
        vm.expectRevert(abi.encodeWithSelector(ITracks.TracksUnknown.selector, 3));
        asTimelock();
        tracks.setTrack(3, 0, 0, false);
    }

    function test_several_actions_ask_every_house_that_one_of_them_asks_with_the_highest_quorums() public {
        assign(address(token), ANY, addTrack(Track(true, false, 20, 0, false)));
        assign(address(roll), ANY, addTrack(Track(true, true, 5, 45, false)));
        address[] memory targets = new address[](3);
        (targets[0], targets[1], targets[2]) = (address(token), address(roll), address(issuers));
        bytes4[] memory selectors = new bytes4[](3);
        (selectors[0], selectors[1], selectors[2]) = (ANY, ANY, issuers.accredit.selector);
        assertTrack(tracks.termsOf(targets, selectors), Track(true, true, 20, 45, false));
    }

    function test_several_actions_are_voted_in_secret_if_one_of_them_wants_it() public view {
        address[] memory targets = new address[](3);
        (targets[0], targets[1], targets[2]) = (address(token), address(roll), address(issuers));
        bytes4[] memory selectors = new bytes4[](3);
        (selectors[0], selectors[1]) = (ANY, roll.decideCase.selector);
        selectors[2] = issuers.accredit.selector;
        assertTrack(tracks.termsOf(targets, selectors), Track(true, true, 0, 40, true));
    }

    function test_no_action_asks_nobody() public view {
        assertTrack(tracks.termsOf(new address[](0), new bytes4[](0)), Track(false, false, 0, 0, false));
    }

    function test_one_action_has_the_terms_of_its_track() public {
        assign(address(token), ANY, addTrack(Track(true, false, 20, 0, false)));
        address[] memory targets = new address[](1);
        bytes4[] memory selectors = new bytes4[](1);
        (targets[0], selectors[0]) = (address(token), ANY);
        assertTrack(tracks.termsOf(targets, selectors), Track(true, false, 20, 0, false));
    }

    function test_only_the_roll_can_be_ruled_without_the_token_house() public {
        address[4] memory others = [address(token), address(governor), address(timelock), address(tracks)];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ITracks.TracksTokenHouseNeeded.selector, others[i], ANY, MEMBERSHIP)
            );
            asTimelock();
            tracks.assign(others[i], ANY, MEMBERSHIP);
        }
    }

    function test_a_deployment_cannot_assign_money_to_the_holder_house_either() public {
        Assignment[] memory wrong = new Assignment[](1);
        wrong[0] = Assignment(address(token), ANY, MEMBERSHIP);
        vm.expectRevert(
            abi.encodeWithSelector(ITracks.TracksTokenHouseNeeded.selector, address(token), ANY, MEMBERSHIP)
        );
        this.deployApart("Tracks", abi.encode(timelock, membership(), lanes(), wrong));
    }

    function test_quorums_and_secrecy_change_and_houses_do_not() public {
        vm.expectEmit(address(tracks));
        emit ITracks.TrackSet(MEMBERSHIP, false, true, 0, 50, true);
        asTimelock();
        tracks.setTrack(MEMBERSHIP, 0, 50, true);
        assertTrack(tracks.track(MEMBERSHIP), Track(false, true, 0, 50, true));
        assertTrack(tracks.track(SECRET), Track(false, true, 0, 40, true));
        vm.expectRevert(abi.encodeWithSelector(ITracks.TracksInvalid.selector, Track(false, true, 1, 50, true)));
        asTimelock();
        tracks.setTrack(MEMBERSHIP, 1, 50, true);
    }

    function test_only_the_holder_house_votes_in_secret() public {
        uint8 money = addTrack(Track(true, false, 20, 0, false));
        vm.expectRevert(abi.encodeWithSelector(ITracks.TracksInvalid.selector, Track(true, false, 20, 0, true)));
        asTimelock();
        tracks.setTrack(money, 20, 0, true);
        uint8 both = addTrack(Track(true, true, 0, 0, false));
        asTimelock();
        tracks.setTrack(both, 0, 0, true);
        assertTrack(tracks.track(both), Track(true, true, 0, 0, true));
    }

    function test_track_0_stays_as_it_is() public {
        vm.expectRevert(abi.encodeWithSelector(ITracks.TracksDefaultFixed.selector));
        asTimelock();
        tracks.setTrack(0, 1, 1, false);
    }

    function test_a_track_asks_a_house_and_at_most_half_of_it() public {
        Track[6] memory wrong = [
            Track(false, false, 0, 0, false),
            Track(true, false, 51, 0, false),
            Track(false, true, 0, 51, false),
            Track(true, false, 0, 1, false),
            Track(false, true, 1, 0, false),
            Track(true, false, 0, 0, true)
        ];
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITracks.TracksInvalid.selector, wrong[i]));
            asTimelock();
            tracks.addTrack(wrong[i]);
        }
        addTrack(Track(true, true, tracks.MAX_QUORUM(), tracks.MAX_QUORUM(), false));
        assertEq(tracks.MAX_QUORUM(), 50, "MAX_QUORUM");
    }

    function test_addTrack_tells_of_the_track_and_its_number() public {
        vm.expectEmit(address(tracks));
        emit ITracks.TrackSet(3, true, true, 20, 45, true);
        assertEq(addTrack(Track(true, true, 20, 45, true)), 3, "number");
        assertTrack(tracks.track(3), Track(true, true, 20, 45, true));
    }

    function test_there_are_at_most_254_tracks_beside_the_default() public {
        for (uint256 i = 3; i < 255; ++i) addTrack(Track(true, true, 0, 0, false));
        assertEq(tracks.trackCount(), 255, "trackCount");
        vm.expectRevert(abi.encodeWithSelector(ITracks.TracksFull.selector));
        asTimelock();
        tracks.addTrack(Track(true, true, 0, 0, false));
    }

    function test_an_assignment_can_be_taken_back() public {
        vm.expectEmit(address(tracks));
        emit ITracks.TrackAssigned(address(roll), roll.openCase.selector, 0);
        assign(address(roll), roll.openCase.selector, 0);
        assertEq(tracks.trackOf(address(roll), roll.openCase.selector), 0, "trackOf");
    }

    function assign(address target, bytes4 selector, uint8 number) private {
        asTimelock();
        tracks.assign(target, selector, number);
    }

    function addTrack(Track memory made) private returns (uint8) {
        asTimelock();
        return tracks.addTrack(made);
    }

    function asTimelock() private {
        vm.prank(address(timelock));
    }

    function assertTrack(Track memory actual, Track memory expected) private pure {
        assertEq(actual.tokenHouse, expected.tokenHouse, "tokenHouse");
        assertEq(actual.holderHouse, expected.holderHouse, "holderHouse");
        assertEq(actual.tokenQuorum, expected.tokenQuorum, "tokenQuorum");
        assertEq(actual.holderQuorum, expected.holderQuorum, "holderQuorum");
        assertEq(actual.secret, expected.secret, "secret");
    }
}
