// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Allocation, IToken} from "../helpers/Faces.sol";
import {System} from "../helpers/System.sol";
import {vm} from "../helpers/Vm.sol";

contract LexiarchTokenTest is System {
    function test_constructor_gives_every_allocation_and_nothing_else() public {
        Allocation[] memory list = new Allocation[](3);
        list[0] = Allocation(alice, 5);
        list[1] = Allocation(bob, 7);
        list[2] = Allocation(alice, 11);
        vm.expectEmit();
        emit IERC20.Transfer(address(0), alice, 5);
        IToken made = IToken(this.deployApart("LexiarchToken", abi.encode("Name", "SYM", list)));
        assertEq(made.name(), "Name", "name");
        assertEq(made.symbol(), "SYM", "symbol");
        assertEq(made.decimals(), 18, "decimals");
        assertEq(made.balanceOf(alice), 16, "alice");
        assertEq(made.balanceOf(bob), 7, "bob");
        assertEq(made.totalSupply(), 23, "supply");
        assertEq(made.balanceOf(deployer), 0, "deployer");
    }

    function test_constructor_reverts_for_an_allocation_to_the_zero_address() public {
        Allocation[] memory list = new Allocation[](1);
        list[0] = Allocation(address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        this.deployApart("LexiarchToken", abi.encode("Name", "SYM", list));
    }

    function test_nobody_can_mint_burn_or_own() public {
        address[4] memory callers = [deployer, whale, address(timelock), address(governor)];
        string[4] memory functions = ["mint(address,uint256)", "burn(uint256)", "owner()", "pause()"];
        for (uint256 i; i < callers.length; ++i) {
            for (uint256 j; j < functions.length; ++j) {
                vm.prank(callers[i]);
                (bool done, ) = address(token).call(abi.encodeWithSignature(functions[j], callers[i], 1));
                assertFalse(done, functions[j]);
            }
        }
        assertEq(token.totalSupply(), SUPPLY, "supply");
    }

    function test_clock_is_the_time_in_seconds() public {
        skip(5);
        assertEq(token.clock(), START + 5, "clock");
        assertEq(token.CLOCK_MODE(), "mode=timestamp", "CLOCK_MODE");
    }

    function test_a_balance_has_no_votes_until_it_is_delegated() public {
        vm.prank(whale);
        token.transfer(alice, 9);
        assertEq(token.getVotes(alice), 0, "before");
        vm.expectEmit(address(token));
        emit IVotes.DelegateChanged(alice, address(0), bob);
        vm.expectEmit(address(token));
        emit IVotes.DelegateVotesChanged(bob, 0, 9);
        vm.prank(alice);
        token.delegate(bob);
        assertEq(token.getVotes(bob), 9, "after");
    }

    function test_votes_follow_the_balance_and_the_delegate() public {
        vm.prank(trader);
        token.delegate(whale);
        assertEq(token.getVotes(whale), 600_000e18, "delegated");
        vm.prank(trader);
        token.transfer(minnow, 200_000e18);
        assertEq(token.getVotes(whale), 400_000e18, "moved away");
        assertEq(token.getVotes(minnow), 250_000e18, "moved to");
    }

    function test_past_votes_are_those_at_the_end_of_their_second() public {
        skip(10);
        vm.prank(whale);
        token.transfer(minnow, 1e18);
        vm.prank(whale);
        token.transfer(minnow, 2e18);
        skip(1);
        assertEq(token.getPastVotes(whale, START + 9), 400_000e18, "before");
        assertEq(token.getPastVotes(whale, START + 10), 399_997e18, "at");
        assertEq(token.getPastTotalSupply(START + 10), SUPPLY, "supply");
    }

    function test_past_votes_of_the_present_second_are_not_told() public {
        vm.expectRevert(abi.encodeWithSelector(Votes.ERC5805FutureLookup.selector, START, START));
        token.getPastVotes(whale, START);
    }

    function test_permit_allows_by_signature_once() public {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 hash = keccak256(abi.encode(typehash, whale, bob, 5, 0, START));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[whale], digest);
        token.permit(whale, bob, 5, START, v, r, s);
        assertEq(token.allowance(whale, bob), 5, "allowance");
        assertEq(token.nonces(whale), 1, "nonces");
        address other = recovered(whale, bob, 5, 1, START, v, r, s);
        vm.expectRevert(abi.encodeWithSelector(ERC20Permit.ERC2612InvalidSigner.selector, other, whale));
        token.permit(whale, bob, 5, START, v, r, s);
    }

    function test_delegateBySig_delegates_for_the_signer_and_shares_its_nonces_with_permit() public {
        bytes32 typehash = keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");
        bytes32 hash = keccak256(abi.encode(typehash, bob, 0, START));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[whale], digest);
        token.delegateBySig(bob, 0, START, v, r, s);
        assertEq(token.delegates(whale), bob, "delegates");
        assertEq(token.nonces(whale), 1, "nonces");
    }

    /// @dev Invariants 1 and 5: what is delegated is what delegators own, and nobody gains by going in circles.
    function testFuzz_delegated_votes_are_the_balances_of_those_who_delegate(uint256 seed) public {
        address[4] memory people = [whale, trader, minnow, alice];
        for (uint256 i; i < 24; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            address from = people[draw % 4];
            address to = people[(draw >> 8) % 4];
            if ((draw >> 16) % 2 == 0) {
                vm.prank(from);
                token.delegate((draw >> 24) % 5 == 0 ? address(0) : to);
            } else {
                uint256 amount = within(draw >> 32, 0, token.balanceOf(from));
                vm.prank(from);
                token.transfer(to, amount);
            }
        }
        uint256 votes;
        uint256 balances;
        for (uint256 i; i < 4; ++i) {
            votes += token.getVotes(people[i]);
            if (token.delegates(people[i]) != address(0)) balances += token.balanceOf(people[i]);
        }
        assertEq(votes, balances, "votes");
        assertEq(token.totalSupply(), SUPPLY, "supply");
    }

    function recovered(
        address owner,
        address spender,
        uint256 value,
        uint256 nonce,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) private view returns (address) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 hash = keccak256(abi.encode(typehash, owner, spender, value, nonce, deadline));
        return ecrecover(keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash)), v, r, s);
    }
}
