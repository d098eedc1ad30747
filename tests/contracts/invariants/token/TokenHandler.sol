// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {System} from "../../helpers/System.sol";
import {vm} from "../../helpers/Vm.sol";
import {Handler} from "../Handler.sol";
import {Page, TokenModel} from "./TokenModel.sol";

/// @notice What the token said of a second that was over.
struct Saying {
    uint48 timepoint;
    uint256 supply;
    uint256[5] votes;
}

/// @notice Plays with the token at random: transfers, delegations, signed delegations, circles.
contract TokenHandler is System, Handler {
    using TokenModel for TokenModel.Model;

    uint256 private constant ACCOUNTS = 5;
    uint256 private constant SAYINGS = 12;
    bytes32 private constant DELEGATION_TYPEHASH =
        keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    TokenModel.Model private model;
    address[] private people;
    uint256[] private nonces;
    Saying[] private sayings;

    function prepare() external {
        setUp();
        people = accounts("voter", ACCOUNTS);
        nonces = new uint256[](ACCOUNTS);
        uint256[] memory balances = new uint256[](ACCOUNTS);
        address[3] memory givers = [whale, trader, minnow];
        for (uint256 i; i < givers.length; ++i) {
            balances[i] = token.balanceOf(givers[i]);
            vm.prank(givers[i]);
            token.transfer(people[i], balances[i]);
        }
        balances[4] = token.balanceOf(address(timelock));
        vm.prank(address(timelock));
        token.transfer(people[4], balances[4]);
        model.begin(balances, time());
        skip(1);
    }

    /* ACTS */

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        (from, to) = (from % ACCOUNTS, to % ACCOUNTS);
        uint256 balance = model.last().balances[from];
        amount = within(amount, 0, balance + (amount % 8 == 0 ? 1 : 0));
        bytes memory data = abi.encodeCall(token.transfer, (people[to], amount));
        uint256[] memory before = votes();
        if (!judge(4, attempt(people[from], address(token), data), amount <= balance, "a transfer")) return;
        uint256[] memory delegates = model.last().delegates;
        model.transfer(from, to, amount, time());
        move(before, delegates[from], delegates[to], amount);
    }

    /// @notice By a signed permit, and spent by the one who may.
    function transferFrom(uint256 from, uint256 to, uint256 amount) external {
        (from, to) = (from % ACCOUNTS, to % ACCOUNTS);
        amount = within(amount, 0, model.last().balances[from]);
        bytes memory permit = permitData(from, amount);
        if (!demand(4, outsider, address(token), permit, "a permit")) return;
        refuse(4, outsider, address(token), permit, "a permit used twice");
        bytes memory data = abi.encodeWithSignature(
            "transferFrom(address,address,uint256)",
            people[from],
            people[to],
            amount
        );
        uint256[] memory before = votes();
        if (!demand(4, outsider, address(token), data, "a transfer by allowance")) return;
        uint256[] memory delegates = model.last().delegates;
        model.transfer(from, to, amount, time());
        move(before, delegates[from], delegates[to], amount);
    }

    /// @notice To another account, to oneself, or to nobody.
    function delegate(uint256 from, uint256 to) external {
        (from, to) = (from % ACCOUNTS, to % (ACCOUNTS + 1));
        bytes memory data = abi.encodeCall(token.delegate, (to == 0 ? address(0) : people[to - 1]));
        if (demand(5, people[from], address(token), data, "a delegation")) entrust(from, to);
    }

    function delegateBySig(uint256 from, uint256 to, uint256 form) external {
        (from, to) = (from % ACCOUNTS, 1 + (to % ACCOUNTS));
        uint256 nonce = nonces[from] + (form % 8 == 0 ? 1 : 0);
        uint256 expiry = form % 8 == 1 ? time() - 1 : time();
        bytes memory data = delegationData(from, people[to - 1], nonce, expiry);
        bool may = nonce == nonces[from] && expiry == time();
        if (!judge(5, attempt(outsider, address(token), data), may, "a signed delegation")) return;
        ++nonces[from];
        entrust(from, to);
        refuse(5, outsider, address(token), data, "a signed delegation used twice");
    }

    /// @notice To somebody and back again: everybody has what they had.
    function delegateThereAndBack(uint256 from, uint256 to) external {
        (from, to) = (from % ACCOUNTS, to % ACCOUNTS);
        address former = token.delegates(people[from]);
        uint256[] memory before = votes();
        bytes memory there = abi.encodeCall(token.delegate, (people[to]));
        if (!demand(5, people[from], address(token), there, "a delegation")) return;
        bytes memory back = abi.encodeCall(token.delegate, (former));
        if (!demand(5, people[from], address(token), back, "a delegation back")) return;
        if (!equal(before, votes())) fail(5, "going there and back moved votes");
    }

    /// @notice Everybody delegates to the next, twice round: nobody gains.
    function delegateInCircles(uint256 start) external {
        for (uint256 i; i < 2 * ACCOUNTS; ++i) {
            uint256 from = (start % ACCOUNTS + i) % ACCOUNTS;
            uint256 to = (from + 1) % ACCOUNTS;
            bytes memory data = abi.encodeCall(token.delegate, (people[to]));
            if (demand(5, people[from], address(token), data, "a delegation")) entrust(from, to + 1);
        }
    }

    function wait(uint256 seconds_) external {
        skip(within(seconds_, 1, 10 days));
    }

    function remember(uint256 back) external {
        if (sayings.length < SAYINGS) sayings.push();
        sayings[back % sayings.length] = recall(time() - 1 - uint48(back % 10 days));
    }

    /* WHAT THE INVARIANTS ASK */

    function fault() external view returns (string memory) {
        uint256 past = time() - 1 - uint256(keccak256(abi.encode(time()))) % 10 days;
        if (!sumsAreRight(past)) return sentence(1, "delegated votes are not what their delegators hold");
        if (token.totalSupply() != SUPPLY || token.getPastTotalSupply(past) != (past < START ? 0 : SUPPLY)) {
            return sentence(2, "the supply");
        }
        for (uint256 i; i < ACCOUNTS; ++i) {
            if (token.balanceOf(people[i]) != model.last().balances[i]) return sentence(4, "a balance");
            if (token.getVotes(people[i]) != model.votesAt(i, time())) return sentence(5, "votes");
            if (past >= START && token.getPastVotes(people[i], past) != model.votesAt(i, past)) {
                return sentence(3, "past votes");
            }
        }
        if (sayings.length != 0 && !isRemembered(sayings[time() % sayings.length])) return sentence(3, "a past value");
        return "";
    }

    function faultAtLast() external view returns (string memory what) {
        for (uint256 i; i < sayings.length; ++i) {
            if (!isRemembered(sayings[i])) what = sentence(3, "a past value changed");
        }
    }

    /* HOW IT IS DONE */

    /// @dev At every moment: the sum over delegates is the sum over those who delegate, and no more than the supply.
    function sumsAreRight(uint256 past) private view returns (bool) {
        Page storage page = model.last();
        uint256 delegated;
        uint256 held;
        uint256 then;
        for (uint256 i; i < ACCOUNTS; ++i) {
            delegated += token.getVotes(people[i]);
            then += token.getPastVotes(people[i], past);
            if (page.delegates[i] != 0) held += token.balanceOf(people[i]);
        }
        return delegated == held && held <= token.totalSupply() && then <= token.getPastTotalSupply(past);
    }

    function entrust(uint256 from, uint256 to) private {
        model.delegate(from, to, time());
        address expected = to == 0 ? address(0) : people[to - 1];
        if (token.delegates(people[from]) != expected) fail(5, "a delegate");
    }

    /// @dev The units that a transfer moves are those that the delegates lose and gain.
    function move(uint256[] memory before, uint256 from, uint256 to, uint256 amount) private {
        if (from != 0) before[from - 1] -= amount;
        if (to != 0) before[to - 1] += amount;
        if (!equal(before, votes())) fail(4, "a transfer moved other votes than units");
    }

    function votes() private view returns (uint256[] memory list) {
        list = new uint256[](ACCOUNTS);
        for (uint256 i; i < ACCOUNTS; ++i) list[i] = token.getVotes(people[i]);
    }

    function equal(uint256[] memory left, uint256[] memory right) private pure returns (bool) {
        return keccak256(abi.encode(left)) == keccak256(abi.encode(right));
    }

    function recall(uint48 timepoint) private view returns (Saying memory told) {
        (told.timepoint, told.supply) = (timepoint, token.getPastTotalSupply(timepoint));
        for (uint256 i; i < ACCOUNTS; ++i) told.votes[i] = token.getPastVotes(people[i], timepoint);
    }

    function isRemembered(Saying memory told) private view returns (bool) {
        if (told.timepoint == 0) return true;
        return keccak256(abi.encode(recall(told.timepoint))) == keccak256(abi.encode(told));
    }

    function permitData(uint256 from, uint256 amount) private returns (bytes memory) {
        bytes32 structHash = keccak256(
            abi.encode(PERMIT_TYPEHASH, people[from], outsider, amount, nonces[from]++, time())
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[people[from]], digest(structHash));
        return abi.encodeCall(token.permit, (people[from], outsider, amount, time(), v, r, s));
    }

    function delegationData(
        uint256 from,
        address to,
        uint256 nonce,
        uint256 expiry
    ) private view returns (bytes memory) {
        bytes32 structHash = keccak256(abi.encode(DELEGATION_TYPEHASH, to, nonce, expiry));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[people[from]], digest(structHash));
        return abi.encodeCall(token.delegateBySig, (to, nonce, expiry, v, r, s));
    }

    function digest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
    }
}
