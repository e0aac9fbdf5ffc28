-- Belenios elections: who decrypts, what is encrypted with, and how often each ballot counts.
alter table election
  -- Belenios trustees, byte for byte as they were sent and checked.
  add column trustees bytea,
  -- From opening on: Belenios election parameters, byte for byte as voters use them. An election
  -- without them has ballots in the clear.
  add column parameters bytea,
  -- Whether every entry of the roll is known to lie in the group.
  add column roll_checked boolean not null default false,
  add constraint election_encrypted
    check (parameters is null or trustees is not null and roll_checked);

-- How often the voter's ballot counts; absent where the roll states no weight, which means once.
alter table roll_entry
  add column weight bigint check (weight >= 0 and weight <= 9007199254740992);

-- Publishing a result on chain, after closing.
alter table chain_election
  drop constraint chain_election_state_check,
  add constraint chain_election_state_check check (state in
    ('OPENING', 'OPEN', 'CLOSING', 'CLOSED', 'PUBLISHING', 'PUBLISHED', 'REFUSED')),
  add column result_hash bytea check (octet_length(result_hash) = 32),
  add column result_counts bigint[],
  add constraint chain_election_result check (state not in ('PUBLISHING', 'PUBLISHED')
    or result_hash is not null and result_counts is not null);
drop index chain_election_pending;
create index chain_election_pending on chain_election (election_uuid)
  where state in ('OPENING', 'CLOSING', 'PUBLISHING');

-- The product of all recorded ballots, computed once the board is final.
create table encrypted_tally (
  election_uuid  text        primary key references election,
  -- Belenios encrypted tally and its size, byte for byte as the archive holds them.
  tally          bytea       not null,
  sized          bytea       not null,
  computed_at    timestamptz not null default now()
);

-- What trustees decrypted, each with the proofs that were checked.
create table partial_decryption (
  election_uuid  text        not null references encrypted_tally,
  -- The trustee's number, from 1.
  owner          integer     not null check (owner > 0),
  body           bytea       not null,
  -- The order in which they came, and stand in the archive, so that it only ever grows at its end.
  position       bigint      generated always as identity,
  received_at    timestamptz not null default clock_timestamp(),
  primary key (election_uuid, owner)
);

create table election_result (
  election_uuid  text        primary key references encrypted_tally,
  -- Belenios result, byte for byte; its SHA-256 goes on chain.
  body           bytea       not null,
  result_hash    bytea       not null check (octet_length(result_hash) = 32),
  published_tx   text,
  published_block bigint,
  -- Why the chain refused the last publishing.
  refusal        text,
  computed_at    timestamptz not null default now()
);
