/** {@code client ballot}: what a voter does (Belenios specification 3.2). */
package org.voteregistry.client.ballot;
