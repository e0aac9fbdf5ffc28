// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {VoteRegistry} from "../src/VoteRegistry.sol";
import {RegistryTest} from "./RegistryTest.sol";
import {vm} from "./Vm.sol";

/// @notice Who may do what, and what a pause stops.
contract VoteRegistryRolesTest is RegistryTest {
    function testOnlyElectionAdministratorsCreateCloseAndPublish() external {
        uint256 id = create(5);
        bytes32 role = registry.ELECTION_ADMIN_ROLE();
        address[3] memory others = [ADMIN, RECORDER, STRANGER];
        for (uint256 i = 0; i < others.length; ++i) {
            refuses(others[i], role);
            registry.createElection(MANIFEST_HASH, ROLL_HASH, 5, OPENS_AT, CLOSES_AT, RECORDING_ENDS_AT);
            refuses(others[i], role);
            registry.closeElection(id, 0, 0);
            refuses(others[i], role);
            registry.publishResult(id, RESULT_HASH, new uint256[](0));
        }
    }

    function testOnlyRecordersRecord() external {
        uint256 id = createOpen(5);
        uint256[] memory voters = indices(0, 2, 1);
        bytes32[] memory hashes = hashesOf(voters);
        bytes32 role = registry.RECORDER_ROLE();
        address[3] memory others = [ADMIN, ELECTION_ADMIN, STRANGER];
        for (uint256 i = 0; i < others.length; ++i) {
            refuses(others[i], role);
            registry.recordVote(id, 0, hashOf(0), 0);
            refuses(others[i], role);
            registry.recordVoteBatch(id, 0, hashes, voters);
        }
    }

    function testOnlyTheAdministratorPauses() external {
        address[3] memory others = [ELECTION_ADMIN, RECORDER, STRANGER];
        for (uint256 i = 0; i < others.length; ++i) {
            refuses(others[i], 0);
            registry.pause();
            refuses(others[i], 0);
            registry.unpause();
        }
    }

    function testOnlyTheAdministratorGrantsAndRevokesRoles() external {
        bytes32 role = registry.RECORDER_ROLE();
        refuses(STRANGER, 0);
        registry.grantRole(role, STRANGER);
        vm.prank(ADMIN);
        registry.revokeRole(role, RECORDER);
        uint256 id = createOpen(5);
        refuses(RECORDER, role);
        registry.recordVote(id, 0, hashOf(0), 0);
    }

    function testAPauseStopsCreatingAndRecordingUntilItEnds() external {
        uint256 id = createOpen(5);
        expectEvent();
        emit Pausable.Paused(ADMIN);
        vm.prank(ADMIN);
        registry.pause();
        assertTrue(registry.paused(), "paused");

        bytes memory enforced = abi.encodeWithSelector(Pausable.EnforcedPause.selector);
        expectError(enforced);
        create(5);
        expectError(enforced);
        record(id, 0, 0);
        expectError(enforced);
        recordBatch(id, 0, indices(0, 2, 1));

        expectEvent();
        emit Pausable.Unpaused(ADMIN);
        vm.prank(ADMIN);
        registry.unpause();
        record(id, 0, 0);
        recordBatch(id, 1, indices(1, 2, 1));
        assertEq(create(5), 2, "created after the pause");
    }

    function testDoesNotPauseTwiceNorEndAPauseThatIsNot() external {
        expectError(abi.encodeWithSelector(Pausable.ExpectedPause.selector));
        vm.prank(ADMIN);
        registry.unpause();
        vm.prank(ADMIN);
        registry.pause();
        expectError(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        vm.prank(ADMIN);
        registry.pause();
    }

    /// @dev The next call comes from `account` and must fail for want of `role`.
    function refuses(address account, bytes32 role) private {
        expectError(abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, role));
        vm.prank(account);
    }
}
