// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Attestation, Offer} from "contracts/interfaces/IHolderRegistry.sol";
import {System} from "./helpers/System.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {AssemblyCase, Motion} from "./helpers/AssemblyCase.sol";
import {vm} from "./helpers/Vm.sol";

/// @notice Plays the scripts of tests/agreement on the contracts: every act must succeed or revert as the Python model
/// says, and what can be read in the end must be what it says. `make test-contracts` writes the
/// scripts; `make test-contracts AGREEMENT=10000 FORGE_ARGS="--match-contract Agreement"` plays more of them.
contract AgreementTest is AssemblyCase {
    /// @notice A played script ends in this, so that nothing of it stays.
    error Played(uint256[] seen);

    /// @notice The contracts let pass what the model refuses, or the other way round.
    error Disagreement(uint256 step, uint256 act, bool modelSays, bytes revertData);

    string private constant FILE = ".forge/agreement/scripts.txt";
    uint256 private constant TAGS = 4;
    uint256 private constant MATTERS = 5;
    uint48 private constant LAST_ACCREDITATION = START + 4 * 365 days - 1 days;

    address[8] private cast;
    uint256[] private proposed;
    uint256[] private seen;

    function setUp() public override {
        System.setUp();
        bytes32[2] memory schemas = [person, organisation];
        address[2] memory offices = [issuer, otherIssuer];
        for (uint256 i; i < 4; ++i) {
            vm.prank(address(timelock));
            issuers.accredit(offices[i / 2], schemas[i % 2], LAST_ACCREDITATION, DAILY_CAP);
        }
        cast = [alice, bob, carol, whale, trader, minnow, outsider, address(timelock)];
    }

    /// @dev Half of four persons: more than the governor's own quorum makes of so few.
    function lanes() internal pure override returns (Track[] memory list) {
        list = new Track[](1);
        list[0] = Track({tokenHouse: false, holderHouse: true, tokenQuorum: 0, holderQuorum: 50, secret: false});
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

    function play(uint256[] calldata steps) external {
        vm.warp(START);
        for (uint256 i; i < steps.length; ++i) {
            uint256 step = steps[i];
            vm.warp(block.timestamp + uint40(step >> 96));
            (bool succeeded, bytes memory data) = address(this).call(abi.encodeCall(this.act, (step)));
            bool expected = uint8(step >> 216) == 1;
            if (succeeded != expected) revert Disagreement(i, step >> 248, expected, data);
        }
        observe();
        revert Played(seen);
    }

    function act(uint256 step) external {
        (uint256 kind, uint256 a, uint256 b, uint256 c) =
            (step >> 248, uint8(step >> 240), uint8(step >> 232), uint8(step >> 224));
        if (kind == 0) accept(offerOf(step));
        else if (kind == 1) exit(cast[a]);
        else if (kind == 2) sweep(tag(b));
        else if (kind == 3) revoke(tag(b));
        else if (kind == 4) withdraw(a, c);
        else if (kind == 5) by(cast[a], address(token), abi.encodeCall(token.transfer, (cast[b], c * 10_000e18)));
        else if (kind == 6) by(cast[a], address(token), abi.encodeCall(token.delegate, (cast[b])));
        else actOnProposal(kind, cast[a], b, uint8(c));
    }

    function actOnProposal(uint256 kind, address who, uint256 number, uint8 support) private {
        Motion memory m = matter(number);
        if (kind == 7) {
            propose(m, who);
            proposed.push(number);
        } else if (kind == 8) vote(who, idOf(m), support);
        else if (kind == 9) queue(m);
        else if (kind == 10) execute(m);
        else cancel(m, who);
    }

    function by(address who, address target, bytes memory data) private {
        vm.prank(who);
        (bool ok, bytes memory outcome) = target.call(data);
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(outcome, 32), mload(outcome))
            }
        }
    }

    /* WHAT THE NUMBERS STAND FOR */

    function tag(uint256 number) private pure returns (bytes32) {
        return bytes32(uint256(keccak256(abi.encode("tag", number))));
    }

    function offerOf(uint256 step) private view returns (Offer memory) {
        uint256 c = uint8(step >> 224);
        return
            Offer({
                holder: cast[uint8(step >> 240)],
                issuer: c / 2 == 0 ? issuer : otherIssuer,
                schema: c % 2 == 0 ? person : organisation,
                personTag: tag(uint8(step >> 232)),
                issuedAt: uint48(uint40(step >> 176)),
                expirationTime: uint48(uint40(step >> 136)),
                deadline: time()
            });
    }

    function withdraw(uint256 by_, uint256 kind) private {
        bytes32 schema = kind % 2 == 0 ? person : organisation;
        by(address(timelock), address(issuers), abi.encodeCall(issuers.withdraw, (by_ == 0 ? issuer : otherIssuer, schema)));
    }

    /// @dev An accreditation, a payment, both, and two settings of the governor.
    function matter(uint256 number) private view returns (Motion memory m) {
        bytes memory accredit =
            abi.encodeCall(issuers.accredit, (otherIssuer, person, LAST_ACCREDITATION, DAILY_CAP));
        bytes memory pay = abi.encodeCall(token.transfer, (outsider, 1e18));
        string memory words = vm.toString(number);
        uint256 kind = number % MATTERS;
        if (kind == 0) return motion(address(issuers), accredit, words);
        if (kind == 1) return motion(address(token), pay, words);
        if (kind > 2) {
            return motion(address(governor), abi.encodeCall(governor.updateHolderQuorumNumerator, (kind == 3 ? 20 : 50)), words);
        }
        (m.targets, m.values, m.calldatas) = (new address[](2), new uint256[](2), new bytes[](2));
        (m.targets[0], m.calldatas[0], m.description) = (address(issuers), accredit, words);
        (m.targets[1], m.calldatas[1]) = (address(token), pay);
    }

    /* WHAT CAN BE READ IN THE END */

    function observe() private {
        uint256[5] memory times;
        for (uint256 i; i < 5; ++i) times[i] = START + ((block.timestamp - START) * i) / 4;
        for (uint256 i; i < 7; ++i) {
            for (uint256 j; j < 5; ++j) seen.push(roll.isHolderAt(cast[i], times[j]) ? 1 : 0);
            seen.push(token.balanceOf(cast[i]));
            seen.push(token.getVotes(cast[i]));
        }
        for (uint256 j; j < 5; ++j) seen.push(roll.holderCountAt(times[j]));
        for (uint256 i; i < TAGS; ++i) observeTag(tag(i));
        sortProposals();
        for (uint256 i; i < proposed.length; ++i) observeProposal(proposed[i]);
    }

    function observeTag(bytes32 personTag) private {
        Attestation memory record = roll.attestationOf(personTag);
        uint256 holder;
        for (uint256 i; i < 7; ++i) if (cast[i] == record.holder) holder = i + 1;
        seen.push(holder);
        seen.push(uint256(record.kind));
        seen.push(record.since);
        seen.push(record.expirationTime);
    }

    function observeProposal(uint256 number) private {
        uint256 id = idOf(matter(number));
        seen.push(number);
        seen.push(uint256(governor.state(id)));
        seen.push(governor.proposalSnapshot(id));
        seen.push(governor.proposalDeadline(id));
        pushThree(governor.proposalVotes, id);
        pushThree(governor.holderVotes, id);
        if (block.timestamp > governor.proposalSnapshot(id)) {
            (uint256 tokens, uint256 persons) = governor.proposalQuorums(id);
            seen.push(tokens);
            seen.push(persons);
        }
        (bool a, bool b, bool c, bool d) = governor.houseResults(id);
        bool[4] memory results = [a, b, c, d];
        for (uint256 i; i < 4; ++i) seen.push(results[i] ? 1 : 0);
        for (uint256 i; i < 7; ++i) seen.push(governor.hasVoted(id, cast[i]) ? 1 : 0);
    }

    function pushThree(function(uint256) external view returns (uint256, uint256, uint256) read, uint256 id) private {
        (uint256 a, uint256 b, uint256 c) = read(id);
        seen.push(a);
        seen.push(b);
        seen.push(c);
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
