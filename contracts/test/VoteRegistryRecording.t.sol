// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {VoteRegistry} from "../src/VoteRegistry.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {RegistryTest} from "./RegistryTest.sol";
import {vm} from "./Vm.sol";

/// @notice Recording single votes and batches.
contract VoteRegistryRecordingTest is RegistryTest {
    uint256 private constant ROLL_SIZE = 1_000;

    function testRecordsOneVoteAsABatchOfOne() external {
        uint256 id = createOpen(ROLL_SIZE);
        bytes32 leaf = MerkleTree.leaf(id, 0, 7, hashOf(7));
        expectEvent();
        emit VoteRegistry.VoteRecorded(id, hashOf(7), 0, 7);
        expectEvent();
        emit VoteRegistry.BatchRecorded(id, 1, leaf, 0, 1);
        assertEq(record(id, 0, 7), 1, "batch id");

        assertBatch(id, 1, leaf, 0, 1);
        assertEq(registry.election(id).recorded, 1, "recorded");
        assertEq(registry.election(id).batches, 1, "batches");
        assertTrue(registry.hasVoted(id, 7), "voter 7");
        assertTrue(!registry.hasVoted(id, 6) && !registry.hasVoted(id, 8), "the neighbours");
    }

    function testRecordsABatchInSerialOrder() external {
        uint256 id = createOpen(ROLL_SIZE);
        record(id, 0, 999);
        uint256[] memory voters = indices(250, 5, 3);
        bytes32 root = MerkleTree.root(leavesOf(id, 1, voters));
        for (uint256 i = 0; i < voters.length; ++i) {
            expectEvent();
            emit VoteRegistry.VoteRecorded(id, hashOf(voters[i]), 1 + i, voters[i]);
        }
        expectEvent();
        emit VoteRegistry.BatchRecorded(id, 2, root, 1, 5);
        vm.warp(OPENS_AT + 17);
        vm.roll(2_000);
        assertEq(recordBatch(id, 1, voters), 2, "batch id");

        assertBatch(id, 2, root, 1, 5);
        assertEq(registry.election(id).recorded, 6, "recorded");
        assertEq(registry.election(id).batches, 2, "batches");
        assertEq(registry.election(id).closesAt, CLOSES_AT, "its neighbours in the word stay");
    }

    function testEmitsOneEventAVoteAndOneABatchAndNoOther() external {
        uint256 id = createOpen(ROLL_SIZE);
        vm.recordLogs();
        recordBatch(id, 0, indices(0, 9, 1));
        assertEq(vm.getRecordedLogs().length, 10, "events");
    }

    function testABatchOfOneEqualsAVoteAlone() external {
        uint256 alone = createOpen(ROLL_SIZE);
        record(alone, 0, 3);
        recordBatch(alone, 1, indices(4, 1, 1));
        assertEq(registry.batch(alone, 2).root, MerkleTree.leaf(alone, 1, 4, hashOf(4)), "root");
    }

    function testTakesVotersInAnyOrderAcrossTheWholeRoll() external {
        uint256 id = createOpen(ROLL_SIZE);
        uint256[] memory voters = new uint256[](8);
        (voters[0], voters[1], voters[2], voters[3]) = (999, 0, 256, 255);
        (voters[4], voters[5], voters[6], voters[7]) = (1, 511, 512, 998);
        recordBatch(id, 0, voters);
        uint256 set = 0;
        for (uint256 i = 0; i < ROLL_SIZE; ++i) {
            if (registry.hasVoted(id, i)) ++set;
        }
        assertEq(set, 8, "bits set");
        for (uint256 i = 0; i < voters.length; ++i) {
            assertTrue(registry.hasVoted(id, voters[i]), "voter");
        }
    }

    function testRecordsAThousandVotesAtOnce() external {
        uint256 id = createOpen(ROLL_SIZE);
        recordBatch(id, 0, indices(0, ROLL_SIZE, 1));
        assertEq(registry.election(id).recorded, ROLL_SIZE, "recorded");
        assertEq(registry.batch(id, 1).root, MerkleTree.root(leavesOf(id, 0, indices(0, ROLL_SIZE, 1))), "root");
    }

    function testKeepsElectionsApart() external {
        uint256 one = create(ROLL_SIZE);
        uint256 two = createOpen(ROLL_SIZE);
        record(one, 0, 7);
        assertTrue(!registry.hasVoted(two, 7), "voter of the other election");
        record(two, 0, 7);
        assertTrue(registry.batch(one, 1).root != registry.batch(two, 1).root, "the election is in the leaf");
    }

    function testABatchSentTwiceReverts() external {
        uint256 id = createOpen(ROLL_SIZE);
        recordBatch(id, 0, indices(0, 3, 1));
        expectError(abi.encodeWithSelector(VoteRegistry.SerialMismatch.selector, id, 3, 0));
        recordBatch(id, 0, indices(0, 3, 1));
    }

    function testRefusesASerialThatIsNotTheNext() external {
        uint256 id = createOpen(ROLL_SIZE);
        record(id, 0, 0);
        for (uint256 serial = 0; serial <= 2; serial += 2) {
            expectError(abi.encodeWithSelector(VoteRegistry.SerialMismatch.selector, id, 1, serial));
            record(id, serial, 1);
            expectError(abi.encodeWithSelector(VoteRegistry.SerialMismatch.selector, id, 1, serial));
            recordBatch(id, serial, indices(1, 2, 1));
        }
    }

    function testRefusesASecondVoteOfAVoter() external {
        uint256 id = createOpen(ROLL_SIZE);
        record(id, 0, 300);
        bytes memory already = abi.encodeWithSelector(VoteRegistry.AlreadyVoted.selector, id, 300);
        expectError(already);
        record(id, 1, 300);
        expectError(already);
        recordBatch(id, 1, indices(299, 3, 1));
        assertEq(registry.election(id).recorded, 1, "recorded");
        assertTrue(!registry.hasVoted(id, 299), "the entries before it");
    }

    function testRefusesAVoterTwiceInOneBatch() external {
        uint256 id = createOpen(ROLL_SIZE);
        uint256[] memory voters = indices(0, 4, 1);
        voters[3] = 1;
        expectError(abi.encodeWithSelector(VoteRegistry.AlreadyVoted.selector, id, 1));
        recordBatch(id, 0, voters);
        // Also where another word of the bitmap lies between the two.
        voters[2] = 700;
        expectError(abi.encodeWithSelector(VoteRegistry.AlreadyVoted.selector, id, 1));
        recordBatch(id, 0, voters);
    }

    function testRefusesAnIndexOutsideTheRoll() external {
        uint256 id = createOpen(ROLL_SIZE);
        uint256[3] memory outside = [ROLL_SIZE, 1 << 32, type(uint256).max];
        for (uint256 i = 0; i < outside.length; ++i) {
            bytes memory expected = abi.encodeWithSelector(VoteRegistry.NotOnRoll.selector, id, outside[i], ROLL_SIZE);
            expectError(expected);
            record(id, 0, outside[i]);
            expectError(expected);
            recordBatch(id, 0, indices(ROLL_SIZE - 1, outside[i]));
            expectError(expected);
            recordBatch(id, 0, indices(outside[i], 0));
        }
        record(id, 0, ROLL_SIZE - 1);
    }

    function testRefusesAVoteHashOfZero() external {
        uint256 id = createOpen(ROLL_SIZE);
        bytes memory empty = abi.encodeWithSelector(VoteRegistry.EmptyVoteHash.selector, id, 6);
        expectError(empty);
        vm.prank(RECORDER);
        registry.recordVote(id, 0, 0, 6);
        uint256[] memory voters = indices(5, 3, 1);
        bytes32[] memory hashes = hashesOf(voters);
        hashes[1] = 0;
        expectError(empty);
        vm.prank(RECORDER);
        registry.recordVoteBatch(id, 0, hashes, voters);
    }

    function testRefusesAnEmptyBatch() external {
        uint256 id = createOpen(ROLL_SIZE);
        expectError(abi.encodeWithSelector(VoteRegistry.EmptyBatch.selector, id));
        recordBatch(id, 0, new uint256[](0));
    }

    function testRefusesArraysOfDifferentLength() external {
        uint256 id = createOpen(ROLL_SIZE);
        bytes32[] memory hashes = hashesOf(indices(0, 3, 1));
        for (uint256 count = 2; count <= 4; count += 2) {
            expectError(abi.encodeWithSelector(VoteRegistry.LengthMismatch.selector, 3, count));
            vm.prank(RECORDER);
            registry.recordVoteBatch(id, 0, hashes, indices(0, count, 1));
        }
    }

    function testRefusesAnElectionThatDoesNotExist() external {
        createOpen(ROLL_SIZE);
        expectError(abi.encodeWithSelector(VoteRegistry.UnknownElection.selector, 2));
        record(2, 0, 0);
        expectError(abi.encodeWithSelector(VoteRegistry.UnknownElection.selector, 2));
        recordBatch(2, 0, indices(0, 2, 1));
    }

    function testRecordsFromTheFirstSecondToTheLast() external {
        uint256 id = create(ROLL_SIZE);
        vm.warp(OPENS_AT - 1);
        bytes memory early =
            abi.encodeWithSelector(VoteRegistry.RecordingNotStarted.selector, id, OPENS_AT, OPENS_AT - 1);
        expectError(early);
        record(id, 0, 0);
        expectError(early);
        recordBatch(id, 0, indices(0, 2, 1));

        vm.warp(OPENS_AT);
        record(id, 0, 0);
        vm.warp(RECORDING_ENDS_AT);
        recordBatch(id, 1, indices(1, 2, 1));

        vm.warp(RECORDING_ENDS_AT + 1);
        bytes memory late =
            abi.encodeWithSelector(VoteRegistry.RecordingEnded.selector, id, RECORDING_ENDS_AT, RECORDING_ENDS_AT + 1);
        expectError(late);
        record(id, 3, 3);
        expectError(late);
        recordBatch(id, 3, indices(3, 2, 1));
    }

    function testRecordsNothingAfterClosing() external {
        uint256 id = createOpen(ROLL_SIZE);
        record(id, 0, 0);
        close(id, 1);
        expectError(abi.encodeWithSelector(VoteRegistry.ElectionIsClosed.selector, id));
        record(id, 1, 1);
        expectError(abi.encodeWithSelector(VoteRegistry.ElectionIsClosed.selector, id));
        recordBatch(id, 1, indices(1, 2, 1));
    }

    function testAnswersNothingAboutABatchThatDoesNotExist() external {
        uint256 id = createOpen(ROLL_SIZE);
        record(id, 0, 0);
        for (uint256 batchId = 0; batchId <= 2; batchId += 2) {
            expectError(abi.encodeWithSelector(VoteRegistry.UnknownBatch.selector, id, batchId));
            registry.batch(id, batchId);
        }
        expectError(abi.encodeWithSelector(VoteRegistry.UnknownBatch.selector, 9, 1));
        registry.batch(9, 1);
    }

    /// @dev Light clients prove a root against the state, so where it stands is part of the contract's interface.
    function testStoresRootsAndBitsWhereTheDocumentationSays() external {
        uint256 id = createOpen(ROLL_SIZE);
        record(id, 0, 258);
        recordBatch(id, 1, indices(0, 3, 1));
        bytes32 batchSlot = keccak256(abi.encode(uint256(2), keccak256(abi.encode(id, uint256(4)))));
        assertEq(vm.load(address(registry), batchSlot), registry.batch(id, 2).root, "root of batch 2");
        assertEq(
            vm.load(address(registry), bytes32(uint256(batchSlot) + 1)),
            bytes32(block.number << 128 | block.timestamp << 64 | 3 << 32 | 1),
            "the rest of batch 2"
        );
        bytes32 bits = keccak256(abi.encode(uint256(1), keccak256(abi.encode(id, uint256(5)))));
        assertEq(vm.load(address(registry), bits), bytes32(uint256(1 << 2)), "second word of the roll");
        assertEq(vm.load(address(registry), bytes32(uint256(2))), bytes32(uint256(1)), "electionCount");
        bytes32 election = keccak256(abi.encode(id, uint256(3)));
        assertEq(vm.load(address(registry), election), MANIFEST_HASH, "election");
    }

    function assertBatch(uint256 electionId, uint256 batchId, bytes32 root, uint256 firstSerial, uint256 count)
        private
        view
    {
        VoteRegistry.Batch memory found = registry.batch(electionId, batchId);
        assertEq(found.root, root, "root");
        assertEq(found.firstSerial, firstSerial, "firstSerial");
        assertEq(found.count, count, "count");
        assertEq(found.recordedAt, block.timestamp, "recordedAt");
        assertEq(found.blockNumber, block.number, "blockNumber");
    }
}
