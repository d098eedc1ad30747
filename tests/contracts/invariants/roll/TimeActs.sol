// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CaseModel, Trial} from "./CaseModel.sol";
import {IssuerActs} from "./IssuerActs.sol";
import {IssuerModel} from "./IssuerModel.sol";
import {Move, RecoveryModel} from "./RecoveryModel.sol";
import {RollModel, Stretch} from "./RollModel.sol";

/// @notice Time passes, to the second where it matters; what has expired is swept.
abstract contract TimeActs is IssuerActs {
    using RollModel for RollModel.Model;

    uint48[] private edges;

    /* ACTS */

    function wait(uint256 seconds_) external act {
        skip(within(seconds_, 1, longestWait()));
    }

    /// @notice To the last second before something changes by time alone, or to the first after.
    function waitForEdge(uint256 which, bool over) external act {
        delete edges;
        for (uint256 i; i < TAGS; ++i) collectEdges(model.tags[i]);
        for (uint256 i; i < register.posts.length; ++i) {
            collect(register.posts[i].until);
            collect(register.posts[i].suspendedUntil);
        }
        collect((time() / 1 days + 1) * 1 days);
        collectMore();
        warpOn(edges[which % edges.length] - (over ? 0 : 1));
    }

    function sweepLapsed(uint256 which) external act {
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = which % 8 == 0 ? model.tags[which % TAGS] : lapsedTag(which);
        bool may = model.isLapsed(tags[0], time());
        bool done = attempt(anyone(which >> 3), address(roll), abi.encodeCall(roll.sweep, (tags)));
        if (judge(39, done, may, "sweeping")) model.sweep(tags[0], time());
    }

    /* HOW IT IS DONE */

    function collectEdges(bytes32 tag) private {
        if (!model.exists(tag)) return;
        Trial storage trial = cases.trials[tag];
        Move storage move = recoveries.moves[tag];
        collect(model.last(tag).to);
        collect(trial.openedAt + CaseModel.WINDOW);
        collect(trial.openedAt + CaseModel.WINDOW + CaseModel.DECISION);
        collect(trial.suspendedUntil);
        collect(move.startedAt + RecoveryModel.DELAY);
        collect(move.until);
        collect(recoveries.restsUntil[tag]);
    }

    function collectMore() internal virtual {}

    function collect(uint48 edge) internal {
        if (edge > time()) edges.push(edge);
    }

    /// @dev An expired iD that is still counted; the next to expire is waited for when there is none.
    function lapsedTag(uint256 start) private returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (model.isLapsed(tag, time())) return tag;
        }
        tag = standingTag(start);
        warpOn(model.last(tag).to);
    }
}
