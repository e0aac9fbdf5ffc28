package org.voteregistry.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An election held with the program's commands alone, in one folder. */
final class ElectionFolder {
  static final List<String> TRUSTEES = List.of("ada", "bob", "eve");
  static final String QUESTIONS =
      """
      {"name":"Board","description":"Who \\"leads\\" us?","questions":[
        {"question":"Chair","answers":["Ada","Grace","Edsger"],"blank":true,"min":1,"max":2},
        {"question":"Fee","answers":["10","20"],"min":0,"max":1}],
       "administrator":"Board office","credential_authority":"Registrar"}
      """;

  final Path folder;
  final String uuid;

  ElectionFolder(final Path folder) {
    this.folder = folder;
    uuid = succeed("election", "uuid").strip();
  }

  Path file(final String name) {
    return folder.resolve(name);
  }

  String path(final String name) {
    return file(name).toString();
  }

  /** The files of all trustees with this ending, as an option takes them. */
  String all(final String ending) {
    return TRUSTEES.stream().map(name -> path(name + ending)).collect(Collectors.joining(","));
  }

  /** Runs a command that must succeed; gives what it printed. */
  static String succeed(final String... arguments) {
    final Cli cli = Cli.run(arguments);
    assertThat(cli.exitCode()).as("%s: %s", List.of(arguments), cli.err()).isZero();
    return cli.out();
  }

  static JsonNode json(final String... arguments) {
    return new JsonMapper().readTree(succeed(arguments));
  }

  /** Three trustees of whom two are needed. */
  ElectionFolder thresholdTrustees() {
    for (final String name : TRUSTEES) {
      succeed(
          "trustee",
          "threshold",
          "certificate",
          "--key=" + path(name + ".key"),
          "--out=" + path(name + ".cert"));
    }
    for (final String name : TRUSTEES) {
      succeed(
          "trustee",
          "threshold",
          "polynomial",
          "--key=" + path(name + ".key"),
          "--certificates=" + all(".cert"),
          "--threshold=2",
          "--out=" + path(name + ".poly"));
    }
    succeed(
        "trustee",
        "threshold",
        "deal",
        "--certificates=" + all(".cert"),
        "--polynomials=" + all(".poly"),
        "--out=" + all(".vinput"));
    for (final String name : TRUSTEES) {
      succeed(
          "trustee",
          "threshold",
          "share",
          "--key=" + path(name + ".key"),
          "--certificates=" + all(".cert"),
          "--vinput=" + path(name + ".vinput"),
          "--out=" + path(name + ".voutput"));
    }
    succeed(
        "trustee",
        "threshold",
        "assemble",
        "--certificates=" + all(".cert"),
        "--polynomials=" + all(".poly"),
        "--voutputs=" + all(".voutput"),
        "--out=" + path("threshold.json"));
    return this;
  }

  /** A mandatory trustee, and those of the threshold parameters. */
  ElectionFolder combine() {
    succeed("trustee", "keygen", "--key=" + path("max.privkey"), "--public=" + path("max.pubkey"));
    succeed(
        "trustee",
        "combine",
        "--public=" + path("max.pubkey"),
        "--threshold-parameters=" + path("threshold.json"),
        "--out=" + path("trustees.json"));
    return this;
  }

  /** Voters a, b and c, whose votes count 1, 3 and 5 times. */
  ElectionFolder credentials() throws Exception {
    Files.writeString(file("voters.csv"), "a\nb,3\n\nc , 5\n");
    succeed(
        "credentials",
        "generate",
        "--election=" + uuid,
        "--voters=" + path("voters.csv"),
        "--folder=" + path("roll"));
    return this;
  }

  ElectionFolder create() throws Exception {
    Files.writeString(file("questions.json"), QUESTIONS);
    succeed(
        "election",
        "create",
        "--uuid=" + uuid,
        "--questions=" + path("questions.json"),
        "--trustees=" + path("trustees.json"),
        "--credentials=" + path("roll/public_creds.json"),
        "--folder=" + folder);
    return this;
  }

  String archive() {
    return path(uuid + ".bel");
  }

  String encrypt(final String voter, final String first, final String second) {
    final String ballot = path("ballot-" + voter + ".json");
    succeed(
        "ballot",
        "encrypt",
        "--parameters=" + path("election.json"),
        "--credential-file=" + path("roll/private/" + voter),
        "--choice=" + first,
        "--choice=" + second,
        "--out=" + ballot);
    return ballot;
  }

  /** Everything up to the last ballot. */
  ElectionFolder voted() throws Exception {
    thresholdTrustees().combine().credentials().create();
    succeed(
        "archive",
        "append",
        archive(),
        encrypt("a", "1,3", "2"),
        encrypt("b", "blank", "none"),
        encrypt("c", "2", "2"));
    return this;
  }

  void close() {
    succeed("tally", archive(), "--close");
  }

  String decrypt(final String trustee) {
    final String out = path(trustee + ".dec");
    succeed(
        "trustee",
        "decrypt",
        archive(),
        "--key=" + path(trustee + ".key"),
        "--voutput=" + path(trustee + ".voutput"),
        "--out=" + out,
        "--request=" + path(trustee + ".request"));
    return out;
  }

  String decryptMandatory() {
    final String out = path("max.dec");
    succeed("trustee", "decrypt", archive(), "--key=" + path("max.privkey"), "--out=" + out);
    return out;
  }
}
