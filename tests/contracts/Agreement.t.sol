// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CaseFile} from "contracts/interfaces/IHolderCases.sol";
import {Attestation, Offer} from "contracts/interfaces/IHolderRegistry.sol";
import {Recovery} from "contracts/interfaces/IHolderRecovery.sol";
import {Mandate} from "contracts/interfaces/IIssuerRegistry.sol";
import {Assignment, Track} from "contracts/interfaces/ITracks.sol";
import {AssemblyCase, Motion} from "./helpers/AssemblyCase.sol";
import {System} from "./helpers/System.sol";
import {vm} from "./helpers/Vm.sol";

/// @notice What the verifier of these tests shows, see contracts/mocks/MembershipVerifierMock.sol.
interface ITransparentVerifier {
    function commitmentOf(uint256 secret) external pure returns (uint256);
    function siblingsOf(uint256[] calldata leaves, uint256 index) external pure returns (uint256[] memory);
    function prove(
        uint256[] calldata leaves,
        uint256 index,
        uint256 secret,
        uint8 support,
        uint256 scope
    ) external pure returns (uint256 nullifier, uint256[8] memory proof);
}

/// @notice Plays the scripts of tests/agreement on the contracts: every act must succeed or revert as the Python model
/// says, and what can be read in the end must be what it says. `make test-contracts` writes the
/// scripts; `make test-contracts AGREEMENT=10000 FORGE_ARGS="--match-contract Agreement"` plays more of them.
contract AgreementTest is AssemblyCase {
    /// @notice In the order of `Act` in tests/agreement/life.py.
    enum Act {
        Accept,
        Exit,
        ExitSigned,
        Sweep,
        OpenCase,
        Appeal,
        Conclude,
        Decide,
        WithdrawCase,
        StartRecovery,
        Veto,
        Complete,
        Accredit,
        Withdraw,
        SuspendIssuance,
        SetKey,
        Appoint,
        Join,
        Replace,
        Prune,
        Refresh,
        Settle,
        Transfer,
        Delegate,
        SetTrack,
        Propose,
        Vote,
        VoteInSecret,
        Freeze,
        Queue,
        Execute,
        Cancel
    }

    /// @notice One act, as `Step` in tests/agreement/life.py.
    struct Step {
        Act act;
        bool succeeds;
        uint8 who;
        uint8 tag;
        uint8 number;
        uint8 choice;
        uint8 issuer;
        uint8 kind;
        uint8 way;
        uint8 key;
        uint40 issued;
        uint40 until;
        uint40 deadline;
        uint40 wait;
    }

    /// @notice A played script ends in this, so that nothing of it stays.
    error Played(uint256[] seen);

    /// @notice The contracts let pass what the model refuses, or the other way round.
    error Disagreement(uint256 step, Act act, bool modelSays, bytes revertData);

    string private constant FILE = ".forge/agreement/scripts.txt";
    uint256 private constant ACCOUNTS = 7;
    uint256 private constant TAGS = 4;
    uint256 private constant MATTERS = 10;
    uint256 private constant COMMITMENTS = 12;
    uint8 private constant NO_FIELD_ELEMENT = 255;
    uint8 private constant TREASURY = 3; // track on which the token house decides alone
    uint32 private constant CAP = 2;
    uint48 private constant LAST_ACCREDITATION = START + 4 * 365 days - 1 days;
    uint8 private constant IN_PERSON = 0;
    uint8 private constant FORGED = 2;
    uint8 private constant ALONE = 0;
    uint8 private constant IN_BATCH = 1;
    bytes32 private constant OFFER_TYPEHASH = keccak256(
        "Offer(address holder,address issuer,bytes32 schema,bytes32 personTag,uint48 issuedAt,uint48 expirationTime,uint48 deadline)"
    );

    ITransparentVerifier private verifier;
    address[11] private cast;
    address[3] private forgers;
    uint256[] private places; // of the tree, pruned ones zero
    mapping(uint256 id => uint256[]) private frozen;
    uint256[] private proposed;
    uint256[] private seen;

    function setUp() public override {
        System.setUp();
        accredit(issuer, person);
        accredit(issuer, organisation);
        accredit(otherIssuer, person);
        cast = [
            alice,
            bob,
            carol,
            whale,
            trader,
            minnow,
            outsider,
            address(timelock),
            issuer,
            otherIssuer,
            guardian
        ];
        forgers = [account("forger"), account("spare key"), account("stolen key")];
    }

    function accredit(address office, bytes32 schema) private {
        vm.prank(address(timelock));
        issuers.accredit(office, schema, LAST_ACCREDITATION, CAP);
    }

    function deployVerifier() internal override returns (address) {
        verifier = ITransparentVerifier(deploy("MembershipVerifierMock", ""));
        return address(verifier);
    }

    function treeDepth() internal pure override returns (uint8) {
        return 2;
    }

    /// @dev Half of four persons: more than the governor's own quorum makes of so few.
    function lanes() internal pure override returns (Track[] memory list) {
        list = new Track[](3);
        list[MEMBERSHIP - 1] = Track(false, true, 0, 50, false);
        list[SECRET - 1] = Track(false, true, 0, 50, true);
        list[TREASURY - 1] = Track(true, false, 20, 0, false);
    }

    function assignments() internal view override returns (Assignment[] memory list) {
        list = new Assignment[](5);
        list[0] = Assignment(address(issuers), issuers.accredit.selector, MEMBERSHIP);
        list[1] = Assignment(address(issuers), issuers.withdraw.selector, MEMBERSHIP);
        list[2] = Assignment(address(roll), roll.openCase.selector, MEMBERSHIP);
        list[3] = Assignment(address(roll), roll.decideCase.selector, SECRET);
        list[4] = Assignment(address(token), token.transfer.selector, TREASURY);
    }

    function test_contracts_and_model_agree_on_every_script() public {
        uint256 scripts;
        while (this.check(scripts)) ++scripts;
        vm.closeFile(FILE);
        assertTrue(scripts >= 100, "fewer than 100 scripts");
    }

    /// @notice Plays the next script of the file; false when there is none.
    /// @dev A call of its own, so that the memory it takes is given back.
    function check(uint256 script) external returns (bool) {
        string memory line = vm.readLine(FILE);
        if (bytes(line).length == 0) return false;
        (uint256[] memory steps, uint256[] memory expected) = abi.decode(vm.parseBytes(line), (uint256[], uint256[]));
        try this.play(steps) {} catch (bytes memory outcome) {
            string memory where = string.concat("script ", vm.toString(script));
            assertEq(bytes32(bytes4(outcome)), bytes32(Played.selector), string.concat(where, ": ", vm.toString(outcome)));
            uint256[] memory actual = abi.decode(tail(outcome), (uint256[]));
            assertEq(actual.length, expected.length, string.concat(where, ": number of observations"));
            for (uint256 i; i < actual.length; ++i) {
                assertEq(actual[i], expected[i], string.concat(where, ", observation ", vm.toString(i)));
            }
        }
        return true;
    }

    function play(uint256[] calldata words) external {
        vm.warp(START);
        for (uint256 i; i < words.length; ++i) {
            Step memory step = stepOf(words[i]);
            skip(step.wait);
            (bool succeeded, bytes memory data) = address(this).call(abi.encodeCall(this.act, (step)));
            if (succeeded != step.succeeds) revert Disagreement(i, step.act, step.succeeds, data);
        }
        observe();
        revert Played(seen);
    }

    function stepOf(uint256 word) private pure returns (Step memory) {
        return
            Step({
                act: Act(word >> 248),
                succeeds: uint8(word >> 240) == 1,
                who: uint8(word >> 232),
                tag: uint8(word >> 224),
                number: uint8(word >> 216),
                choice: uint8(word >> 208),
                issuer: uint8(word >> 200),
                kind: uint8(word >> 192),
                way: uint8(word >> 184),
                key: uint8(word >> 176),
                issued: uint40(word >> 136),
                until: uint40(word >> 96),
                deadline: uint40(word >> 56),
                wait: uint40(word >> 16)
            });
    }

    /* ACTS */

    function act(Step calldata s) external {
        if (s.act == Act.Accept) acceptOffer(s);
        else if (s.act <= Act.Sweep) actOnRecord(s);
        else if (s.act <= Act.WithdrawCase) actOnCase(s);
        else if (s.act <= Act.Complete) actOnRecovery(s);
        else if (s.act <= Act.Appoint) actOnIssuer(s);
        else if (s.act <= Act.Settle) actOnTree(s);
        else if (s.act <= Act.SetTrack) actOnToken(s);
        else actOnProposal(s);
    }

    function acceptOffer(Step calldata s) private {
        Offer memory offer = offerOf(s);
        bytes memory acceptance = sign(signer(s), roll.acceptanceDigest(offer));
        if (s.choice == ALONE) {
            bytes memory seal = sign(keyHolder(s.issuer, s.key), roll.offerDigest(offer));
            if (s.way == IN_PERSON) by(s.who, address(roll), abi.encodeCall(roll.attest, (offer, seal)));
            else roll.attestBySig(offer, seal, acceptance);
        } else {
            (bytes32[] memory proof, bytes32 root) = batchOf(offer);
            bytes32 signed = s.choice == IN_BATCH ? root : bytes32(uint256(root) ^ 1);
            bytes memory seal = sign(keyHolder(s.issuer, s.key), roll.batchDigest(signed));
            if (s.way == IN_PERSON) by(s.who, address(roll), abi.encodeCall(roll.claim, (offer, proof, seal)));
            else roll.claimBySig(offer, proof, seal, acceptance);
        }
    }

    function actOnRecord(Step calldata s) private {
        if (s.act == Act.Exit) by(s.who, address(roll), abi.encodeCall(roll.exit, ()));
        else if (s.act == Act.Sweep) sweep(tag(s.tag));
        else {
            bytes32 typehash = keccak256("Exit(bytes32 personTag,uint48 since,uint48 deadline)");
            bytes32 structHash = keccak256(abi.encode(typehash, tag(s.tag), s.issued, s.deadline));
            roll.exitBySig(tag(s.tag), s.deadline, sign(signer(s), rollDigest(structHash)));
        }
    }

    function actOnCase(Step calldata s) private {
        bytes memory data;
        if (s.act == Act.OpenCase) data = abi.encodeCall(roll.openCase, (tag(s.tag), REASON, s.choice == 1));
        else if (s.act == Act.Appeal && s.way == IN_PERSON) data = abi.encodeCall(roll.appeal, (tag(s.tag)));
        else if (s.act == Act.Appeal) {
            bytes32 typehash = keccak256("Appeal(bytes32 personTag,uint32 number)");
            bytes32 structHash = keccak256(abi.encode(typehash, tag(s.tag), s.number));
            data = abi.encodeCall(roll.appealBySig, (tag(s.tag), sign(signer(s), rollDigest(structHash))));
        } else if (s.act == Act.Conclude) data = abi.encodeCall(roll.concludeCase, (tag(s.tag)));
        else if (s.act == Act.Decide) data = abi.encodeCall(roll.decideCase, (tag(s.tag), s.number, s.choice == 1));
        else data = abi.encodeCall(roll.withdrawCase, (tag(s.tag)));
        by(s.who, address(roll), data);
    }

    function actOnRecovery(Step calldata s) private {
        if (s.act == Act.Veto) by(s.who, address(roll), abi.encodeCall(roll.vetoRecovery, (tag(s.tag))));
        else if (s.act == Act.Complete) roll.completeRecovery(tag(s.tag));
        else {
            Offer memory offer = offerOf(s);
            bytes memory seal = sign(keyHolder(s.issuer, s.key), roll.offerDigest(offer));
            bytes memory acceptance;
            if (s.way != IN_PERSON) acceptance = sign(signer(s), roll.acceptanceDigest(offer));
            by(s.who, address(roll), abi.encodeCall(roll.startRecovery, (offer, seal, acceptance)));
        }
    }

    function actOnIssuer(Step calldata s) private {
        (address office, bytes32 schema) = (cast[s.issuer], schemaOf(s.kind));
        bytes memory data;
        if (s.act == Act.Accredit) data = abi.encodeCall(issuers.accredit, (office, schema, s.until, s.number));
        else if (s.act == Act.Withdraw) data = abi.encodeCall(issuers.withdraw, (office, schema));
        else if (s.act == Act.SuspendIssuance) data = abi.encodeCall(issuers.suspendIssuance, (office, schema));
        else if (s.act == Act.Appoint) data = abi.encodeCall(issuers.setGuardian, (cast[s.number]));
        else {
            bytes memory key = s.key == 0 ? bytes("") : abi.encodePacked(forgers[s.key]);
            data = abi.encodeCall(issuers.setSigner, (schema, key));
        }
        by(s.act == Act.SetKey ? s.issuer : s.who, address(issuers), data);
    }

    function actOnTree(Step calldata s) private {
        if (s.act == Act.Join) {
            by(s.who, address(tree), abi.encodeCall(tree.join, (commitment(s.number))));
            places.push(commitment(s.number));
        } else if (s.act == Act.Replace) {
            (uint256 place, uint256[] memory siblings) = placeOf(roll.personTagOf(cast[s.who]));
            by(s.who, address(tree), abi.encodeCall(tree.replace, (commitment(s.number), siblings)));
            places[place] = commitment(s.number);
        } else if (s.act == Act.Prune) {
            (uint256 place, uint256[] memory siblings) = placeOf(tag(s.tag));
            tree.prune(tag(s.tag), siblings);
            places[place] = 0;
        } else if (s.act == Act.Refresh) tree.refresh(tag(s.tag));
        else tree.settle(s.number);
    }

    function actOnToken(Step calldata s) private {
        if (s.act == Act.Transfer) {
            by(s.who, address(token), abi.encodeCall(token.transfer, (cast[s.number], s.choice * 10_000e18)));
        } else if (s.act == Act.Delegate) {
            by(s.who, address(token), abi.encodeCall(token.delegate, (cast[s.number])));
        } else {
            by(s.who, address(tracks), abi.encodeCall(tracks.setTrack, (s.number, s.kind, s.key, s.choice == 1)));
        }
    }

    function actOnProposal(Step calldata s) private {
        Motion memory m = matter(s.number);
        uint256 id = idOf(m);
        if (s.act == Act.Propose) {
            propose(m, cast[s.who]);
            proposed.push(s.number);
            if (box.frozenRoot(address(governor), id) != 0) frozen[id] = places;
        } else if (s.act == Act.Vote && s.way == IN_PERSON) vote(cast[s.who], id, s.choice);
        else if (s.act == Act.Vote) {
            uint256 nonce = governor.nonces(cast[s.who], uint192(id));
            bytes memory ballot = sign(signer(s), ballotDigest(id, s.choice, cast[s.who], nonce));
            governor.castVoteBySig(id, s.choice, cast[s.who], ballot);
        } else if (s.act == Act.VoteInSecret) voteInSecret(id, s.key, s.choice, s.way == FORGED);
        else if (s.act == Act.Freeze) {
            box.freeze(address(governor), id);
            frozen[id] = places;
        } else if (s.act == Act.Queue) queue(m);
        else if (s.act == Act.Execute) execute(m);
        else cancel(m, cast[s.who]);
    }

    /// @dev Who is not in the frozen tree proves to be in one of their own. A forger turns the proof to another choice.
    function voteInSecret(uint256 id, uint8 number, uint8 support, bool forged) private {
        uint256[] memory leaves = frozen[id];
        uint256 index;
        while (index < leaves.length && leaves[index] != commitment(number)) ++index;
        if (index == leaves.length) {
            (leaves, index) = (new uint256[](1), 0);
            leaves[0] = commitment(number);
        }
        uint256 scope = box.scopeOf(address(governor), id);
        uint8 proven = forged ? support ^ 1 : support;
        (uint256 nullifier, uint256[8] memory proof) = verifier.prove(leaves, index, secret(number), proven, scope);
        box.castSecretBallot(address(governor), id, support, nullifier, proof);
    }

    function by(uint8 who, address target, bytes memory data) private {
        vm.prank(cast[who]);
        (bool ok, bytes memory outcome) = target.call(data);
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(outcome, 32), mload(outcome))
            }
        }
    }

    /* WHAT THE NUMBERS STAND FOR */

    /// @dev 4 is the tag that nobody can have.
    function tag(uint256 number) private pure returns (bytes32) {
        return number == TAGS ? bytes32(uint256(1)) : keccak256(abi.encode("tag", number));
    }

    function secret(uint256 number) private pure returns (uint256) {
        return uint256(keccak256(abi.encode("secret", number))) >> 8;
    }

    /// @dev 0 and 255 are none.
    function commitment(uint8 number) private view returns (uint256) {
        if (number == 0) return 0;
        return number == NO_FIELD_ELEMENT ? type(uint256).max : verifier.commitmentOf(secret(number));
    }

    function schemaOf(uint8 kind) private view returns (bytes32) {
        return kind == 1 ? person : organisation;
    }

    function signer(Step calldata s) private view returns (address) {
        return s.way == FORGED ? forgers[0] : cast[s.who];
    }

    function keyHolder(uint8 office, uint8 key) private view returns (address) {
        return key == 0 ? cast[office] : forgers[key];
    }

    function offerOf(Step calldata s) private view returns (Offer memory) {
        return
            Offer({
                holder: cast[s.who],
                issuer: cast[s.issuer],
                schema: schemaOf(s.kind),
                personTag: tag(s.tag),
                issuedAt: s.issued,
                expirationTime: s.until,
                deadline: s.deadline
            });
    }

    /// @dev A tree of two.
    function batchOf(Offer memory offer) private pure returns (bytes32[] memory proof, bytes32 root) {
        bytes32 leaf = keccak256(abi.encode(OFFER_TYPEHASH, offer));
        proof = new bytes32[](1);
        proof[0] = keccak256("another offer");
        root = leaf < proof[0] ? keccak256(abi.encode(leaf, proof[0])) : keccak256(abi.encode(proof[0], leaf));
    }

    function placeOf(bytes32 personTag) private view returns (uint256 place, uint256[] memory siblings) {
        uint256 leaf = tree.commitmentOf(personTag);
        while (leaf != 0 && places[place] != leaf) ++place;
        if (leaf != 0) siblings = verifier.siblingsOf(places, place);
    }

    /// @notice What a proposal would do: `Matter` in tests/agreement/life.py.
    function matter(uint256 number) private view returns (Motion memory m) {
        (uint256 kind, uint256 serial) = (number % MATTERS, number / MATTERS);
        (bytes32 personTag, uint32 caseNumber) = (tag(serial % TAGS), uint32(1 + serial / TAGS));
        bytes memory pay = abi.encodeCall(token.transfer, (outsider, 1e18));
        string memory words = vm.toString(number);
        if (kind == 0 || kind == 2) {
            m = motion(address(issuers), abi.encodeCall(issuers.accredit, (otherIssuer, person, LAST_ACCREDITATION, CAP)), words);
        } else if (kind == 1) m = motion(address(token), pay, words);
        else if (kind < 5) {
            m = motion(address(governor), abi.encodeCall(governor.updateHolderQuorumNumerator, (kind == 3 ? 20 : 50)), words);
        } else if (kind == 5) m = motion(address(governor), abi.encodeCall(governor.updateQuorumNumerator, (25)), words);
        else if (kind < 8) m = motion(address(roll), abi.encodeCall(roll.decideCase, (personTag, caseNumber, kind == 6)), words);
        else if (kind == 8) m = motion(address(roll), abi.encodeCall(roll.openCase, (personTag, REASON, true)), words);
        else m = motion(address(issuers), abi.encodeCall(issuers.withdraw, (issuer, person)), words);
        return kind == 2 || kind == 7 ? withSecond(m, address(token), pay) : m;
    }

    function withSecond(Motion memory one, address target, bytes memory data) private pure returns (Motion memory m) {
        (m.targets, m.values, m.calldatas) = (new address[](2), new uint256[](2), new bytes[](2));
        (m.targets[0], m.calldatas[0], m.description) = (one.targets[0], one.calldatas[0], one.description);
        (m.targets[1], m.calldatas[1]) = (target, data);
    }

    /* WHAT CAN BE READ IN THE END, in the order of tests/agreement/observations.py */

    function observe() private {
        uint256[10] memory times;
        for (uint256 i; i < 9; ++i) times[i] = START + ((time() - START) * i) / 8;
        times[9] = time() + 1 days;
        for (uint256 i; i < ACCOUNTS; ++i) observeAccount(cast[i], times);
        for (uint256 j; j < 9; ++j) see(roll.holderCountAt(times[j]));
        for (uint256 i; i < TAGS; ++i) {
            observeIdentity(tag(i));
            observeCase(tag(i), times);
            observeRecovery(tag(i));
        }
        for (uint8 i; i < 4; ++i) observeMandate(cast[8 + i / 2], schemaOf(1 + (i % 2)), 1 + i);
        see(tree.size());
        see(tree.memberCount());
        see(tree.clearUntil());
        see(roll.endedLeaves());
        sortProposals();
        for (uint256 i; i < proposed.length; ++i) observeProposal(proposed[i]);
    }

    function observeAccount(address who, uint256[10] memory times) private {
        for (uint256 j; j < 10; ++j) see(roll.isHolderAt(who, times[j]));
        see(roll.isRegistered(who));
        bytes32 held = roll.personTagOf(who);
        uint256 number;
        for (uint256 i; i < TAGS; ++i) if (held == tag(i)) number = i + 1;
        see(number);
        see(roll.balanceOf(who));
        see(token.balanceOf(who));
        see(token.getVotes(who));
    }

    function observeIdentity(bytes32 personTag) private {
        Attestation memory record = roll.attestationOf(personTag);
        see(record.holder == address(0) ? 0 : numberOf(record.holder, ACCOUNTS) + 1);
        see(record.issuer == address(0) ? 0 : numberOf(record.issuer, cast.length));
        see(record.schema == 0 ? 0 : record.schema == person ? 1 : 2);
        see(uint256(record.kind));
        see(record.since);
        see(record.expirationTime);
        uint256 leaf = tree.commitmentOf(personTag);
        uint8 number;
        if (leaf != 0) while (commitment(number) != leaf) ++number;
        see(number);
    }

    function observeCase(bytes32 personTag, uint256[10] memory times) private {
        CaseFile memory file = roll.caseOf(personTag);
        see(file.number);
        see(uint256(file.phase));
        see(file.byIssuer);
        see(file.openedAt);
        see(file.appealUntil);
        see(file.decideUntil);
        see(file.suspendedUntil);
        for (uint256 j; j < 9; ++j) see(roll.isSuspendedAt(personTag, times[j]));
    }

    function observeRecovery(bytes32 personTag) private {
        Recovery memory recovery = roll.recoveryOf(personTag);
        see(recovery.newHolder == address(0) ? 0 : numberOf(recovery.newHolder, ACCOUNTS) + 1);
        see(recovery.readyAt);
        see(recovery.expirationTime);
        see(recovery.accreditation);
    }

    function observeMandate(address office, bytes32 schema, uint16 number) private {
        Mandate memory mandate = issuers.mandateOf(office, schema);
        see(mandate.number);
        see(uint256(mandate.kind));
        see(mandate.validFrom);
        see(mandate.dailyCap);
        see(mandate.keyed);
        see(roll.usedToday(number));
    }

    function observeProposal(uint256 number) private {
        uint256 id = idOf(matter(number));
        see(number);
        see(uint256(governor.state(id)));
        see(governor.proposalSnapshot(id));
        see(governor.proposalDeadline(id));
        observeTerms(governor.proposalTerms(id));
        seeThree(governor.proposalVotes, id);
        seeThree(governor.holderVotes, id);
        if (time() > governor.proposalSnapshot(id)) {
            (uint256 tokens, uint256 persons) = governor.proposalQuorums(id);
            see(tokens);
            see(persons);
        }
        (bool a, bool b, bool c, bool d) = governor.houseResults(id);
        see(a);
        see(b);
        see(c);
        see(d);
        for (uint256 i; i < ACCOUNTS; ++i) see(governor.hasVoted(id, cast[i]));
        for (uint256 i; i < TAGS; ++i) see(governor.hasPersonVoted(id, tag(i)));
        bool isFrozen = box.frozenRoot(address(governor), id) != 0;
        see(isFrozen);
        if (isFrozen) for (uint8 i = 1; i <= COMMITMENTS; ++i) see(isSpent(id, i));
    }

    function observeTerms(Track memory terms) private {
        see(terms.tokenHouse);
        see(terms.holderHouse);
        see(terms.tokenQuorum);
        see(terms.holderQuorum);
        see(terms.secret);
    }

    function isSpent(uint256 id, uint8 number) private view returns (bool) {
        uint256[] memory alone = new uint256[](1);
        alone[0] = commitment(number);
        uint256 scope = box.scopeOf(address(governor), id);
        (uint256 nullifier, ) = verifier.prove(alone, 0, secret(number), FOR, scope);
        return box.isSpent(address(governor), id, nullifier);
    }

    function numberOf(address who, uint256 most) private view returns (uint256 number) {
        while (number < most && cast[number] != who) ++number;
    }

    function see(uint256 value) private {
        seen.push(value);
    }

    function see(bool value) private {
        seen.push(value ? 1 : 0);
    }

    function seeThree(function(uint256) external view returns (uint256, uint256, uint256) read, uint256 id) private {
        (uint256 a, uint256 b, uint256 c) = read(id);
        see(a);
        see(b);
        see(c);
    }

    function sortProposals() private {
        for (uint256 i = 1; i < proposed.length; ++i) {
            for (uint256 j = i; j > 0 && proposed[j] < proposed[j - 1]; --j) {
                (proposed[j], proposed[j - 1]) = (proposed[j - 1], proposed[j]);
            }
        }
    }

    function tail(bytes memory data) private pure returns (bytes memory rest) {
        rest = new bytes(data.length - 4);
        for (uint256 i; i < rest.length; ++i) rest[i] = data[i + 4];
    }
}
