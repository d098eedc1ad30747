// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {vm} from "../../helpers/Vm.sol";
import {IssuerModel, Post} from "./IssuerModel.sol";
import {RollLaw} from "./RollLaw.sol";
import {RollModel} from "./RollModel.sol";
import {Wallet} from "./Wallet.sol";

/// @notice The cast of the random play, and how they are found: people with and without an iD, issuers, signatures.
abstract contract RollBase is RollLaw {
    using RollModel for RollModel.Model;
    using IssuerModel for IssuerModel.Model;

    uint256 internal constant ACCOUNTS = 6;
    uint256 internal constant TAGS = 5;
    bytes32 internal constant CANARY = keccak256("what nobody may store or emit");

    address[] internal people; // the last is a contract wallet
    address private walletKey;

    /// @dev Time that passed in an act that was refused has passed all the same: so it is looked at first.
    modifier act() {
        watch();
        _;
        observe();
    }

    function prepare() public virtual {
        setUp();
        walletKey = account("key of the wallet");
        people = accounts("person", ACCOUNTS - 1);
        people.push(address(new Wallet(walletKey)));
        for (uint256 i; i < TAGS; ++i) model.tags.push(keccak256(abi.encode("tag", i)));
        appoint(issuer, person, 3 * 365 days);
        appoint(issuer, organisation, 3 * 365 days);
        appoint(otherIssuer, person, 2 * 365 days);
    }

    /// @dev What is looked at before and after every act.
    function watch() internal virtual {}

    function observe() internal virtual {}

    /* HOW LONG THINGS LAST */

    function longestTerm() internal pure virtual returns (uint256) {
        return 150 days;
    }

    function longestWait() internal pure virtual returns (uint256) {
        return 6 days;
    }

    function largestCap() internal pure virtual returns (uint32) {
        return 3;
    }

    /* WHO */

    /// @dev Any account of the cast, those with an office included.
    function anyone(uint256 which) internal view returns (address) {
        address[8] memory others = [
            issuer,
            otherIssuer,
            guardian,
            outsider,
            deployer,
            address(governor),
            address(roll),
            address(tree)
        ];
        which = mix(which) % (ACCOUNTS + others.length);
        return which < ACCOUNTS ? people[which] : others[which - ACCOUNTS];
    }

    /// @dev An account without an iD that stands, from a place drawn at random; any when there is none.
    function homeless(uint256 start) internal view returns (address) {
        for (uint256 i; i < ACCOUNTS; ++i) {
            address account_ = people[(start % ACCOUNTS + i) % ACCOUNTS];
            if (model.tagOf(account_, time()) == 0) return account_;
        }
        return people[start % ACCOUNTS];
    }

    /// @dev Forge likes small numbers; what is drawn from one draw after another must not be always the same.
    function mix(uint256 seed) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed)));
    }

    /// @dev The schema of an offer to somebody new.
    function schemaFor(uint256 form) internal view virtual returns (bytes32) {
        return form % 5 == 0 ? organisation : person;
    }

    function signature(address signer, bytes32 digest) internal view returns (bytes memory) {
        if (keys[signer] != 0) return sign(signer, digest);
        return abi.encodePacked(sign(walletKey, digest), CANARY, CANARY, new bytes(uint256(digest) % 300));
    }

    /* ISSUERS */

    function appoint(address who, bytes32 schema, uint48 term) internal {
        uint32 cap = largestCap();
        vm.prank(address(timelock));
        issuers.accredit(who, schema, time() + term, cap);
        register.accredit(Post(who, schema, issuers.schemaKind(schema), who, 0, time() + term, 0, cap), time());
    }

    /// @dev An accreditation that may attest the schema today, from a place drawn at random; the DAO accredits anew when
    /// there is none. Any, if it need not fit.
    function postFor(bytes32 schema, uint256 start, bool fitting) internal returns (Post storage post) {
        uint256 count = register.posts.length;
        post = register.posts[start % count];
        for (uint256 i; i < count && fitting; ++i) {
            uint16 number = uint16((start % count + i) % count) + 1;
            post = register.postOf(number);
            if (isReady(number, schema)) return post;
        }
        if (fitting) {
            appoint(issuer, schema, 300 days);
            post = register.postOf(register.numberOf(issuer, schema));
            if (!register.hasRoom(register.numberOf(issuer, schema), time())) warpOn((time() / 1 days + 1) * 1 days);
        }
    }

    function isReady(uint16 number, bytes32 schema) private view returns (bool) {
        return
            register.postOf(number).schema == schema &&
            register.mayAttest(number, time()) &&
            register.hasRoom(number, time());
    }

    function signerOf(Offer memory offer) internal view returns (address) {
        uint16 number = numberOf(offer);
        return number == 0 ? offer.issuer : register.postOf(number).signer;
    }
}
