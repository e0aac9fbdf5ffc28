/** What commands have in common towards the terminal and the file system. */
package org.voteregistry.client.console;
