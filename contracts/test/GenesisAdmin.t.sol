// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AnchorRegistry} from "../src/AnchorRegistry.sol";
import {GenesisAdmin} from "../src/GenesisAdmin.sol";
import {VoteRegistry} from "../src/VoteRegistry.sol";
import {RegistryTest} from "./RegistryTest.sol";
import {vm} from "./Vm.sol";

contract GenesisAdminTest is RegistryTest {
    function testTheGenesisNamesTheAdministratorWhoeverDeploys() external {
        nameGenesisAdmin(STRANGER);
        vm.prank(RECORDER);
        VoteRegistry votes = new VoteRegistry();
        AnchorRegistry anchors = new AnchorRegistry();
        assertTrue(votes.hasRole(votes.DEFAULT_ADMIN_ROLE(), STRANGER), "administrator of the votes");
        assertTrue(!votes.hasRole(votes.DEFAULT_ADMIN_ROLE(), RECORDER), "the deployer gains nothing");
        assertTrue(anchors.hasRole(anchors.DEFAULT_ADMIN_ROLE(), STRANGER), "administrator of the anchors");
    }

    function testRefusesAChainThatNamesNoAdministrator() external {
        refuses("");
    }

    function testRefusesCodeThatIsTooShortOrTooLong() external {
        refuses(abi.encodePacked(hex"00", bytes19(uint152(1))));
        refuses(abi.encodePacked(hex"00", ADMIN, hex"00"));
    }

    function testRefusesCodeThatCouldRun() external {
        refuses(abi.encodePacked(hex"60", ADMIN));
    }

    function testRefusesTheZeroAddress() external {
        refuses(abi.encodePacked(hex"00", address(0)));
    }

    function refuses(bytes memory code) private {
        vm.etch(GENESIS_ACCOUNT, code);
        expectError(abi.encodeWithSelector(GenesisAdmin.GenesisAdminMissing.selector));
        new VoteRegistry();
        expectError(abi.encodeWithSelector(GenesisAdmin.GenesisAdminMissing.selector));
        new AnchorRegistry();
    }
}
