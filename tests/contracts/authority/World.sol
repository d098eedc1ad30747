// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EASAttestation} from "contracts/interfaces/IEAS.sol";
import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";
import {Matrix} from "./Matrix.sol";

/// @notice One attestation, to read and no more.
contract OneAttestation {
    EASAttestation private attestation;

    constructor(EASAttestation memory attestation_) {
        attestation = attestation_;
    }

    function getAttestation(bytes32) external view returns (EASAttestation memory) {
        return attestation;
    }
}

/// @notice A DAO in the middle of its life, in which every function can be called by somebody.
/// @dev Its holder is under notice and somebody asks for the iD; another member's case is ripe; an iD has lapsed; an
/// issuer was withdrawn; proposals are pending, open, passed and queued.
abstract contract World is Matrix {
    bytes32 internal constant LAPSED_TAG = keccak256("lapsed");
    bytes32 internal constant EAS_TAG = keccak256("attested with EAS");
    bytes32 internal constant SALT = keccak256("salt");

    address internal holder;
    address internal otherHolder = bob; // attested by the issuer that was withdrawn
    address internal batch;
    address internal easIssuer;

    Motion internal ready; // queued, and its time has come
    Motion internal passed;
    Motion internal pending; // by the holder
    uint256 internal active;
    uint256 internal activeSecret;
    uint256 internal pendingSecret;

    function setUp() public virtual override {
        super.setUp();
        holder = members[0];
        batch = deploy("BallotBatch", "");
        admitOthers();
        openCase(address(timelock), tagOf(9));
        askForHoldersID();
        scheduleDirectly();
        ready = idle("ready");
        passed = idle("passed");
        uint256[2] memory ids = [propose(ready, members[1]), propose(passed, members[1])];
        toVote(ids[0]);
        for (uint256 i; i < 2; ++i) {
            vote(whale, ids[i], FOR);
            voteMembers(10, ids[i], FOR);
        }
        toEnd(ids[0]);
        queue(ready);
        vm.warp(START + 14 days);
        active = propose(idle("active"), members[1]);
        activeSecret = propose(decision("active, secret"), members[1]);
        vm.warp(START + 16 days);
        pending = idle("pending");
        propose(pending, holder);
        pendingSecret = propose(decision("pending, secret"), members[1]);
        openCase(issuer, tagOf(0));
        vm.prank(address(timelock));
        issuers.withdraw(otherIssuer, person);
        vm.prank(whale);
        token.approve(alice, 1);
        addCast();
    }

    function addCast() private {
        addCaller("outsider", outsider);
        addCaller("deployer", deployer);
        addCaller("holder", holder);
        addCaller("other holder", otherHolder);
        addCaller("organisation", alice);
        addCaller("issuer", issuer);
        addCaller("withdrawn issuer", otherIssuer);
        addCaller("guardian", guardian);
        addCaller("whale", whale);
        addCaller("governor", address(governor));
        addCaller("timelock", address(timelock));
        addCaller("tracks", address(tracks));
        addCaller("ballot box", address(box));
        addCaller("batch", batch);
        addCaller("token", address(token));
        addCaller("roll", address(roll));
        addCaller("tree", address(tree));
        addCaller("register", address(issuers));
        addCaller("EAS issuer", easIssuer);
    }

    function admitOthers() private {
        admitOrganisation(alice, TAG);
        admitUntil(account("lapsed"), LAPSED_TAG, START + 5 days);
        Offer memory offer = offerTo(otherHolder, OTHER_TAG);
        offer.issuer = otherIssuer;
        accept(offer);
        offer = offerTo(account("attested"), EAS_TAG);
        easIssuer = deployEASIssuer(offer);
        vm.prank(address(timelock));
        issuers.accredit(easIssuer, person, START + 365 days, DAILY_CAP);
        skip(1);
        offer.issuer = easIssuer;
        vm.prank(offer.holder);
        roll.attest(offer, abi.encode(offer, bytes32(uint256(1))));
    }

    /// @dev The issuer is its attester.
    function deployEASIssuer(Offer memory offer) private returns (address) {
        offer.issuedAt = time() + 1;
        offer.expirationTime = offer.issuedAt + TERM;
        EASAttestation memory attestation;
        (attestation.uid, attestation.schema, attestation.attester) = (bytes32(uint256(1)), "schema", issuer);
        (attestation.time, attestation.recipient) = (offer.issuedAt, offer.holder);
        attestation.data = abi.encode(EAS_TAG);
        address eas = address(new OneAttestation(attestation));
        return deploy("EASIssuer", abi.encode(eas, attestation.schema, issuer, roll, person, TERM));
    }

    function askForHoldersID() private {
        skip(1);
        Offer memory offer = offerTo(carol, tagOf(0));
        roll.startRecovery(offer, signOffer(offer), signAcceptance(offer));
    }

    /// @dev Operations of the timelock, as if a governor had queued them.
    function scheduleDirectly() private {
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = operation();
        vm.prank(address(governor));
        timelock.schedule(targets[0], values[0], calldatas[0], 0, SALT, TIMELOCK_DELAY);
        vm.prank(address(governor));
        timelock.scheduleBatch(targets, values, calldatas, 0, SALT, TIMELOCK_DELAY);
    }

    function operation() internal view returns (address[] memory, uint256[] memory, bytes[] memory) {
        Motion memory m = motion(address(token), abi.encodeCall(token.delegate, (alice)), "");
        return (m.targets, m.values, m.calldatas);
    }

    /// @dev A motion on the secret track.
    function decision(string memory words) internal view returns (Motion memory) {
        return motion(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, false)), words);
    }
}
