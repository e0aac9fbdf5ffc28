// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title First administrator, as the network's genesis names it
/// @notice The account 0x…5652 ("VR") is part of the genesis and carries 21 bytes of code: 0x00 (STOP), then the
///         administrator's 20-byte address. A contract that reads its administrator from there needs no constructor
///         argument, so it has the same address on every network, and whoever deploys it first gains nothing.
library GenesisAdmin {
    /// @notice Where the genesis keeps the administrator's address.
    address internal constant ACCOUNT = address(0x5652);

    uint256 private constant CODE_LENGTH = 21;

    /// @notice The genesis of this chain does not name an administrator at {ACCOUNT}: 21 bytes of code, 0x00 and an
    ///         address other than zero.
    error GenesisAdminMissing();

    /// @notice Reads the administrator's address.
    function read() internal view returns (address admin) {
        bytes memory code = ACCOUNT.code;
        if (code.length != CODE_LENGTH || code[0] != 0x00) revert GenesisAdminMissing();
        assembly ("memory-safe") {
            // 32 bytes from offset 1: the address and 12 bytes beyond the code, which the shift drops.
            admin := shr(96, mload(add(code, 33)))
        }
        if (admin == address(0)) revert GenesisAdminMissing();
    }
}
