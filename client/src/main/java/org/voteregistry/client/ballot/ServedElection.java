package org.voteregistry.client.ballot;

import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.ElectionUuid;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.backend.Answer;
import org.voteregistry.client.backend.Backend;
import org.voteregistry.client.backend.ServiceUnreachable;
import org.voteregistry.client.console.Document;

/**
 * The election that a service offers. The service could offer a key of its own, so the key is
 * checked to be that of the trustees whom it names; that these are the right ones is what the
 * published fingerprint says.
 */
final class ServedElection {
  private ServedElection() {}

  static ElectionParameters fetch(final Backend backend, final String uuid)
      throws ServiceUnreachable {
    ElectionUuid.check(uuid, "--election");
    final String path = "api/elections/" + uuid;
    final ElectionParameters election =
        Document.parse(
            "The election's parameters",
            document(backend, path + "/parameters"),
            ElectionParameters::read);
    if (!election.uuid().equals(uuid)) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED, "The service gave the parameters of election " + election.uuid());
    }
    final Trustees trustees =
        Document.parse(
            "The list of trustees",
            document(backend, path + "/trustees"),
            json -> Trustees.read(election.group(), json));
    if (!trustees.publicKey(election.group()).equals(election.publicKey().element())) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          "The election's key is not that of its trustees: do not vote, tell the administrator");
    }
    return election;
  }

  private static byte[] document(final Backend backend, final String path)
      throws ServiceUnreachable {
    final Answer answer = backend.get(path);
    if (!answer.ok()) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          "The service refused %s: %s".formatted(path, answer.explanation()));
    }
    return answer.body();
  }
}
