/** {@code client election}: what an administrator does without the service. */
package org.voteregistry.client.election;
