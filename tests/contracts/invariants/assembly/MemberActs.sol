// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {vm} from "../../helpers/Vm.sol";
import {AssemblyWitness} from "./AssemblyWitness.sol";

/// @notice Members leave, return, renew, move and lapse; tokens are sent and delegated.
abstract contract MemberActs is AssemblyWitness {
    uint256 internal constant CAST = 2 * PERSONS + 4;
    uint256 private constant FEWEST = 4; // members, so that a holder house can sit

    function prepare() external {
        setUp();
        vm.deal(address(timelock), TREASURY);
        address[] memory others = accounts("spare", PERSONS);
        for (uint256 i; i < PERSONS; ++i) {
            (holder[i], spare[i], counted[i]) = (members[i], others[i], true);
            stays[i].push(Stay(time() - 1, time() - 1 + TERM));
            vm.prank(whale);
            token.transfer(i % 2 == 0 ? holder[i] : spare[i], (i + 1) * 1_000e18);
        }
        counts.push(Point(time() - 1, PERSONS));
        holderShares.push(Point(0, HOLDER_QUORUM));
        tokenShares.push(Point(0, TOKEN_QUORUM));
        skip(1);
    }

    /* ACTS */

    function leaveRoll(uint256 who) external act {
        depart(personNow(who));
    }

    /// @notice Who is not a member becomes one, with the old account or the other; one is made to leave if all are.
    function join(uint256 who, uint256 form) external act {
        uint256 person_ = who % PERSONS;
        for (uint256 i; i < PERSONS && stands(person_); ++i) person_ = (person_ + 1) % PERSONS;
        if (stands(person_)) depart(person_);
        skip(1);
        if (form % 2 == 0) (holder[person_], spare[person_]) = (spare[person_], holder[person_]);
        enter(person_);
    }

    function renew(uint256 who) external act {
        extend(personNow(who));
    }

    /// @notice All iDs that have expired leave the count; if none has, time is let pass until one does.
    function sweepLapsed(uint256 who) external act {
        uint256 person_ = who % PERSONS;
        for (uint256 i; i < PERSONS && (stands(person_) || !counted[person_]); ++i) person_ = (person_ + 1) % PERSONS;
        if (!counted[person_]) discard();
        if (stands(person_)) warpOn(lastStay(person_).to);
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tagOf(person_);
        if (!demand(2, outsider, address(roll), abi.encodeCall(roll.sweep, (tags)), "sweeping")) return;
        counted[person_] = false;
        recount(-1);
    }

    function moveMember(uint256 who) external act {
        move(personNow(who));
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external act {
        address sender = anyone(from);
        amount = within(amount, 0, token.balanceOf(sender));
        demand(4, sender, address(token), abi.encodeCall(token.transfer, (anyone(to), amount)), "a transfer");
    }

    /// @notice Of tokens. A person's vote goes with nobody.
    function delegate(uint256 from, uint256 to) external act {
        demand(5, anyone(from), address(token), abi.encodeCall(token.delegate, (anyone(to))), "a delegation");
    }

    /* HOW IT IS DONE */

    /// @dev Any account of the cast.
    function anyone(uint256 which) internal view returns (address) {
        which %= CAST;
        if (which < PERSONS) return holder[which];
        if (which < 2 * PERSONS) return spare[which - PERSONS];
        return [whale, trader, minnow, outsider][which - 2 * PERSONS];
    }

    function memberNow(uint256 start) internal returns (address) {
        return holder[personNow(start)];
    }

    /// @dev A person whose iD stands; one is admitted when there is none.
    function personNow(uint256 start) internal returns (uint256 person_) {
        for (uint256 i; i < PERSONS; ++i) {
            person_ = (start % PERSONS + i) % PERSONS;
            if (stands(person_)) return person_;
        }
        skip(1);
        enter(person_);
    }

    /// @dev Some members, with time enough for a whole proposal.
    function populate() internal {
        uint256 standing;
        for (uint256 i; i < PERSONS; ++i) {
            if (!stands(i)) continue;
            ++standing;
            if (lastStay(i).to < time() + 60 days) extend(i);
        }
        for (uint256 i; i < PERSONS && standing < FEWEST; ++i) {
            if (stands(i)) continue;
            skip(1);
            enter(i);
            ++standing;
        }
    }

    function move(uint256 person_) internal {
        depart(person_);
        skip(1);
        (holder[person_], spare[person_]) = (spare[person_], holder[person_]);
        enter(person_);
    }

    function enter(uint256 person_) private {
        accreditIssuer();
        admit(holder[person_], tagOf(person_));
        stays[person_].push(Stay(time(), time() + TERM));
        if (!counted[person_]) recount(1);
        counted[person_] = true;
    }

    function extend(uint256 person_) private {
        if (lastStay(person_).to == time() + TERM || lastStay(person_).from == time()) skip(1);
        if (!stands(person_)) discard();
        accreditIssuer();
        admit(holder[person_], tagOf(person_));
        lastStay(person_).to = time() + TERM;
    }

    function depart(uint256 person_) private {
        if (!demand(12, holder[person_], address(roll), abi.encodeCall(roll.exit, ()), "leaving")) return;
        lastStay(person_).to = time();
        counted[person_] = false;
        recount(-1);
    }

    /// @dev Scenes last for years; the persons' issuer stays.
    function accreditIssuer() private {
        if (issuers.mandateOf(issuer, person).number != 0) return;
        vm.prank(address(timelock));
        issuers.accredit(issuer, person, time() + 3 * 365 days, DAILY_CAP);
        skip(1);
    }
}
