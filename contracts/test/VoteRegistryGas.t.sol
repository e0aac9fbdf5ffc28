// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {NaiveVoteRegistry} from "../bench/NaiveVoteRegistry.sol";
import {RegistryTest} from "./RegistryTest.sol";
import {vm} from "./Vm.sol";

/// @notice What a recorded vote costs: the gas used of a whole transaction (21,000, calldata and execution), divided by
///         its votes. Runs with `isolate`, so that each call is a transaction of its own with cold storage.
/// @dev forge writes the figures to snapshots/; the build compares them with the committed ones.
contract VoteRegistryGasTest is RegistryTest {
    uint256 private constant TARGET_PER_VOTE = 4_000;
    uint256 private constant TARGET_PERCENT_OF_NAIVE = 3;

    /// @dev Large, so that the chain's first elections and an election in full swing cost alike.
    uint256 private constant DENSE_START = 256;

    function testGasOfDenseBatches() external {
        measureRoll(1_000, 1);
        measureRoll(10_000, 1);
        measureRoll(1_000_000, 1);
    }

    /// @dev Voters spread evenly over the whole roll: the worst case for the bitmap.
    function testGasOfScatteredBatches() external {
        measureRoll(10_000, 10_000 / 500);
        measureRoll(1_000_000, 1_000_000 / 500);
    }

    function testGasOfOneVoteAlone() external {
        uint256 electionId = createOpen(10_000);
        record(electionId, 0, 0);
        record(electionId, 1, DENSE_START);
        vm.snapshotValue("VoteRegistry", "recordVote", vm.lastCallGas().gasTotalUsed);
    }

    function testGasOfTheNaiveDesign() external {
        NaiveVoteRegistry naive = new NaiveVoteRegistry();
        naive.recordVote(hashOf(0), 1, referenceOf(0));

        naive.recordVote(hashOf(1), 1, referenceOf(1));
        uint256 alone = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("NaiveVoteRegistry", "one vote alone", alone);

        uint256[] memory voters = indices(2, 50, 1);
        string[] memory references = new string[](50);
        for (uint256 i = 0; i < 50; ++i) {
            references[i] = referenceOf(voters[i]);
        }
        naive.recordVotes(hashesOf(voters), 1, references);
        vm.snapshotValue("NaiveVoteRegistry", "per vote in batches of 50", vm.lastCallGas().gasTotalUsed / 50);

        uint256 ours = perVote(createOpen(10_000), 200, 1);
        assertTrue(ours <= TARGET_PER_VOTE, "at most 4,000 gas a vote in batches of 200");
        assertTrue(ours * 100 <= alone * TARGET_PERCENT_OF_NAIVE, "at least 97 % below the naive vote");
    }

    function measureRoll(uint256 rollSize, uint256 step) private {
        uint256[5] memory sizes = [uint256(1), 10, 50, 200, 500];
        for (uint256 i = 0; i < sizes.length; ++i) {
            vm.snapshotValue(
                "VoteRegistry",
                string.concat(
                    step == 1 ? "dense" : "scattered",
                    ", roll ",
                    vm.toString(rollSize),
                    ", batch ",
                    vm.toString(sizes[i])
                ),
                perVote(create(rollSize), sizes[i], step)
            );
        }
    }

    /// @dev A batch in an election that has recorded before, in a part of the roll where nobody has voted yet.
    function perVote(uint256 electionId, uint256 size, uint256 step) private returns (uint256) {
        vm.warp(OPENS_AT);
        uint256 first = step == 1 ? DENSE_START : 1;
        record(electionId, 0, 0);
        recordBatch(electionId, 1, indices(first, size, step));
        uint256 gas = vm.lastCallGas().gasTotalUsed;
        vm.warp(CREATED_AT);
        return gas / size;
    }

    /// @dev A reference as voters get it: VR- and 16 characters.
    function referenceOf(uint256 voterIndex) private pure returns (string memory) {
        bytes memory alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        bytes32 hash = hashOf(voterIndex);
        bytes memory text = bytes("VR-0000000000000000");
        for (uint256 i = 3; i < 19; ++i) {
            text[i] = alphabet[uint8(hash[i]) & 31];
        }
        return string(text);
    }
}
