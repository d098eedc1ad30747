// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {IHolderTree} from "contracts/interfaces/IHolderTree.sol";
import {HolderKind, IIssuerRegistry} from "contracts/interfaces/IIssuerRegistry.sol";
import {IOwned} from "../helpers/Faces.sol";
import {World} from "./World.sol";

/// @notice Who may do what with iDs, their issuers and the tree: all of it, and for everybody.
contract IdentityAuthorityTest is World {
    bytes32 private constant NEW_TAG = keccak256("new");

    function test_HolderRegistry_obeys_holders_issuers_and_proposals() public {
        addOffers();
        addRightsOfHolders();
        addCases();
        bytes memory notTree = abi.encodeWithSelector(IHolderRecords.HolderRegistryNotTree.selector, CALLER);
        addOn("setLeaf", abi.encodeCall(roll.setLeaf, (tagOf(0), true)), notTree);
        bytes32[] memory lapsed = new bytes32[](1);
        lapsed[0] = LAPSED_TAG;
        addOn("sweep", abi.encodeCall(roll.sweep, (lapsed)), "");
        addOn("transferOwnership", abi.encodeCall(IOwned.transferOwnership, (bob)), notOwner());
        addOn("renounceOwnership", abi.encodeCall(IOwned.renounceOwnership, ()), notOwner());
        checkContract("HolderRegistry");
    }

    function test_HolderTree_obeys_persons_about_their_leaf_and_is_everybodys() public {
        address target = address(tree);
        bytes memory notPerson = abi.encodeWithSelector(IHolderTree.HolderTreeNotPerson.selector, CALLER);
        addAct("join", target, abi.encodeCall(tree.join, (1)), notPerson);
        bytes4 exists = IHolderTree.HolderTreeLeafExists.selector;
        addException("join", "holder", abi.encodeWithSelector(exists, tagOf(0)));
        bytes memory change = abi.encodeCall(tree.replace, (1, verifier.siblingsOf(leaves, 0)));
        addAct("replace", target, change, notPerson);
        bytes4 unknown = IHolderTree.HolderTreeLeafUnknown.selector;
        addException("replace", "other holder", abi.encodeWithSelector(unknown, OTHER_TAG));
        addAct("prune", target, abi.encodeCall(tree.prune, (tagOf(8), verifier.siblingsOf(leaves, 8))));
        addBefore("prune", abi.encodeCall(this.leaveRoll, (8)));
        addAct("refresh", target, abi.encodeCall(tree.refresh, (tagOf(0))));
        addAct("settle", target, abi.encodeCall(tree.settle, (1)));
        checkContract("HolderTree");
    }

    function test_IssuerRegistry_obeys_a_proposal_the_guardian_once_and_issuers_about_their_key() public {
        uint48 until = time() + 365 days;
        bytes memory schema = abi.encodeCall(issuers.registerSchema, ("new", HolderKind.Person));
        onRegister("registerSchema", schema, notOwner());
        onRegister("registerGround", abi.encodeCall(issuers.registerGround, ("new")), notOwner());
        onRegister("retireGround", abi.encodeCall(issuers.retireGround, (ground)), notOwner());
        onRegister("accredit", abi.encodeCall(issuers.accredit, (carol, person, until, DAILY_CAP)), notOwner());
        onRegister("withdraw", abi.encodeCall(issuers.withdraw, (issuer, person)), notOwner());
        onRegister("setGuardian", abi.encodeCall(issuers.setGuardian, (carol)), notOwner());
        onRegister("transferOwnership", abi.encodeCall(IOwned.transferOwnership, (bob)), notOwner());
        onRegister("renounceOwnership", abi.encodeCall(IOwned.renounceOwnership, ()), notOwner());
        bytes memory notGuardian = abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryNotGuardian.selector, CALLER);
        onRegister("suspendIssuance", abi.encodeCall(issuers.suspendIssuance, (issuer, person)), notGuardian);
        bytes4 notAccredited = IIssuerRegistry.IssuerRegistryNotAccredited.selector;
        bytes memory refusal = abi.encodeWithSelector(notAccredited, CALLER, person);
        onRegister("setSigner", abi.encodeCall(issuers.setSigner, (person, abi.encodePacked(carol))), refusal);
        checkContract("IssuerRegistry");
    }

    function test_EASIssuer_obeys_its_attester() public {
        bytes memory refusal = abi.encodeWithSignature("EASIssuerNotAttester(address)", CALLER);
        bytes memory openIt = abi.encodeCall(IHolderCases.openCase, (EAS_TAG, REASON, false));
        addAct("openCase", easIssuer, openIt, refusal);
        bytes memory withdrawIt = abi.encodeCall(IHolderCases.withdrawCase, (EAS_TAG));
        addAct("withdrawCase", easIssuer, withdrawIt, refusal);
        addBefore("withdrawCase", abi.encodeCall(this.openOwnCase, (easIssuer, EAS_TAG)));
        checkContract("EASIssuer");
    }

    /// @notice A member leaves.
    function leaveRoll(uint256 index) external {
        exit(members[index]);
    }

    /// @notice An issuer opens a case.
    function openOwnCase(address by, bytes32 tag) external {
        openCase(by, tag);
    }

    /* the roll's functions */

    function addOffers() private {
        Offer memory offer = offerTo(outsider, NEW_TAG);
        bytes4 notOffered = IHolderOffers.HolderRegistryNotOfferHolder.selector;
        bytes memory refusal = abi.encodeWithSelector(notOffered, CALLER, outsider);
        addOn("attest", abi.encodeCall(roll.attest, (offer, signOffer(offer))), refusal);
        bytes memory acceptance = signAcceptance(offer);
        addOn("attestBySig", abi.encodeCall(roll.attestBySig, (offer, signOffer(offer), acceptance)), "");
        bytes memory batchSignature = sign(issuer, roll.batchDigest(leafOf(offer)));
        bytes32[] memory proof = new bytes32[](0); // a batch of one
        addOn("claim", abi.encodeCall(roll.claim, (offer, proof, batchSignature)), refusal);
        addOn("claimBySig", abi.encodeCall(roll.claimBySig, (offer, proof, batchSignature, acceptance)), "");
        offer = offerTo(outsider, tagOf(7));
        addOn("startRecovery", abi.encodeCall(roll.startRecovery, (offer, signOffer(offer), "")), refusal);
        addOn("completeRecovery", abi.encodeCall(roll.completeRecovery, (tagOf(0))), "");
    }

    function addRightsOfHolders() private {
        bytes memory notHolder = abi.encodeWithSelector(IHolderRecords.HolderRegistryNotHolder.selector, CALLER);
        addOn("exit", abi.encodeCall(roll.exit, ()), notHolder);
        addOn("appeal", abi.encodeCall(roll.appeal, (tagOf(0))), notHolder);
        addOn("vetoRecovery", abi.encodeCall(roll.vetoRecovery, (tagOf(0))), notHolder);
        uint48 since = roll.attestationOf(tagOf(2)).since;
        bytes32 typehash = keccak256("Exit(bytes32 personTag,uint48 since,uint48 deadline)");
        bytes32 digest = rollDigest(keccak256(abi.encode(typehash, tagOf(2), since, time())));
        addOn("exitBySig", abi.encodeCall(roll.exitBySig, (tagOf(2), time(), sign(members[2], digest))), "");
        digest = rollDigest(keccak256(abi.encode(keccak256("Appeal(bytes32 personTag,uint32 number)"), tagOf(0), 1)));
        addOn("appealBySig", abi.encodeCall(roll.appealBySig, (tagOf(0), sign(holder, digest))), "");
    }

    function addCases() private {
        bytes4 notOpener = IHolderCases.HolderCasesNotOpener.selector;
        bytes memory refusal = abi.encodeWithSelector(notOpener, CALLER, tagOf(4));
        addOn("openCase", abi.encodeCall(roll.openCase, (tagOf(4), REASON, true)), refusal);
        refusal = abi.encodeWithSelector(notOpener, CALLER, tagOf(0));
        addOn("withdrawCase", abi.encodeCall(roll.withdrawCase, (tagOf(0))), refusal);
        addOn("concludeCase", abi.encodeCall(roll.concludeCase, (tagOf(9))), "");
        addOn("decideCase", abi.encodeCall(roll.decideCase, (tagOf(0), 1, false)), notOwner());
    }

    /* helpers */

    function addOn(string memory name, bytes memory data, bytes memory refusal) private {
        addAct(name, address(roll), data, refusal);
    }

    function onRegister(string memory name, bytes memory data, bytes memory refusal) private {
        addAct(name, address(issuers), data, refusal);
    }

    function notOwner() private pure returns (bytes memory) {
        return abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, CALLER);
    }

    /// @dev An offer's leaf in a batch.
    function leafOf(Offer memory offer) private pure returns (bytes32) {
        bytes32 typehash = keccak256(
            "Offer(address holder,address issuer,bytes32 schema,bytes32 personTag,"
            "uint48 issuedAt,uint48 expirationTime,uint48 deadline)"
        );
        return keccak256(abi.encode(typehash, offer));
    }
}
