// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {RegistryTest} from "./RegistryTest.sol";
import {vm} from "./Vm.sol";

/// @notice The tree that the contract builds, against one built plainly and against OpenZeppelin's verification.
contract VoteRegistryProofsTest is RegistryTest {
    uint256 private constant ROLL_SIZE = type(uint32).max;

    /// @dev Up to 33, so that odd nodes occur at every level.
    function testProvesEveryVoteOfEveryBatchSize() external {
        uint256 id = createOpen(10_000);
        uint256 serial = 0;
        for (uint256 size = 1; size <= 33; ++size) {
            uint256[] memory voters = indices(serial, size, 1);
            uint256 batchId = recordBatch(id, serial, voters);
            bytes32[] memory leaves = leavesOf(id, serial, voters);
            bytes32 root = registry.batch(id, batchId).root;
            assertEq(root, MerkleTree.root(leaves), "root");
            for (uint256 i = 0; i < size; ++i) {
                bytes32[] memory proof = MerkleTree.proof(leaves, i);
                assertTrue(MerkleProof.verify(proof, root, leaves[i]), "OpenZeppelin verifies");
                assertTrue(verify(id, batchId, serial + i, voters[i], proof), "the registry verifies");
            }
            serial += size;
        }
    }

    function testRefusesEveryPartOfAVoteThatIsNotAsRecorded() external {
        uint256 id = createOpen(10_000);
        record(id, 0, 99);
        uint256[] memory voters = indices(10, 7, 1);
        recordBatch(id, 1, voters);
        bytes32[] memory proof = MerkleTree.proof(leavesOf(id, 1, voters), 4);
        assertTrue(verify(id, 2, 5, 14, proof), "as recorded");
        assertTrue(!verify(id + 1, 2, 5, 14, proof), "another election");
        assertTrue(!verify(id, 1, 5, 14, proof), "another batch");
        assertTrue(!verify(id, 3, 5, 14, proof), "a batch that does not exist");
        assertTrue(!verify(id, 2, 4, 14, proof), "another serial");
        assertTrue(!verify(id, 2, 0, 14, proof), "a serial before the batch");
        assertTrue(!verify(id, 2, 8, 14, proof), "a serial after the batch");
        assertTrue(!verify(id, 2, 5, 15, proof), "another voter");
        assertTrue(!registry.verifyVote(id, 2, 5, 14, hashOf(15), proof), "another hash");
        proof[0] = bytes32(uint256(proof[0]) ^ 1);
        assertTrue(!verify(id, 2, 5, 14, proof), "another proof");
    }

    /// @dev A leaf is hashed twice, so two leaves joined cannot pass as a vote's encoding.
    function testDoesNotTakeAnInnerNodeForAVote() external {
        uint256 id = createOpen(10_000);
        uint256[] memory voters = indices(0, 4, 1);
        recordBatch(id, 0, voters);
        bytes32[] memory inner = MerkleTree.parents(leavesOf(id, 0, voters));
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = inner[1];
        assertTrue(!registry.verifyVote(id, 1, 0, 0, inner[0], proof), "inner node");
        assertTrue(!registry.verifyVote(id, 1, 0, 0, registry.batch(id, 1).root, new bytes32[](0)), "root");
    }

    function testFuzzRecordsAnyBatchAnywhereOnTheRoll(
        uint256 seed,
        uint256 size,
        uint256 first,
        uint256 step,
        uint256 checked
    ) external {
        size = bound(size, 1, 300);
        step = bound(step, 1, 5_000);
        first = bound(first, 0, ROLL_SIZE - 1 - (size - 1) * step);
        uint256[] memory voters = shuffle(indices(first, size, step), seed);
        uint256 id = createOpen(ROLL_SIZE);
        uint256 batchId = recordBatch(id, 0, voters);

        assertEq(registry.election(id).recorded, size, "recorded");
        bytes32[] memory leaves = leavesOf(id, 0, voters);
        assertEq(registry.batch(id, batchId).root, MerkleTree.root(leaves), "root");
        checked = bound(checked, 0, size - 1);
        assertTrue(verify(id, batchId, checked, voters[checked], MerkleTree.proof(leaves, checked)), "vote");
        for (uint256 i = 0; i < size; ++i) {
            assertTrue(registry.hasVoted(id, voters[i]), "voter");
        }
        assertTrue(first == 0 || !registry.hasVoted(id, first - 1), "the voter before the first");
        assertTrue(step == 1 || !registry.hasVoted(id, first + 1), "the voter after the first");
        assertTrue(!registry.hasVoted(id, first + size * step), "the voter after the last");
    }

    function testFuzzABatchWithABadEntryLeavesNoTrace(uint256 size, uint256 bad, uint256 kind) external {
        size = bound(size, 2, 300);
        bad = bound(bad, 0, size - 1);
        uint256 id = createOpen(1_000);
        record(id, 0, 999);
        uint256[] memory voters = indices(0, size, 3);
        bytes32[] memory hashes = hashesOf(voters);
        kind = bound(kind, 0, 3);
        if (kind == 0) voters[bad] = 1_000;
        if (kind == 1) voters[bad] = 999;
        if (kind == 2) voters[bad] = voters[(bad + 1) % size];
        if (kind == 3) hashes[bad] = 0;
        vm.prank(RECORDER);
        try registry.recordVoteBatch(id, 1, hashes, voters) {
            assertTrue(false, "a bad entry must revert");
        } catch {}

        assertEq(registry.election(id).recorded, 1, "recorded");
        assertEq(registry.election(id).batches, 1, "batches");
        for (uint256 i = 0; i < size; ++i) {
            assertTrue(!registry.hasVoted(id, 3 * i), "voter");
        }
    }

    function verify(uint256 electionId, uint256 batchId, uint256 serial, uint256 voterIndex, bytes32[] memory proof)
        private
        view
        returns (bool)
    {
        return registry.verifyVote(electionId, batchId, serial, voterIndex, hashOf(voterIndex), proof);
    }

    function bound(uint256 value, uint256 least, uint256 most) private pure returns (uint256) {
        return least + value % (most - least + 1);
    }

    function shuffle(uint256[] memory all, uint256 seed) private pure returns (uint256[] memory) {
        for (uint256 i = all.length - 1; i > 0; --i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 j = seed % (i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }
        return all;
    }
}
