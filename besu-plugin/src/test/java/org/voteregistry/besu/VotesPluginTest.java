package org.voteregistry.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hyperledger.besu.plugin.services.BesuEvents;
import org.hyperledger.besu.plugin.services.PicoCLIOptions;
import org.hyperledger.besu.plugin.services.exception.PluginRpcEndpointException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.besu.chain.ChainBlock;
import org.voteregistry.besu.chain.TestChain;
import org.voteregistry.besu.follow.ChainFollower;
import picocli.CommandLine;

class VotesPluginTest {
  private static final String CONTRACT = "0x" + "c0".repeat(20);

  @TempDir private Path data;
  private final TestChain chain = new TestChain();
  private final VotesPlugin plugin = new VotesPlugin();
  private FakeBesu besu;

  @BeforeEach
  void prepare() {
    besu = new FakeBesu(chain, HexFormat.of().parseHex(CONTRACT.substring(2)), data);
    besu.arguments("--plugin-votes-contract", CONTRACT);
  }

  @AfterEach
  void stop() {
    plugin.stop();
  }

  private void start() {
    plugin.register(besu);
    plugin.beforeExternalServices();
    plugin.start();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> status() {
    return (Map<String, Object>) besu.call("votes_status");
  }

  private void await(final Callable<Boolean> condition) throws Exception {
    final long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s", status()).isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  @Test
  void indexesTheContractsLogsAndAnswers() throws Exception {
    chain.createElection(1, 100).recordBatch(1, 3).mine();
    start();
    await(() -> status().get("votes").equals(3L));
    assertThat(besu.methods())
        .containsExactly(
            "votes_getBatch",
            "votes_getElection",
            "votes_getProof",
            "votes_getTurnout",
            "votes_getVote",
            "votes_listElections",
            "votes_listVotes",
            "votes_status");
    assertThat(status()).containsEntry("contract", CONTRACT);
    assertThat(data.resolve("votes-index")).isDirectory();
  }

  @Test
  void takesWhatTheImportingThreadAnnounces() throws Exception {
    chain.createElection(1, 100).mine();
    start();
    await(() -> status().get("elections").equals(1));
    besu.announce(chain.recordBatch(1, 2).mine());
    await(() -> status().get("votes").equals(2L));
    chain.rewind(1, "fork");
    besu.announce(chain.recordBatch(1, 5).mine());
    await(() -> status().get("votes").equals(5L));
    assertThat(status()).containsEntry("errors", 0L).containsEntry("undoneBlocks", 1L);
  }

  @Test
  void neverLetsAnExceptionIntoTheImportingThread() throws Exception {
    start();
    await(() -> status().get("state").equals("live"));
    assertThatCode(() -> besu.announce(null)).doesNotThrowAnyException();
    assertThat(besu.metric("votes_handover_failures_total")).isEqualTo(1);
  }

  @Test
  void leavesBlocksBesideTheChainAlone() throws Exception {
    besu.arguments("--plugin-votes-contract", CONTRACT, "--Xplugin-votes-fault=slow:500");
    start();
    await(() -> status().get("state").equals("live"));
    final ChainBlock beside = chain.mine();
    chain.rewind(0, "fork");
    besu.announce(chain.mine());
    for (int i = 0; i < 2 * ChainFollower.QUEUE_CAPACITY; i++) {
      besu.announce(beside);
    }
    assertThat(status()).containsEntry("overflows", 0L);
    await(() -> Long.valueOf(1).equals(status().get("indexedBlock")));
  }

  @Test
  void showsItsMetrics() throws Exception {
    chain.createElection(1, 100).recordBatch(1, 3).mine();
    start();
    await(() -> status().get("state").equals("live"));
    assertThat(besu.categories()).containsExactly("votes");
    assertThat(besu.metric("votes_indexed_block")).isEqualTo(1);
    assertThat(besu.metric("votes_head_block")).isEqualTo(1);
    assertThat(besu.metric("votes_lag_blocks")).isZero();
    assertThat(besu.metric("votes_queue_blocks")).isZero();
    assertThat(besu.metric("votes_live")).isEqualTo(1);
    assertThat(besu.metric("votes_votes")).isEqualTo(3);
    assertThat(besu.metric("votes_events_total")).isEqualTo(5);
    for (final String counter :
        new String[] {"errors_total", "overflows_total", "undone_blocks_total", "rebuilds_total"}) {
      assertThat(besu.metric("votes_" + counter)).isZero();
    }
  }

  @Test
  void answersWithItsOwnErrors() throws Exception {
    start();
    await(() -> status().get("state").equals("live"));
    assertThatThrownBy(() -> besu.call("votes_getElection", 7))
        .isInstanceOf(PluginRpcEndpointException.class)
        .hasMessageContaining("there is no election 7")
        .hasMessageContaining("ELECTION_UNKNOWN");
  }

  @Test
  void letsGoOfEverythingWhenItStops() throws Exception {
    start();
    await(() -> status().get("state").equals("live"));
    plugin.stop();
    assertThat(besu.listeners()).isZero();
    assertThat(status()).containsEntry("state", "stopped");
  }

  @Test
  void aNodeWithoutAServiceRunsOnWithoutTheIndex() {
    besu.remove(BesuEvents.class);
    assertThatCode(this::start).doesNotThrowAnyException();
    assertThatThrownBy(() -> besu.call("votes_status"))
        .hasMessageContaining("the index does not run in this node");
  }

  @Test
  void aNodeWithoutOptionsRunsOnWithoutTheIndex() {
    besu.remove(PicoCLIOptions.class);
    assertThatCode(this::start).doesNotThrowAnyException();
    assertThat(besu.methods()).isEmpty();
    assertThat(besu.listeners()).isZero();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aNodeThatLacksAClassWhenThePluginRegistersRunsOnWithoutTheIndex() {
    besu.replace(
        PicoCLIOptions.class,
        (namespace, options) -> {
          throw new NoClassDefFoundError("org/hyperledger/besu/Gone");
        });
    assertThatCode(this::start).doesNotThrowAnyException();
    assertThat(besu.methods()).isEmpty();
    assertThat(besu.listeners()).isZero();
  }

  @Test
  void aNodeThatLacksAMethodWhenThePluginStartsRunsOnWithoutTheIndex() {
    besu.replace(
        BesuEvents.class,
        new BesuEvents() {
          @Override
          public long addBlockAddedListener(final BlockAddedListener listener) {
            throw new NoSuchMethodError("BesuEvents.addBlockAddedListener");
          }

          @Override
          public void removeBlockAddedListener(final long identifier) {}
        });
    assertThatCode(this::start).doesNotThrowAnyException();
    assertThatThrownBy(() -> besu.call("votes_status"))
        .hasMessageContaining("the index does not run in this node");
    assertThat(Thread.getAllStackTraces().keySet()).noneMatch(VotesPluginTest::follows);
  }

  private static boolean follows(final Thread thread) {
    return thread.getName().equals("votes-index");
  }

  @Test
  void readsItsOptions() {
    final VotesOptions options = new VotesOptions();
    new CommandLine(options)
        .parseArgs(
            "--plugin-votes-contract=0x" + "AB".repeat(20),
            "--plugin-votes-start-block=12",
            "--plugin-votes-dir=/somewhere",
            "--Xplugin-votes-fault=fail");
    assertThat(options.contract()).isEqualTo("0x" + "ab".repeat(20));
    assertThat(options.startBlock()).isEqualTo(12);
    assertThat(options.folder(data)).isEqualTo(Path.of("/somewhere"));
    assertThat(new VotesOptions().folder(data)).isEqualTo(data.resolve("votes-index"));
    for (final String wrong :
        new String[] {
          "--plugin-votes-contract=0x12",
          "--plugin-votes-start-block=0",
          "--Xplugin-votes-fault=sometimes"
        }) {
      assertThatThrownBy(() -> new CommandLine(new VotesOptions()).parseArgs(wrong))
          .isInstanceOf(CommandLine.ParameterException.class)
          .hasMessageContaining(wrong.substring(0, wrong.indexOf('=')));
    }
  }

  @Test
  void aFaultCanBeSwitchedWhileItRuns() throws Exception {
    final Path file = data.resolve("fault");
    besu.arguments("--plugin-votes-contract", CONTRACT, "--Xplugin-votes-fault=file:" + file);
    start();
    chain.mine();
    await(() -> Long.valueOf(1).equals(status().get("indexedBlock")));
    Files.writeString(file, "fail\n");
    chain.mine();
    await(() -> !status().get("errors").equals(0L));
    Files.writeString(file, "none\n");
    await(() -> Long.valueOf(2).equals(status().get("indexedBlock")));
  }
}
