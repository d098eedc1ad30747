// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {System} from "./System.sol";
import {vm} from "./Vm.sol";

/// @notice A test about the roll: offers, acceptances, endings.
abstract contract RollCase is System {
    bytes32 internal constant TAG = keccak256("person 1");
    bytes32 internal constant OTHER_TAG = keccak256("person 2");
    bytes32 internal constant REASON = keccak256("salted reason");
    uint48 internal constant TERM = 365 days;

    /// @notice An offer by `issuer`, made now, for a person, good for a day, for a year from now.
    function offerTo(address holder, bytes32 tag) internal view returns (Offer memory) {
        return Offer(holder, issuer, person, tag, time(), time() + TERM, time() + 1 days);
    }

    function signOffer(Offer memory offer) internal view returns (bytes memory) {
        return sign(offer.issuer, roll.offerDigest(offer));
    }

    function signAcceptance(Offer memory offer) internal view returns (bytes memory) {
        return sign(offer.holder, roll.acceptanceDigest(offer));
    }

    /// @notice The holder accepts the offer, signed by its issuer.
    function accept(Offer memory offer) internal returns (bytes32 uid) {
        bytes memory signature = signOffer(offer);
        vm.prank(offer.holder);
        return roll.attest(offer, signature);
    }

    function expectAcceptReverts(Offer memory offer, bytes memory revertData) internal {
        bytes memory signature = signOffer(offer);
        vm.expectRevert(revertData);
        vm.prank(offer.holder);
        roll.attest(offer, signature);
    }

    function admit(address holder, bytes32 tag) internal {
        accept(offerTo(holder, tag));
    }

    function admitUntil(address holder, bytes32 tag, uint48 expirationTime) internal {
        Offer memory offer = offerTo(holder, tag);
        offer.expirationTime = expirationTime;
        accept(offer);
    }

    function admitOrganisation(address holder, bytes32 tag) internal {
        Offer memory offer = offerTo(holder, tag);
        offer.schema = organisation;
        accept(offer);
    }

    function exit(address holder) internal {
        vm.prank(holder);
        roll.exit();
    }

    /// @notice The DAO gives notice; 14 days later, without an appeal, the iD ends.
    function revoke(bytes32 tag) internal {
        openCase(address(timelock), tag);
        skip(roll.APPEAL_WINDOW());
        roll.concludeCase(tag);
    }

    function openCase(address by, bytes32 tag) internal returns (uint32 number) {
        vm.prank(by);
        return roll.openCase(tag, REASON, false);
    }

    function appeal(address holder, bytes32 tag) internal {
        vm.prank(holder);
        roll.appeal(tag);
    }

    function sweep(bytes32 tag) internal {
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tag;
        roll.sweep(tags);
    }

    /// @notice Revert data of an offer that is not younger than the standing it would change.
    function stale(uint48 issuedAt, uint48 notBefore) internal view returns (bytes memory) {
        return abi.encodeWithSelector(IHolderOffers.HolderRegistryOfferStale.selector, issuedAt, notBefore, time());
    }
}
