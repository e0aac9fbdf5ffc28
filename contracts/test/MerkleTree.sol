// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice The tree once more, written plainly and apart from the contract's: level by level in fresh arrays.
library MerkleTree {
    function leaf(uint256 electionId, uint256 serial, uint256 voterIndex, bytes32 voteHash)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encodePacked(keccak256(abi.encode(electionId, serial, voterIndex, voteHash))));
    }

    function parents(bytes32[] memory level) internal pure returns (bytes32[] memory above) {
        above = new bytes32[]((level.length + 1) / 2);
        for (uint256 i = 0; i < above.length; ++i) {
            bool paired = 2 * i + 1 < level.length;
            above[i] = paired ? Hashes.commutativeKeccak256(level[2 * i], level[2 * i + 1]) : level[2 * i];
        }
    }

    function root(bytes32[] memory leaves) internal pure returns (bytes32) {
        while (leaves.length > 1) {
            leaves = parents(leaves);
        }
        return leaves[0];
    }

    function proof(bytes32[] memory leaves, uint256 position) internal pure returns (bytes32[] memory path) {
        bytes32[] memory found = new bytes32[](256);
        uint256 length = 0;
        while (leaves.length > 1) {
            uint256 sibling = position ^ 1;
            if (sibling < leaves.length) {
                found[length++] = leaves[sibling];
            }
            position /= 2;
            leaves = parents(leaves);
        }
        path = new bytes32[](length);
        for (uint256 i = 0; i < length; ++i) {
            path[i] = found[i];
        }
    }
}
