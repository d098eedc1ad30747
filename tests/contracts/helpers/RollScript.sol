// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {IHolderRecovery} from "contracts/interfaces/IHolderRecovery.sol";
import {RollActs} from "./RollActs.sol";
import {vm} from "./Vm.sol";

/// @notice A test that lets a few accounts and issuers do anything the roll knows, in any order.
abstract contract RollScript is RollActs {
    uint256 internal constant PEOPLE = 5;
    uint256 internal constant TAGS = 4; // the last is an organisation's

    address[] internal people;
    uint256 internal acts; // that the roll let happen

    function setUp() public virtual override {
        super.setUp();
        people = accounts("comer", PEOPLE);
    }

    function tagOf(uint256 index) internal pure returns (bytes32) {
        return keccak256(abi.encode("comer", index % TAGS));
    }

    /// @notice Waits, or not, and tries one random act, which the roll may refuse.
    function act(uint256 draw) internal {
        if (draw % 2 == 0) skip(within(draw >> 8, 1, 6 days));
        uint256 kind = (draw >> 40) % 16;
        bytes32 tag = tagOf(draw >> 56);
        address holder = roll.attestationOf(tag).holder;
        address other = people[(draw >> 72) % PEOPLE];
        if (kind < 2) return attempt(other, attesting(draw, other, tag));
        if (kind < 4) return attempt(holder, attesting(draw, holder, tag));
        if (kind == 4) return attempt(holder, abi.encodeCall(IHolderRecords.exit, ()));
        if (kind == 5) return sweepOf(tag);
        if (kind < 11) return actInCase(draw, kind, tag, holder);
        if (kind < 13) return attempt(other, recovering(draw, other, tag));
        if (kind == 13 && (draw >> 96) % 3 == 0) {
            return attempt(holder, abi.encodeCall(IHolderRecovery.vetoRecovery, (tag)));
        }
        return attempt(outsider, abi.encodeCall(IHolderRecovery.completeRecovery, (tag)));
    }

    function actInCase(uint256 draw, uint256 kind, bytes32 tag, address holder) private {
        bool flag = (draw >> 88) & 1 == 0;
        if (kind < 8) {
            address opener = (draw >> 96) & 1 == 0 ? issuer : address(timelock);
            return attempt(opener, abi.encodeCall(IHolderCases.openCase, (tag, REASON, flag)));
        }
        if (kind == 8) return attempt(holder, abi.encodeCall(IHolderCases.appeal, (tag)));
        if (kind == 9) return attempt(outsider, abi.encodeCall(IHolderCases.concludeCase, (tag)));
        if ((draw >> 96) % 4 == 0) return attempt(issuer, abi.encodeCall(IHolderCases.withdrawCase, (tag)));
        uint32 number = roll.caseOf(tag).number;
        return attempt(address(timelock), abi.encodeCall(IHolderCases.decideCase, (tag, number, flag)));
    }

    function attesting(uint256 draw, address holder, bytes32 tag) private view returns (bytes memory) {
        Offer memory offer = randomOffer(draw, holder, tag);
        return abi.encodeCall(IHolderOffers.attest, (offer, signOffer(offer)));
    }

    function recovering(uint256 draw, address holder, bytes32 tag) private view returns (bytes memory) {
        Offer memory offer = randomOffer(draw, holder, tag);
        return abi.encodeCall(IHolderRecovery.startRecovery, (offer, signOffer(offer), ""));
    }

    /// @dev Up to 90 days longer than what is there.
    function randomOffer(uint256 draw, address holder, bytes32 tag) private view returns (Offer memory offer) {
        offer = offerTo(holder, tag);
        (bool stands, uint48 expirationTime) = roll.standingOf(tag);
        offer.expirationTime = (stands ? expirationTime : time()) + uint48(within(draw >> 104, 1, 90 days));
        if (tag == tagOf(TAGS - 1)) offer.schema = organisation;
    }

    function sweepOf(bytes32 tag) private {
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tag;
        attempt(outsider, abi.encodeCall(IHolderRecords.sweep, (tags)));
    }

    function attempt(address by, bytes memory data) private {
        vm.prank(by);
        (bool done, ) = address(roll).call(data);
        if (done) ++acts;
    }
}
