// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HolderRegistry} from "contracts/identity/HolderRegistry.sol";
import {Offer} from "contracts/interfaces/IHolderRegistry.sol";
import {Accreditation, HolderKind, Mandate} from "contracts/interfaces/IIssuerRegistry.sol";
import {Proof, svm, vm} from "./Proof.sol";

/// @notice An issuers' register that says anything about anybody, but the same each time it is asked.
contract AnyIssuers {
    mapping(address issuer => mapping(bytes32 schema => Mandate)) private _mandates;
    mapping(uint16 number => Accreditation) private _accreditations;

    function mandateOf(address issuer, bytes32 schema) external view returns (Mandate memory) {
        return _mandates[issuer][schema];
    }

    function accreditation(uint16 number) external view returns (Accreditation memory) {
        return _accreditations[number];
    }
}

/// @notice A contract wallet that takes some signatures and not others.
contract AnyWallet {
    mapping(bytes32 digest => bool) public isSigned;

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return isSigned[digest] ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @notice The roll, whose inner steps can be taken one by one. They are all that writes who holds an iD.
contract OpenRoll is HolderRegistry {
    constructor(address issuers_) HolderRegistry(address(this), issuers_, address(0)) {}

    /// @dev What acceptance does to an iD that stands.
    function renew(bytes32 tag, uint16 number, uint48 until) external {
        Record memory record = _recordOf(tag);
        require(_stands(record) && until > _expirationOf(record), "no renewal");
        _renew(tag, record, number, until);
    }

    /// @dev What acceptance does to one that does not.
    function begin(bytes32 tag, address holder, Mandate memory mandate, uint48 until) public {
        Record memory record = _recordOf(tag);
        require(!_stands(record) && (record.holder == address(0) || _kindOf(record) == mandate.kind), "stands");
        _requireFree(holder);
        _begin(tag, record, holder, address(0), mandate.number, mandate.kind, until);
    }

    /// @dev As the completion of a recovery does.
    function move(bytes32 tag, address to, uint16 number, uint48 until) external {
        Record memory record = _recordOf(tag);
        require(_stands(record) && record.holder != to, "same");
        _requireFree(to);
        _move(tag, record, to, number, until);
    }

    /// @dev As the decision of a case does; {exit} does it as well.
    function end(bytes32 tag) external {
        Record memory record = _recordOf(tag);
        require(_stands(record), "over");
        _end(tag, record);
    }

    /// @dev Holder of an iD that is neither ended nor swept.
    function openHolder(bytes32 tag) external view returns (address) {
        Record memory record = _recordOf(tag);
        return _isOpen(record) ? record.holder : address(0);
    }

    /// @dev Whether the iD is one of those which the roll counts.
    function units(bytes32 tag) external view returns (uint256) {
        Record memory record = _recordOf(tag);
        return _isOpen(record) && _kindOf(record) == HolderKind.Person ? 1 : 0;
    }

    function standingHolder(bytes32 tag) external view returns (address) {
        Record memory record = _recordOf(tag);
        return _stands(record) ? record.holder : address(0);
    }

    /// @dev Of any record that was ever written: its standing has begun, it is of one of the kinds, what was ended is
    /// not open, and the time of what is not open is over.
    function isSound(bytes32 tag) external view returns (bool) {
        Record memory record = _recordOf(tag);
        bool ended = record.marks & ENDED != 0;
        bool over = _isOpen(record) ? !ended : _expirationOf(record) <= block.timestamp;
        return record.since <= block.timestamp && record.marks & 3 <= uint8(type(HolderKind).max) && over;
    }

    /// @dev Older than the standing or the end that the record tells of, or of no longer term.
    function isSpent(Offer calldata offer) external view returns (bool) {
        Record memory record = _recordOf(offer.personTag);
        if (record.marks & ENDED != 0) return offer.issuedAt <= _expirationOf(record);
        return offer.issuedAt <= record.since || offer.expirationTime <= _expirationOf(record);
    }

    function _requireFree(address account) private view {
        Record memory other = _recordOf(personTagOf(account));
        require(other.holder != account || !_stands(other), "holds another");
    }
}

/// @notice Every state of the roll, and more: storage holds anything at all.
abstract contract RollProof is Proof {
    OpenRoll internal roll;

    function setUp() public virtual {
        AnyIssuers issuers = new AnyIssuers();
        roll = new OpenRoll(address(issuers));
        svm.enableSymbolicStorage(address(issuers));
        svm.enableSymbolicStorage(address(roll));
    }

    /// @dev Calls the roll; paths on which it refuses are left.
    function act(bytes memory data) internal {
        (bool done, ) = address(roll).call(data);
        vm.assume(done);
    }
}

/// @notice Invariant 9: an account has one open iD at most, the one that it is listed with: each step keeps that. A
/// person tag has one holder at most because its record has room for one.
contract OnePersonOneHolderProofs is RollProof {
    function isListed(bytes32 tag) private view returns (bool) {
        address holder = roll.openHolder(tag);
        return holder == address(0) || roll.personTagOf(holder) == tag;
    }

    function check_begin_keeps_every_holder_listed(
        uint40 time,
        bytes32 any,
        bytes32 tag,
        address holder,
        Mandate calldata mandate,
        uint48 until
    ) public {
        setTime(time);
        vm.assume(holder != address(0) && tag != 0 && any != 0);
        vm.assume(isListed(any));
        act(abi.encodeCall(roll.begin, (tag, holder, mandate, until)));
        assert(isListed(any));
    }

    function check_move_keeps_every_holder_listed(
        uint40 time,
        bytes32 any,
        bytes32 tag,
        address to,
        uint16 number,
        uint48 until
    ) public {
        setTime(time);
        vm.assume(to != address(0) && tag != 0 && any != 0);
        vm.assume(isListed(any));
        act(abi.encodeCall(roll.move, (tag, to, number, until)));
        assert(isListed(any));
    }

    function check_end_and_sweep_keep_every_holder_listed(uint40 time, bytes32 any, bytes32 tag, bool ends) public {
        setTime(time);
        vm.assume(isListed(any));
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tag;
        act(ends ? abi.encodeCall(roll.end, (tag)) : abi.encodeCall(roll.sweep, (tags)));
        assert(isListed(any));
    }
}

/// @notice Invariant 4: the count changes by the persons whose iDs begin, end or are swept, and by nothing else.
contract CountProofs is RollProof {
    function check_begin_counts_the_person_and_what_it_sweeps(
        uint40 time,
        bytes32 tag,
        address holder,
        Mandate calldata mandate,
        uint48 until
    ) public {
        setTime(time);
        bytes32 other = roll.personTagOf(holder);
        bool mayGo = other != tag && other != 0 && roll.openHolder(other) == holder;
        uint256 before = roll.holderCount() - roll.units(tag) - (mayGo ? roll.units(other) : 0);
        act(abi.encodeCall(roll.begin, (tag, holder, mandate, until)));
        assert(roll.holderCount() == before + roll.units(tag));
        assert(!mayGo || roll.units(other) == 0);
        assert(roll.units(tag) == (mandate.kind == HolderKind.Person ? 1 : 0));
    }

    function check_move_counts_nobody_twice(
        uint40 time,
        bytes32 tag,
        address to,
        uint16 number,
        uint48 until
    ) public {
        setTime(time);
        bytes32 other = roll.personTagOf(to);
        bool mayGo = other != tag && other != 0 && roll.openHolder(other) == to;
        uint256 before = roll.holderCount() - roll.units(tag) - (mayGo ? roll.units(other) : 0);
        act(abi.encodeCall(roll.move, (tag, to, number, until)));
        assert(roll.holderCount() == before + roll.units(tag));
        assert(!mayGo || roll.units(other) == 0);
    }

    function check_end_and_sweep_count_who_goes(uint40 time, bytes32 tag, bool ends) public {
        setTime(time);
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tag;
        uint256 before = roll.holderCount() - roll.units(tag);
        act(ends ? abi.encodeCall(roll.end, (tag)) : abi.encodeCall(roll.sweep, (tags)));
        assert(roll.holderCount() == before);
        assert(roll.units(tag) == 0);
    }
}

/// @notice Invariant 11, second half: what was accepted once is spent for ever after. Acceptance begins or renews, which
/// spends the offer, and no step makes a spent one good again. That a spent one is refused is a few comparisons in
/// HolderOffers, left to fuzz tests: the solvers did not decide them in useful time.
contract OneOfferOnceProofs is RollProof {
    function check_a_beginning_spends_every_offer_made_until_then(
        uint40 time,
        Offer calldata offer,
        address holder,
        Mandate calldata mandate,
        uint48 until
    ) public {
        setTime(time);
        vm.assume(offer.issuedAt <= block.timestamp);
        act(abi.encodeCall(roll.begin, (offer.personTag, holder, mandate, until)));
        assert(roll.isSpent(offer));
    }

    function check_a_renewal_spends_every_offer_of_no_longer_term(uint40 time, Offer calldata offer, uint48 until) public {
        setTime(time);
        vm.assume(roll.isSound(offer.personTag) && offer.expirationTime <= until);
        act(abi.encodeCall(roll.renew, (offer.personTag, 1, until)));
        assert(roll.isSpent(offer));
    }

    function check_a_spent_offer_stays_so_when_an_iD_is_renewed_moves_or_goes(
        uint40 time,
        Offer calldata offer,
        bytes32 tag,
        address to,
        uint48 until,
        uint8 which
    ) public {
        setTime(time);
        // It was accepted before now, so it was made before now.
        vm.assume(roll.isSound(offer.personTag) && roll.isSpent(offer) && offer.issuedAt <= block.timestamp);
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tag;
        if (which == 0) act(abi.encodeCall(roll.move, (tag, to, 1, until)));
        else if (which == 1) act(abi.encodeCall(roll.end, (tag)));
        else if (which == 2) act(abi.encodeCall(roll.renew, (tag, 1, until)));
        else act(abi.encodeCall(roll.sweep, (tags)));
        assert(roll.isSpent(offer));
    }
}

/// @notice Invariant 12, first half: whoever holds an iD that stands can leave, whatever else is the case.
contract ExitProofs is RollProof {
    function check_a_holder_can_always_leave(uint40 time, address account) public {
        setTime(time);
        bytes32 tag = roll.personTagOf(account);
        vm.assume(account != address(0) && roll.standingHolder(tag) == account);
        vm.assume(roll.isSound(tag) && roll.holderCount() > 0 && roll.endedLeaves() < type(uint32).max);
        // The count has room for one more page: it takes 12 billion changes to fill it.
        vm.assume(uint32(uint256(vm.load(address(roll), bytes32(uint256(6))))) < type(uint32).max);
        vm.prank(account);
        (bool done, ) = address(roll).call(abi.encodeCall(roll.exit, ()));
        assert(done);
        assert(roll.openHolder(tag) == address(0));
        assert(!roll.isHolder(account));
    }
}
