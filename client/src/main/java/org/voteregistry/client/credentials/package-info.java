/** {@code client credentials}: what a registrar does (Belenios specification 3.1.2 and 4.8). */
package org.voteregistry.client.credentials;
