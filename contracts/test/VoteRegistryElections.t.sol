// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {VoteRegistry} from "../src/VoteRegistry.sol";
import {RegistryTest} from "./RegistryTest.sol";
import {vm} from "./Vm.sol";

/// @notice Creating, closing and publishing.
contract VoteRegistryElectionsTest is RegistryTest {
    function testCreatesElectionsWithConsecutiveIds() external {
        assertEq(registry.electionCount(), 0, "none at first");
        assertEq(create(5), 1, "first id");
        assertEq(create(5), 2, "second id");
        assertEq(registry.electionCount(), 2, "number of elections");
    }

    function testAnnouncesANewElectionWithAllItsFields() external {
        expectEvent();
        emit VoteRegistry.ElectionCreated(1, MANIFEST_HASH, ROLL_HASH, 1_000, OPENS_AT, CLOSES_AT, RECORDING_ENDS_AT);
        create(1_000);
    }

    function testKeepsWhatAnElectionWasCreatedWith() external {
        VoteRegistry.Election memory created = registry.election(create(1_000));
        assertEq(created.manifestHash, MANIFEST_HASH, "manifestHash");
        assertEq(created.rollHash, ROLL_HASH, "rollHash");
        assertEq(created.boardHash, 0, "boardHash");
        assertEq(created.resultHash, 0, "resultHash");
        assertEq(created.rollSize, 1_000, "rollSize");
        assertEq(created.recorded, 0, "recorded");
        assertEq(created.batches, 0, "batches");
        assertEq(created.opensAt, OPENS_AT, "opensAt");
        assertEq(created.closesAt, CLOSES_AT, "closesAt");
        assertEq(created.recordingEndsAt, RECORDING_ENDS_AT, "recordingEndsAt");
        assertTrue(!created.closed, "closed");
    }

    function testTakesTheLargestRollAndTheLatestHours() external {
        uint256 last = type(uint40).max;
        vm.prank(ELECTION_ADMIN);
        uint256 id = registry.createElection(MANIFEST_HASH, ROLL_HASH, type(uint32).max, last - 1, last, last);
        VoteRegistry.Election memory created = registry.election(id);
        assertEq(created.rollSize, type(uint32).max, "rollSize");
        assertEq(created.opensAt, last - 1, "opensAt");
        assertEq(created.recordingEndsAt, last, "recordingEndsAt");
    }

    function testRefusesAnElectionWithoutManifest() external {
        expectError(abi.encodeWithSelector(VoteRegistry.EmptyManifestHash.selector));
        vm.prank(ELECTION_ADMIN);
        registry.createElection(0, ROLL_HASH, 5, OPENS_AT, CLOSES_AT, RECORDING_ENDS_AT);
    }

    function testRefusesAnElectionWithoutRollHash() external {
        expectError(abi.encodeWithSelector(VoteRegistry.EmptyRollHash.selector));
        vm.prank(ELECTION_ADMIN);
        registry.createElection(MANIFEST_HASH, 0, 5, OPENS_AT, CLOSES_AT, RECORDING_ENDS_AT);
    }

    function testRefusesAnEmptyRoll() external {
        expectError(abi.encodeWithSelector(VoteRegistry.RollSizeOutOfRange.selector, 0));
        create(0);
    }

    function testRefusesARollBeyond32Bits() external {
        expectError(abi.encodeWithSelector(VoteRegistry.RollSizeOutOfRange.selector, 1 << 32));
        create(1 << 32);
    }

    function testRefusesHoursThatDoNotFollowEachOther() external {
        refusesHours(CLOSES_AT, CLOSES_AT, RECORDING_ENDS_AT);
        refusesHours(CLOSES_AT + 1, CLOSES_AT, RECORDING_ENDS_AT);
        refusesHours(OPENS_AT, CLOSES_AT, CLOSES_AT - 1);
    }

    function testRefusesHoursBeyond40Bits() external {
        refusesHours(OPENS_AT, CLOSES_AT, 1 << 40);
        refusesHours(OPENS_AT, 1 << 40, 1 << 40);
        refusesHours(1 << 40, (1 << 40) + 1, (1 << 40) + 1);
    }

    function testRefusesHoursThatArePast() external {
        vm.warp(RECORDING_ENDS_AT);
        refusesHours(OPENS_AT, CLOSES_AT, RECORDING_ENDS_AT);
    }

    function refusesHours(uint256 opensAt, uint256 closesAt, uint256 recordingEndsAt) private {
        expectError(abi.encodeWithSelector(VoteRegistry.InvalidHours.selector, opensAt, closesAt, recordingEndsAt));
        vm.prank(ELECTION_ADMIN);
        registry.createElection(MANIFEST_HASH, ROLL_HASH, 5, opensAt, closesAt, recordingEndsAt);
    }

    function testAnswersNothingAboutAnElectionThatDoesNotExist() external {
        create(5);
        for (uint256 id = 0; id <= 2; id += 2) {
            expectError(abi.encodeWithSelector(VoteRegistry.UnknownElection.selector, id));
            registry.election(id);
            expectError(abi.encodeWithSelector(VoteRegistry.UnknownElection.selector, id));
            close(id, 0);
            expectError(abi.encodeWithSelector(VoteRegistry.UnknownElection.selector, id));
            publish(id);
        }
    }

    function testClosesWithTheNumberOfBallotsAndTheBoardHash() external {
        uint256 id = createOpen(5);
        recordBatch(id, 0, indices(0, 3, 1));
        vm.warp(CLOSES_AT);
        expectEvent();
        emit VoteRegistry.ElectionClosed(id, 3, BOARD_HASH);
        close(id, 3);
        VoteRegistry.Election memory closed = registry.election(id);
        assertTrue(closed.closed, "closed");
        assertEq(closed.boardHash, BOARD_HASH, "boardHash");
        assertEq(closed.recorded, 3, "recorded");
        assertEq(closed.manifestHash, MANIFEST_HASH, "manifestHash");
        assertEq(closed.rollSize, 5, "rollSize");
        assertEq(closed.recordingEndsAt, RECORDING_ENDS_AT, "recordingEndsAt");
    }

    function testClosesEarlyAndWithAnEmptyBoard() external {
        uint256 id = create(5);
        expectEvent();
        emit VoteRegistry.ElectionClosed(id, 0, 0);
        close(id, 0);
        assertTrue(registry.election(id).closed, "closed");
    }

    function testClosesWhilePaused() external {
        uint256 id = createOpen(5);
        vm.prank(ADMIN);
        registry.pause();
        close(id, 0);
        publish(id);
        assertEq(registry.election(id).resultHash, RESULT_HASH, "resultHash");
    }

    function testRefusesToCloseWithAnotherNumberOfBallots() external {
        uint256 id = createOpen(5);
        record(id, 0, 2);
        for (uint256 ballots = 0; ballots <= 2; ballots += 2) {
            expectError(abi.encodeWithSelector(VoteRegistry.BallotCountMismatch.selector, id, 1, ballots));
            close(id, ballots);
        }
    }

    function testRefusesABoardHashThatDoesNotFitTheBoard() external {
        uint256 id = createOpen(5);
        expectError(abi.encodeWithSelector(VoteRegistry.InvalidBoardHash.selector, id));
        vm.prank(ELECTION_ADMIN);
        registry.closeElection(id, 0, BOARD_HASH);
        record(id, 0, 2);
        expectError(abi.encodeWithSelector(VoteRegistry.InvalidBoardHash.selector, id));
        vm.prank(ELECTION_ADMIN);
        registry.closeElection(id, 1, 0);
    }

    function testClosesOnce() external {
        uint256 id = create(5);
        close(id, 0);
        expectError(abi.encodeWithSelector(VoteRegistry.ElectionIsClosed.selector, id));
        close(id, 0);
    }

    function testPublishesTheResultWithItsCounts() external {
        uint256 id = create(5);
        close(id, 0);
        uint256[] memory counts = indices(0, 3, 7);
        expectEvent();
        emit VoteRegistry.ResultPublished(id, RESULT_HASH, counts);
        vm.prank(ELECTION_ADMIN);
        registry.publishResult(id, RESULT_HASH, counts);
        assertEq(registry.election(id).resultHash, RESULT_HASH, "resultHash");
    }

    function testPublishesOnlyAfterClosing() external {
        uint256 id = create(5);
        expectError(abi.encodeWithSelector(VoteRegistry.ElectionNotClosed.selector, id));
        publish(id);
    }

    function testPublishesOnce() external {
        uint256 id = create(5);
        close(id, 0);
        publish(id);
        expectError(abi.encodeWithSelector(VoteRegistry.ResultAlreadyPublished.selector, id));
        publish(id);
    }

    function testRefusesAnEmptyResultHash() external {
        uint256 id = create(5);
        close(id, 0);
        expectError(abi.encodeWithSelector(VoteRegistry.EmptyResultHash.selector, id));
        vm.prank(ELECTION_ADMIN);
        registry.publishResult(id, 0, new uint256[](0));
    }

    function publish(uint256 electionId) private {
        vm.prank(ELECTION_ADMIN);
        registry.publishResult(electionId, RESULT_HASH, new uint256[](0));
    }
}
