package org.voteregistry.besu.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.besu.chain.ChainBlock;
import org.voteregistry.besu.chain.TestChain;
import org.voteregistry.besu.chain.TestLogs;
import org.voteregistry.besu.event.VoteEventDecoder;
import org.voteregistry.proofs.VoteHash;

class VoteIndexTest {
  private static final String CONTRACT = "0x" + "c0".repeat(20);

  @TempDir private Path folder;
  private final VoteEventDecoder decoder = new VoteEventDecoder();
  private final TestChain chain = new TestChain();
  private VoteIndex index;

  @BeforeEach
  void open() {
    index = open(CONTRACT);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private VoteIndex open(final String contract) {
    final ChainBlock genesis = chain.blockAt(0).orElseThrow();
    return VoteIndex.open(
        folder,
        new IndexIdentity(IndexIdentity.FORMAT, genesis.id().hash(), contract, 1),
        genesis.id());
  }

  private void mineAndApply() {
    apply(chain.mine());
  }

  private void apply(final ChainBlock block) {
    index.apply(block, decoder.decode(block.logs().get()));
  }

  @Test
  void holdsWhatTheContractRecorded() {
    chain.createElection(1, 100);
    mineAndApply();
    chain.recordBatch(1, 3).recordBatch(1, 2);
    mineAndApply();
    final ChainBlock block = chain.blockAt(2).orElseThrow();

    try (IndexView view = index.view()) {
      final Election election = view.election(1).orElseThrow();
      assertThat(election.votes()).isEqualTo(5);
      assertThat(election.batches()).isEqualTo(2);
      assertThat(election.rollSize()).isEqualTo(100);
      assertThat(election.manifestHash()).isEqualTo(TestLogs.hash("manifest1"));
      assertThat(view.elections()).containsExactly(election);

      final Vote fourth = view.batchOf(1, 3).orElseThrow().vote(3);
      assertThat(fourth).isEqualTo(new Vote(1, 3, TestLogs.voteHash("main1/3"), 10));
      assertThat(view.votesByHash(fourth.voteHash().toBytes(), 10))
          .extracting(FoundVote::vote)
          .containsExactly(fourth);

      final BatchContent content = view.batchOf(1, 4).orElseThrow();
      assertThat(content.votes()).extracting(Vote::serial).containsExactly(3L, 4L);
      final Batch second = content.batch();
      assertThat(second.batchId()).isEqualTo(2);
      assertThat(second.firstSerial()).isEqualTo(3);
      assertThat(second.origin().blockNumber()).isEqualTo(2);
      assertThat(second.origin().timestamp()).isEqualTo(block.timestamp());
      assertThat(view.batch(1, 2)).map(BatchContent::batch).contains(second);
      assertThat(view.batchOf(1, 5)).isEmpty();
      assertThat(view.batchOf(2, 0)).isEmpty();
      assertThat(view.turnout(1)).containsExactly(new HourlyTurnout(block.timestamp() / 3600, 5));
      assertThat(view.checkpoint()).isEqualTo(block.id());
    }
    assertThat(index.votes()).isEqualTo(5);
  }

  @Test
  void findsTheBatchesThatHoldVotesFromASerialOn() {
    chain.createElection(1, 100).createElection(2, 100);
    chain.recordBatch(1, 3).recordBatch(1, 2).recordBatch(1, 4).recordBatch(2, 1);
    mineAndApply();

    try (IndexView view = index.view()) {
      assertThat(batchIds(view, 1, 0, 3)).containsExactly(1L);
      assertThat(batchIds(view, 1, 2, 1)).containsExactly(1L);
      assertThat(batchIds(view, 1, 2, 2)).containsExactly(1L, 2L);
      assertThat(batchIds(view, 1, 3, 100)).containsExactly(2L, 3L);
      assertThat(batchIds(view, 1, 8, Integer.MAX_VALUE)).containsExactly(3L);
      assertThat(batchIds(view, 1, 9, 100)).isEmpty();
      assertThat(batchIds(view, 1, Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
      assertThat(batchIds(view, 3, 0, 100)).isEmpty();

      final BatchContent second = view.batchOf(1, 3).orElseThrow();
      assertThat(second.votes(0, 1)).extracting(Vote::serial).containsExactly(3L);
      assertThat(second.votes(4, 9)).extracting(Vote::serial).containsExactly(4L);
      assertThat(second.votes(5, 9)).isEmpty();
      assertThat(second.votes(3, 0)).isEmpty();
      assertThatThrownBy(() -> second.vote(5)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static List<Long> batchIds(
      final IndexView view, final long election, final long fromSerial, final int limit) {
    return view.batches(election, fromSerial, limit).stream()
        .map(content -> content.batch().batchId())
        .toList();
  }

  @Test
  void findsAVoteByItsFirstEightyBits() {
    chain.createElection(1, 100).recordBatch(1, 50);
    mineAndApply();
    final byte[] hash = TestLogs.voteHash("main1/20").toBytes();

    try (IndexView view = index.view()) {
      assertThat(view.votesByHash(java.util.Arrays.copyOf(hash, 10), 10))
          .extracting(found -> found.vote().serial())
          .containsExactly(20L);
    }
  }

  @Test
  void keepsEveryPositionOfAHashThatWasRecordedTwice() {
    final VoteHash hash = TestLogs.voteHash("twice");
    chain
        .createElection(1, 100)
        .createElection(2, 100)
        .recordBatch(1, TestLogs.hash("r"), List.of(hash))
        .recordBatch(2, TestLogs.hash("r"), List.of(TestLogs.voteHash("other"), hash));
    mineAndApply();

    try (IndexView view = index.view()) {
      assertThat(view.votesByHash(hash.toBytes(), 10))
          .extracting(FoundVote::vote)
          .containsExactly(new Vote(1, 0, hash, 7), new Vote(2, 1, hash, 8));
    }
  }

  @Test
  void chainsTheBoardAsTheSpecificationSays() throws Exception {
    chain.createElection(1, 100);
    mineAndApply();
    chain.recordBatch(1, 2);
    mineAndApply();

    byte[] link = new byte[32];
    for (int serial = 0; serial < 2; serial++) {
      final java.security.MessageDigest sha = java.security.MessageDigest.getInstance("SHA-256");
      sha.update(link);
      sha.update(java.nio.ByteBuffer.allocate(12).putLong(serial).putInt(serial + 7).array());
      link = sha.digest(TestLogs.voteHash("main1/" + serial).toBytes());
    }
    try (IndexView view = index.view()) {
      assertThat(view.election(1).orElseThrow().boardHash().toBytes()).isEqualTo(link);
    }
  }

  @Test
  void keepsHowAnElectionEnded() {
    chain.createElection(1, 100).recordBatch(1, 2);
    mineAndApply();
    chain.emit(TestLogs.electionClosed(1, 2, TestLogs.hash("board")));
    mineAndApply();
    chain.emit(TestLogs.resultPublished(1, 2, 0));
    mineAndApply();

    try (IndexView view = index.view()) {
      final Election election = view.election(1).orElseThrow();
      assertThat(election.closing().orElseThrow().ballots()).isEqualTo(2);
      assertThat(election.closing().orElseThrow().boardHash()).isEqualTo(TestLogs.hash("board"));
      assertThat(election.result().orElseThrow().counts()).containsExactly(2L, 0L);
      assertThat(election.result().orElseThrow().origin().blockNumber()).isEqualTo(3);
    }
  }

  @Test
  void undoingABlockLeavesNoTrace() {
    chain.createElection(1, 100).recordBatch(1, 2);
    mineAndApply();
    final byte[] before = index.contentDigest();
    chain
        .recordBatch(1, 3)
        .recordBatch(1, 1)
        .createElection(2, 5)
        .recordBatch(2, 1)
        .emit(TestLogs.electionClosed(1, 6, TestLogs.hash("board")))
        .emit(TestLogs.resultPublished(1, 6));
    mineAndApply();
    assertThat(index.contentDigest()).isNotEqualTo(before);

    index.undo();

    assertThat(index.contentDigest()).isEqualTo(before);
    assertThat(index.checkpoint()).isEqualTo(chain.blockAt(1).orElseThrow().id());
  }

  @Test
  void survivesBeingReopened() {
    chain.createElection(1, 100).recordBatch(1, 2);
    mineAndApply();
    final byte[] before = index.contentDigest();
    index.close();

    index = open(CONTRACT);

    assertThat(index.contentDigest()).isEqualTo(before);
    assertThat(index.checkpoint().number()).isEqualTo(1);
  }

  @Test
  void startsAnewForAnotherContract() {
    chain.createElection(1, 100).recordBatch(1, 2);
    mineAndApply();
    index.close();

    index = open("0x" + "c1".repeat(20));

    assertThat(index.checkpoint().number()).isZero();
    assertThat(index.votes()).isZero();
  }

  @Test
  void refusesABlockThatDoesNotFollow() {
    chain.mine();
    final ChainBlock second = chain.mine();
    assertThatThrownBy(() -> apply(second)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAGapAndWritesNothingOfTheBlock() {
    chain.createElection(1, 100).recordBatch(1, 2);
    mineAndApply();
    final byte[] before = index.contentDigest();

    chain.emit(TestLogs.voteRecorded(1, TestLogs.voteHash("x"), 3, 9));
    assertGap("serial 3 came where serial 2 was due");
    chain.recordBatch(1, 1).emit(TestLogs.voteRecorded(1, TestLogs.voteHash("x"), 3, 9));
    assertGap("4 votes but batches for 3 of them");
    chain
        .emit(TestLogs.voteRecorded(1, TestLogs.voteHash("x"), 2, 9))
        .emit(TestLogs.batchRecorded(1, 2, TestLogs.hash("r"), 2, 2));
    assertGap("has 2 votes where 1 are in no batch");
    chain.emit(TestLogs.batchRecorded(1, 2, TestLogs.hash("r"), 5, 1));
    assertGap("starts at serial 5 where 2 was due");
    chain.emit(TestLogs.electionClosed(9, 0, TestLogs.hash("b")));
    assertGap("election 9 is not known");
    chain.emit(TestLogs.electionCreated(1, 5));
    assertGap("created twice");

    assertThat(index.contentDigest()).isEqualTo(before);
  }

  private void assertGap(final String message) {
    final ChainBlock block = chain.mine();
    assertThatThrownBy(() -> apply(block))
        .isInstanceOf(IndexGapException.class)
        .hasMessageContaining(message);
    chain.rewind(block.number() - 1, "main");
  }

  @Test
  void keepsUndoDataForALimitedNumberOfBlocks() {
    for (int i = 0; i <= VoteIndex.KEPT_BLOCKS; i++) {
      mineAndApply();
    }
    assertThat(index.heldBlock(1)).isEmpty();
    assertThat(index.heldBlock(2)).isPresent();
    for (int i = 0; i < VoteIndex.KEPT_BLOCKS - 1; i++) {
      index.undo();
    }
    assertThatThrownBy(index::undo).isInstanceOf(UndoUnavailableException.class);
  }

  @Test
  void aViewDoesNotSeeLaterBlocks() {
    chain.createElection(1, 100).recordBatch(1, 2);
    mineAndApply();
    try (IndexView view = index.view()) {
      chain.recordBatch(1, 2);
      mineAndApply();
      assertThat(view.election(1).map(Election::votes)).isEqualTo(Optional.of(2L));
      assertThat(view.batches(1, 0, 100)).hasSize(1);
      assertThat(view.checkpoint().number()).isEqualTo(1);
    }
  }

  @Test
  void closingWaitsForOpenViewsAndThenRefusesNewOnes() throws Exception {
    final IndexView view = index.view();
    final CompletableFuture<Void> closing = CompletableFuture.runAsync(index::close);
    assertThat(closing).isNotCompleted();
    assertThat(view.elections()).isEmpty();
    view.close();
    closing.get(10, TimeUnit.SECONDS);
    assertThatThrownBy(index::view).isInstanceOf(IndexClosedException.class);
    assertThatThrownBy(() -> index.undo()).isInstanceOf(IndexClosedException.class);
  }

  @Test
  void saysThatDamagedFilesAreDamaged() throws IOException {
    chain.createElection(1, 100).recordBatch(1, 2);
    mineAndApply();
    index.close();
    Files.writeString(folder.resolve("CURRENT"), "nothing\n");

    assertThatThrownBy(() -> open(CONTRACT))
        .isInstanceOfSatisfying(
            IndexStorageException.class, e -> assertThat(e.isDamaged()).isTrue());

    VoteIndex.destroy(folder);
    index = open(CONTRACT);
    assertThat(index.votes()).isZero();
  }

  @Test
  void aFolderThatCannotBeMadeIsNotDamage() throws IOException {
    final Path file = Files.createTempFile(folder, "file", "");
    final IndexIdentity identity = new IndexIdentity(1, TestLogs.hash("genesis"), CONTRACT, 1);
    assertThatThrownBy(
            () ->
                VoteIndex.open(
                    file.resolve("index"), identity, chain.blockAt(0).orElseThrow().id()))
        .isInstanceOfSatisfying(
            IndexStorageException.class, e -> assertThat(e.isDamaged()).isFalse());
  }
}
