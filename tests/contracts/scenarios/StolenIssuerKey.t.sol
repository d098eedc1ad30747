// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecovery} from "contracts/interfaces/IHolderRecovery.sol";
import {IIssuerRegistry} from "contracts/interfaces/IIssuerRegistry.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice A thief has the key with which an issuer signs, and makes persons who are none.
contract StolenIssuerKeyScenario is AssemblyCase {
    uint32 private constant CAP = 5;
    uint256 private constant DAY = 1 days;

    uint256 private sybils;

    /// @dev The other issuer signs with a key of its own, which is stolen at noon.
    function setUp() public override {
        super.setUp();
        vm.prank(address(timelock));
        issuers.accredit(otherIssuer, person, START + 2 * 365 days, CAP);
        setKey("first key");
        vm.warp((START / DAY + 1) * DAY + 12 hours);
    }

    function test_a_thief_admits_no_more_than_the_cap_on_any_day() public {
        for (uint256 day; day < 4; ++day) {
            assertEq(admitSybils("first key", 20), CAP, "on one day");
            skip(DAY);
        }
        assertEq(roll.holderCount(), 10 + 4 * CAP, "in four days");
    }

    function test_a_thief_at_midnight_admits_twice_the_cap_and_no_more() public {
        vm.warp((time() / DAY + 1) * DAY - 1);
        uint256 admitted = admitSybils("first key", 20);
        skip(1);
        admitted += admitSybils("first key", 20);
        assertEq(admitted, 2 * CAP, "around midnight");
        skip(DAY - 1);
        assertEq(admitSybils("first key", 20), 0, "until the next midnight");
    }

    function test_another_key_ends_it_at_once_and_honest_members_stay() public {
        admitSybils("first key", 2);
        (Offer memory waiting, bytes memory signature) = forgeOffer("first key");
        setKey("second key");
        expectRefused(waiting, signature);
        assertEq(admitSybils("first key", 3), 0, "with the old key");
        assertEq(admitSybils("second key", 20), CAP - 2, "with the new one, within the same cap");
        assertTrue(roll.isHolder(members[0]), "others are not touched");
    }

    function test_the_guardian_stops_it_and_a_vote_ends_it() public {
        admitSybils("first key", 20);
        vm.prank(guardian);
        issuers.suspendIssuance(otherIssuer, person);
        skip(DAY);
        assertEq(admitSybils("first key", 20), 0, "stopped");
        enact(motion(address(issuers), abi.encodeCall(issuers.withdraw, (otherIssuer, person)), "withdraw"));
        skip(issuers.SUSPENSION());
        assertEq(admitSybils("first key", 20), 0, "withdrawn");
        assertEq(roll.holderCount(), 10 + CAP, "one day's worth");
    }

    function test_a_thief_cannot_take_or_end_what_another_issuer_attested() public {
        Offer memory offer = forgeFor(alice, tagOf(0));
        bytes memory signature = sign(account("first key"), roll.offerDigest(offer));
        bytes memory acceptance = signAcceptance(offer);
        vm.expectRevert(abi.encodeWithSelector(IHolderRecovery.HolderRecoveryNotIssuer.selector, tagOf(0), otherIssuer));
        roll.startRecovery(offer, signature, acceptance);
        vm.expectRevert(
            abi.encodeWithSelector(IHolderOffers.HolderRegistryPersonTagInUse.selector, tagOf(0), members[0])
        );
        vm.prank(alice);
        roll.attest(offer, signature);
        vm.expectRevert(abi.encodeWithSelector(IHolderCases.HolderCasesNotOpener.selector, otherIssuer, tagOf(0)));
        vm.prank(otherIssuer); // even with the issuer's own account
        roll.openCase(tagOf(0), REASON, true);
    }

    /* the guardian's power ends by itself */

    function test_a_guardian_stops_an_issuer_once_and_cannot_arm_itself_again() public {
        vm.prank(guardian);
        issuers.suspendIssuance(otherIssuer, person);
        expectSpent();
        skip(issuers.SUSPENSION());
        assertEq(admitSybils("first key", 1), 1, "issuing again");
        expectSpent();
        skip(100 days);
        expectSpent();
        enact(motion(address(issuers), abi.encodeCall(issuers.setGuardian, (carol)), "another guardian"));
        guardian = carol;
        expectSpent(); // nor can its successor
    }

    function test_a_guardian_is_armed_again_by_the_persons_only() public {
        vm.prank(guardian);
        issuers.suspendIssuance(otherIssuer, person);
        bytes memory data = abi.encodeCall(issuers.accredit, (otherIssuer, person, START + 365 days, CAP));
        enact(motion(address(issuers), data, "we have looked into it"));
        assertEq(admitSybils("first key", 1), 1, "issuing again");
        vm.prank(guardian);
        issuers.suspendIssuance(otherIssuer, person);
        assertEq(admitSybils("first key", 1), 0, "stopped again");
    }

    /* helpers */

    function setKey(string memory key) private {
        address signer = account(key);
        vm.prank(otherIssuer);
        issuers.setSigner(person, abi.encodePacked(signer));
    }

    /// @dev Tries so many; the number that were admitted.
    function admitSybils(string memory key, uint256 count) private returns (uint256 admitted) {
        for (uint256 i; i < count; ++i) {
            (Offer memory offer, bytes memory signature) = forgeOffer(key);
            vm.prank(offer.holder);
            (bool done, ) = address(roll).call(abi.encodeCall(roll.attest, (offer, signature)));
            if (done) ++admitted;
        }
    }

    function forgeOffer(string memory key) private returns (Offer memory offer, bytes memory signature) {
        ++sybils;
        offer = forgeFor(account(string.concat("sybil ", vm.toString(sybils))), keccak256(abi.encode(sybils)));
        signature = sign(account(key), roll.offerDigest(offer));
    }

    function forgeFor(address holder, bytes32 tag) private view returns (Offer memory offer) {
        offer = offerTo(holder, tag);
        offer.issuer = otherIssuer;
    }

    function expectRefused(Offer memory offer, bytes memory signature) private {
        bytes4 selector = IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, otherIssuer, roll.offerDigest(offer));
        vm.expectRevert(refusal);
        vm.prank(offer.holder);
        roll.attest(offer, signature);
    }

    function expectSpent() private {
        vm.expectRevert(
            abi.encodeWithSelector(IIssuerRegistry.IssuerRegistrySuspensionSpent.selector, otherIssuer, person)
        );
        vm.prank(guardian);
        issuers.suspendIssuance(otherIssuer, person);
    }
}
