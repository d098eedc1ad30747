// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Module: a signed ballot has the nonce of its proposal
/// @notice Ballots for several proposals can be signed in any order. To whoever signs they look as with OpenZeppelin's
/// GovernorNoncesKeyed, and the plain nonce of the voter is taken as well.
/// @dev The nonce of a proposal is never used up and so needs no storage: a voter votes once on each proposal, by
/// signature or not, and that is what stops a ballot from counting twice.
abstract contract GovernorSignedBallots is Governor {
    /// @notice The nonce of every voter's ballot on the proposal whose id ends in `key`.
    function nonces(address, uint192 key) public pure returns (uint256) {
        return uint256(key) << 64;
    }

    /// @inheritdoc Governor
    function _validateVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        bytes memory signature
    ) internal virtual override returns (bool) {
        uint256 nonce = nonces(voter, uint192(proposalId));
        bytes32 ballot = keccak256(abi.encode(BALLOT_TYPEHASH, proposalId, support, voter, nonce));
        return
            _isSignedBy(voter, ballot, signature) ||
            super._validateVoteSig(proposalId, support, voter, signature);
    }

    /// @inheritdoc Governor
    function _validateExtendedVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        string memory reason,
        bytes memory params,
        bytes memory signature
    ) internal virtual override returns (bool) {
        bytes32 ballot = keccak256(
            abi.encode(
                EXTENDED_BALLOT_TYPEHASH,
                proposalId,
                support,
                voter,
                nonces(voter, uint192(proposalId)),
                keccak256(bytes(reason)),
                keccak256(params)
            )
        );
        return
            _isSignedBy(voter, ballot, signature) ||
            super._validateExtendedVoteSig(proposalId, support, voter, reason, params, signature);
    }

    /// @dev A key first, then ERC-1271: an account that delegates to code (EIP-7702) still signs with its key.
    function _isSignedBy(address voter, bytes32 ballot, bytes memory signature) private view returns (bool) {
        bytes32 digest = _hashTypedDataV4(ballot);
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecover(digest, signature);
        if (fault == ECDSA.RecoverError.NoError && recovered == voter) return true;
        return SignatureChecker.isValidERC1271SignatureNow(voter, digest, signature);
    }
}
