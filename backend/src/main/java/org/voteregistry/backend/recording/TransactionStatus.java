package org.voteregistry.backend.recording;

import java.time.Instant;
import java.util.List;
import org.voteregistry.backend.recording.RecordedVotes.Attempt;

/**
 * Where a vote is on its way to the chain. What does not exist yet is absent.
 *
 * @param status accepted (durable, waits for its batch), submitted (a validator has the batch),
 *     recorded (in a final block) or rejected (the contract refused it)
 * @param reason why it was rejected
 * @param note what the recorder is waiting for, while it cannot record
 * @param serial position on the board; final once recorded
 * @param batchId the batch's number on chain within its election
 * @param firstSerial first serial of its batch
 * @param batchSize votes in its batch
 * @param transactionHash 0x and 64 hex digits
 * @param gasUsed of the whole batch
 * @param attempts every sending of the batch's transaction
 */
public record TransactionStatus(
    String reference,
    String voteHash,
    String electionUuid,
    String status,
    String reason,
    String note,
    Instant acceptedAt,
    Long serial,
    Long batchId,
    Long firstSerial,
    Integer batchSize,
    String transactionHash,
    Long blockNumber,
    String blockHash,
    Long gasUsed,
    Instant recordedAt,
    List<Attempt> attempts) {}
