// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Allocation, IToken} from "../helpers/Faces.sol";
import {Proof, svm, vm} from "./Proof.sol";

/// @notice Invariants 1 and 4 of the token. The votes of all delegates are the balances of all who delegate: true of no
/// tokens at all, and kept by each step below, whatever came before. No other function moves tokens or delegations.
contract TokenProofs is Proof {
    IToken private token;

    function setUp() public {
        Allocation[] memory none = new Allocation[](0);
        token = IToken(deploy("LexiarchToken", abi.encode("Valley Commons", "VALE", none)));
        svm.enableSymbolicStorage(address(token));
    }

    /// @dev Invariant 4: the votes of `delegate` change by what its delegators got and gave, and by nothing else.
    function check_transfer_moves_as_many_votes_as_units(
        uint40 time,
        address from,
        address to,
        uint256 value,
        address delegate
    ) public {
        setTime(time);
        uint256 votes = token.getVotes(delegate);
        uint256 supply = token.totalSupply();
        vm.prank(from);
        (bool done, ) = address(token).call(abi.encodeCall(token.transfer, (to, value)));
        vm.assume(done);

        uint256 gain = token.delegates(to) == delegate ? value : 0;
        uint256 loss = token.delegates(from) == delegate ? value : 0;
        if (delegate == address(0)) (gain, loss) = (0, 0);
        assert(token.getVotes(delegate) == votes + gain - loss);
        assert(token.totalSupply() == supply);
    }

    /// @dev Invariant 1: whoever delegates moves the whole balance from one delegate to the other.
    function check_delegate_moves_the_whole_balance(
        uint40 time,
        address account,
        address to,
        address delegate
    ) public {
        setTime(time);
        uint256 votes = token.getVotes(delegate);
        address former = token.delegates(account);
        vm.prank(account);
        (bool done, ) = address(token).call(abi.encodeCall(token.delegate, (to)));
        vm.assume(done);

        uint256 gain = to == delegate ? token.balanceOf(account) : 0;
        uint256 loss = former == delegate ? token.balanceOf(account) : 0;
        if (delegate == address(0)) (gain, loss) = (0, 0);
        assert(token.getVotes(delegate) == votes + gain - loss);
        assert(token.delegates(account) == to);
    }
}
