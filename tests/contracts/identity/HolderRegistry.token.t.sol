// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC5192} from "contracts/interfaces/IERC5192.sol";
import {IERC5484} from "contracts/interfaces/IERC5484.sol";
import {IERC7858} from "contracts/interfaces/IERC7858.sol";
import {Attestation, IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {IHolderToken} from "contracts/interfaces/IHolderToken.sol";
import {RollScript} from "../helpers/RollScript.sol";
import {TokenLedger} from "../helpers/TokenLedger.sol";
import {Log, vm} from "../helpers/Vm.sol";

/// @notice The faces of a token, and that what its events tell is what its views say.
contract HolderRegistryTokenTest is RollScript {
    uint256 private constant ID = uint256(TAG);
    uint256 private constant OTHER_ID = uint256(OTHER_TAG);

    /* ERC-165 */

    function test_supportsInterface_knows_its_interfaces_by_their_numbers_and_no_other() public view {
        bytes4[7] memory known = [
            bytes4(0x01ffc9a7), // ERC-165
            0x80ac58cd, // ERC-721
            0xb45a3c0e, // ERC-5192
            0x0489b56f, // ERC-5484
            0x3ebdfa31, // ERC-7858
            0x84b0196e, // ERC-5267
            0xda287a1d // ERC-6372
        ];
        for (uint256 i; i < known.length; ++i) assertTrue(roll.supportsInterface(known[i]), vm.toString(i));
        bytes4[4] memory unknown = [
            bytes4(0xffffffff), // the invalid one
            0x00000000,
            0x5b5e139f, // ERC-721 metadata
            0x780e9d63 // ERC-721 enumeration
        ];
        for (uint256 i; i < unknown.length; ++i) assertFalse(roll.supportsInterface(unknown[i]), vm.toString(i));
    }

    /* events, each act with its own and no more */

    function test_an_admission_tells_of_a_token_that_is_minted_issued_and_locked() public {
        vm.recordLogs();
        expectMint(alice, START + TERM);
        admit(alice, TAG);
        assertEq(countEvents(), 5, "with Attested, no more");
    }

    function test_a_renewal_tells_of_a_longer_term_only() public {
        admit(alice, TAG);
        skip(1);
        vm.recordLogs();
        vm.expectEmit(address(roll));
        emit IERC7858.TokenExpiryUpdated(ID, START, time() + TERM);
        admit(alice, TAG);
        assertEq(countEvents(), 2, "with Attested, no more");
    }

    function test_every_end_tells_of_a_token_that_is_burnt() public {
        admit(alice, TAG);
        skip(1);
        expectBurn(alice);
        exit(alice);
        skip(1);
        admitUntil(bob, TAG, time() + 10);
        skip(10);
        expectBurn(bob);
        sweep(TAG);
        admit(carol, TAG);
        openCase(issuer, TAG);
        skip(APPEAL_WINDOW);
        expectBurn(carol);
        roll.concludeCase(TAG);
    }

    function test_a_recovery_tells_of_a_token_that_moves_once() public {
        admit(alice, TAG);
        skip(1);
        startRecovery(recoveryTo(bob, TAG));
        uint48 until = time() + TERM + 1 days;
        skip(RECOVERY_DELAY);
        vm.recordLogs();
        vm.expectEmit(address(roll));
        emit IERC721.Transfer(alice, bob, ID);
        vm.expectEmit(address(roll));
        emit IERC7858.TokenExpiryUpdated(ID, time(), until);
        roll.completeRecovery(TAG);
        assertEq(countEvents(), 3, "with Recovered, no more");
    }

    function test_an_expired_iD_that_gives_way_to_another_is_burnt_before_the_other_is_minted() public {
        admit(alice, TAG);
        vm.warp(START + TERM);
        expectBurn(alice);
        vm.expectEmit(address(roll));
        emit IHolderRecords.Swept(alice, TAG, START + TERM);
        vm.expectEmit(address(roll));
        emit IERC721.Transfer(address(0), alice, OTHER_ID);
        admit(alice, OTHER_TAG);
        assertEq(roll.balanceOf(alice), 1, "balanceOf");
        expectUnknown(TAG);
    }

    function test_an_expired_iD_that_goes_to_another_account_is_burnt_before_it_is_minted_again() public {
        admit(alice, TAG);
        vm.warp(START + TERM);
        expectBurn(alice);
        expectMint(bob, time() + TERM);
        admit(bob, TAG);
        assertEq(roll.balanceOf(alice), 0, "alice");
        assertEq(roll.ownerOf(ID), bob, "ownerOf");
    }

    function test_a_case_and_a_suspension_tell_of_no_token() public {
        admit(alice, TAG);
        vm.recordLogs();
        openSuspending(issuer, TAG);
        appeal(alice, TAG);
        decide(TAG, 1, false);
        assertEq(countEvents(), 3, "the case's own events");
        assertEq(roll.ownerOf(ID), alice, "ownerOf");
    }

    /* reads */

    function test_reads_of_a_live_iD() public {
        admit(alice, TAG);
        skip(10);
        assertEq(roll.ownerOf(ID), alice, "ownerOf");
        assertEq(roll.balanceOf(alice), 1, "balanceOf");
        assertEq(roll.getApproved(ID), address(0), "getApproved");
        assertFalse(roll.isApprovedForAll(alice, bob), "isApprovedForAll");
        assertTrue(roll.locked(ID), "locked");
        assertEq(uint256(roll.burnAuth(ID)), uint256(IERC5484.BurnAuth.Both), "burnAuth");
        assertEq(uint256(roll.expiryType()), uint256(IERC7858.EXPIRY_TYPE.TIME_BASED), "expiryType");
        assertEq(roll.startTime(ID), START, "startTime");
        assertEq(roll.endTime(ID), START + TERM, "endTime");
        assertFalse(roll.isTokenExpired(ID), "isTokenExpired");
    }

    function test_an_expired_token_exists_until_it_is_swept() public {
        admit(alice, TAG);
        vm.warp(START + TERM - 1);
        assertFalse(roll.isTokenExpired(ID), "last second");
        vm.warp(START + TERM);
        assertTrue(roll.isTokenExpired(ID), "isTokenExpired");
        assertTrue(roll.locked(ID), "locked");
        assertEq(roll.ownerOf(ID), alice, "ownerOf");
        assertEq(roll.balanceOf(alice), 1, "balanceOf");
        assertEq(roll.endTime(ID), START + TERM, "endTime");
        sweep(TAG);
        expectUnknown(TAG);
        assertEq(roll.balanceOf(alice), 0, "balanceOf, swept");
    }

    function test_reads_revert_for_a_token_that_never_was_or_is_burnt() public {
        expectUnknown(TAG);
        expectUnknown(0);
        admit(alice, TAG);
        exit(alice);
        expectUnknown(TAG);
        assertEq(roll.balanceOf(alice), 0, "balanceOf");
    }

    function test_balanceOf_reverts_for_the_zero_address() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOwner.selector, address(0)));
        roll.balanceOf(address(0));
    }

    /* never moved, never lent */

    function test_transfers_and_approvals_revert_for_everybody() public {
        admit(alice, TAG);
        address[4] memory callers = [alice, bob, issuer, address(timelock)];
        for (uint256 i; i < callers.length; ++i) {
            expectLocked(callers[i], abi.encodeCall(IERC721.transferFrom, (alice, bob, ID)));
            expectLocked(callers[i], abi.encodeCall(IERC721.approve, (bob, ID)));
            expectLocked(callers[i], abi.encodeCall(IERC721.setApprovalForAll, (bob, true)));
            expectLocked(
                callers[i],
                abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", alice, bob, ID)
            );
            expectLocked(
                callers[i],
                abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", alice, bob, ID, "x")
            );
        }
    }

    function testFuzz_transfers_and_approvals_revert_for_any_arguments(address from, address to, uint256 id) public {
        expectLocked(from, abi.encodeCall(IERC721.transferFrom, (from, to, id)));
        expectLocked(from, abi.encodeCall(IERC721.approve, (to, id)));
    }

    /* events and views */

    /// @dev Whatever happens: who reads the events alone knows owners, balances and terms.
    /// forge-config: default.fuzz.runs = 16
    function testFuzz_the_events_tell_what_the_views_say(uint256 seed) public {
        TokenLedger ledger = new TokenLedger();
        vm.recordLogs();
        for (uint256 i; i < 80; ++i) {
            act(uint256(keccak256(abi.encode(seed, i))));
            ledger.read(vm.getRecordedLogs(), address(roll));
            assertLedger(ledger);
        }
    }

    function assertLedger(TokenLedger ledger) private {
        uint256 persons;
        for (uint256 i; i < TAGS; ++i) {
            uint256 id = uint256(tagOf(i));
            address owner = ledger.owner(id);
            assertEq(ledger.locked(id), ledger.minted(id), "locked when minted");
            assertEq(ledger.issued(id), ledger.minted(id), "issued when minted");
            if (owner == address(0)) {
                expectUnknown(bytes32(id));
            } else {
                if (i < TAGS - 1) ++persons;
                assertEq(roll.ownerOf(id), owner, "ownerOf");
                assertEq(roll.startTime(id), ledger.start(id), "startTime");
                assertEq(roll.endTime(id), ledger.end(id), "endTime");
                Attestation memory attestation = roll.attestationOf(bytes32(id));
                assertEq(roll.endTime(id), attestation.expirationTime, "expirationTime");
            }
        }
        for (uint256 i; i < PEOPLE; ++i) {
            uint256 balance = ledger.balance(people[i]);
            assertEq(roll.balanceOf(people[i]), balance, "balanceOf");
            assertTrue(balance < 2, "one iD each");
        }
        assertEq(roll.holderCount(), persons, "persons");
    }

    /* helpers */

    /// @dev The roll's; the test emits those that it expects.
    function countEvents() private returns (uint256 count) {
        Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) if (logs[i].emitter == address(roll)) ++count;
    }

    function expectMint(address to, uint48 until) private {
        vm.expectEmit(address(roll));
        emit IERC721.Transfer(address(0), to, ID);
        vm.expectEmit(address(roll));
        emit IERC5484.Issued(issuer, to, ID, IERC5484.BurnAuth.Both);
        vm.expectEmit(address(roll));
        emit IERC5192.Locked(ID);
        vm.expectEmit(address(roll));
        emit IERC7858.TokenExpiryUpdated(ID, time(), until);
    }

    function expectBurn(address from) private {
        vm.expectEmit(address(roll));
        emit IERC721.Transfer(from, address(0), ID);
    }

    function expectUnknown(bytes32 tag) private {
        bytes memory unknown = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, uint256(tag));
        vm.expectRevert(unknown);
        roll.ownerOf(uint256(tag));
        vm.expectRevert(unknown);
        roll.getApproved(uint256(tag));
        vm.expectRevert(unknown);
        roll.locked(uint256(tag));
        vm.expectRevert(unknown);
        roll.burnAuth(uint256(tag));
        vm.expectRevert(unknown);
        roll.isTokenExpired(uint256(tag));
        vm.expectRevert(unknown);
        roll.startTime(uint256(tag));
        vm.expectRevert(unknown);
        roll.endTime(uint256(tag));
    }

    function expectLocked(address by, bytes memory data) private {
        vm.prank(by);
        (bool done, bytes memory answer) = address(roll).call(data);
        assertFalse(done, "done");
        assertEq(keccak256(answer), keccak256(abi.encodePacked(IHolderToken.HolderTokenLocked.selector)), "error");
    }
}
