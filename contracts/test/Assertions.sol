// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice Assertions that say both values where they differ.
abstract contract Assertions {
    error NotEqual(string what, bytes32 actual, bytes32 expected);
    error NotTrue(string what);

    function assertEq(bytes32 actual, bytes32 expected, string memory what) internal pure {
        if (actual != expected) revert NotEqual(what, actual, expected);
    }

    function assertEq(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert NotEqual(what, bytes32(actual), bytes32(expected));
    }

    function assertEq(address actual, address expected, string memory what) internal pure {
        assertEq(uint256(uint160(actual)), uint256(uint160(expected)), what);
    }

    function assertTrue(bool actual, string memory what) internal pure {
        if (!actual) revert NotTrue(what);
    }
}
