-- Recording: from an accepted ballot to a vote on chain.
--
-- A vote's place is its serial. Batches are ranges of serials, so "recorded" is not a column that
-- is written per vote: a vote is recorded when its serial lies below its board's recorded count.
-- The view vote_recording at the end says it per vote.

-- Who may write here. Every transaction of the recorder takes FOR KEY SHARE on its epoch; a
-- takeover changes the epoch, which waits for these and makes all later ones fail. Renewing does
-- not touch the key, so it waits for nobody.
create table recorder_lease (
  id          smallint    primary key check (id = 1),
  epoch       bigint      not null unique,
  holder      text        not null,
  expires_at  timestamptz not null
);
insert into recorder_lease values (1, 0, 'nobody', '-infinity');

-- The chain that this database belongs to, stored at first contact.
create table chain_identity (
  id            smallint    primary key check (id = 1),
  chain_id      bigint      not null,
  genesis_hash  text        not null,
  contract      text        not null,
  first_seen    timestamptz not null default now()
);

create table chain_election (
  election_uuid      text        primary key,
  manifest_hash      bytea       not null check (octet_length(manifest_hash) = 32),
  roll_hash          bytea       not null check (octet_length(roll_hash) = 32),
  roll_size          integer     not null check (roll_size > 0),
  opens_at           timestamptz not null,
  closes_at          timestamptz not null,
  recording_ends_at  timestamptz not null,
  state              text        not null
                     check (state in ('OPENING', 'OPEN', 'CLOSING', 'CLOSED', 'REFUSED')),
  chain_election_id  bigint      unique,
  opened_block       bigint,
  -- Why opening or closing does not go on, or was refused.
  remark             text,
  requested_at       timestamptz not null default now(),
  check (state in ('OPENING', 'REFUSED') or chain_election_id is not null)
);
create index chain_election_pending on chain_election (election_uuid)
  where state in ('OPENING', 'CLOSING');

-- How far each election's board is: counts of serials that are given, batched and on chain.
create table election_board (
  election_uuid   text    primary key references chain_election,
  sequenced       bigint  not null default 0,
  sequenced_link  bytea   not null default decode(repeat('00', 32), 'hex'),
  batched         bigint  not null default 0,
  recorded        bigint  not null default 0,
  recorded_link   bytea   not null default decode(repeat('00', 32), 'hex'),
  -- A batch was reverted: nothing new is batched until the cause is found.
  repairing       boolean not null default false,
  -- Why recording of this election stands still; only a person can mend it.
  blocked         text,
  check (recorded <= batched and batched <= sequenced)
) with (fillfactor = 50);

-- The outbox. The id is the order of acceptance.
create table recording_entry (
  id             bigint      generated always as identity primary key,
  election_uuid  text        not null,
  voter_index    integer     not null check (voter_index >= 0),
  vote_hash      bytea       not null check (octet_length(vote_hash) = 32),
  state          text        not null default 'ACCEPTED'
                 check (state in ('ACCEPTED', 'SEQUENCED', 'SET_ASIDE')),
  serial         bigint,
  board_link     bytea,
  reason         text,
  accepted_at    timestamptz not null default clock_timestamp(),
  set_aside_at   timestamptz,
  constraint recording_entry_voter unique (election_uuid, voter_index),
  constraint recording_entry_vote unique (vote_hash, election_uuid),
  constraint recording_entry_serial unique (election_uuid, serial) deferrable initially immediate,
  check ((state = 'SEQUENCED') = (serial is not null and board_link is not null)),
  check ((state = 'SET_ASIDE') = (reason is not null and set_aside_at is not null))
);
create index recording_entry_waiting on recording_entry (election_uuid, id)
  where state = 'ACCEPTED';
create index recording_entry_set_aside on recording_entry (election_uuid, id)
  where state = 'SET_ASIDE';

-- Votes on chain that were not accepted here: another recorder wrote them. They are part of the
-- board, because the board is what the chain holds.
create table foreign_record (
  election_uuid  text    not null references chain_election,
  serial         bigint  not null,
  voter_index    integer not null,
  vote_hash      bytea   not null,
  board_link     bytea   not null,
  tx_hash        text    not null,
  primary key (election_uuid, serial)
);

-- One nonce of one account: what it is used for and how that ended.
create table chain_transaction (
  id             bigint      generated always as identity primary key,
  account        text        not null,
  nonce          bigint      not null,
  -- What for: record:<election>:<first serial>, open:<election>, close:<election>.
  purpose        text        not null,
  state          text        not null default 'PREPARED'
                 check (state in ('PREPARED', 'SUBMITTED', 'MINED', 'REVERTED', 'REPLACED')),
  gas_limit      bigint      not null,
  attempts       integer     not null default 0,
  prepared_at    timestamptz not null default now(),
  last_sent_at   timestamptz,
  -- From the receipt.
  tx_hash        text,
  block_number   bigint,
  block_hash     text,
  gas_used       bigint,
  settled_at     timestamptz,
  reason         text,
  constraint chain_transaction_nonce unique (account, nonce),
  check ((state in ('MINED', 'REVERTED')) = (tx_hash is not null and block_number is not null))
);
-- The same work is never signed twice unless the first transaction is proven to be without effect.
create unique index chain_transaction_purpose on chain_transaction (purpose)
  where state in ('PREPARED', 'SUBMITTED', 'MINED');
create index chain_transaction_pending on chain_transaction (account, nonce)
  where state in ('PREPARED', 'SUBMITTED');

-- The signed bytes, stored before they are sent. More than one for a nonce only where the gas price
-- had to be raised: the chain takes at most one of them.
create table signed_transaction (
  tx_hash         text        primary key,
  transaction_id  bigint      not null references chain_transaction,
  gas_price       numeric     not null,
  raw             bytea       not null,
  signed_at       timestamptz not null default now()
);
create index signed_transaction_of on signed_transaction (transaction_id);
-- Hashes do not compress.
alter table signed_transaction alter column raw set storage external;

-- Every attempt to send, with what the validator answered.
create table sending_attempt (
  transaction_id  bigint      not null references chain_transaction,
  at              timestamptz not null default clock_timestamp(),
  node            text        not null,
  outcome         text        not null
);
create index sending_attempt_of on sending_attempt (transaction_id, at);

create table recording_batch (
  id                  bigint      generated always as identity primary key,
  election_uuid       text        not null references chain_election,
  first_serial        bigint      not null,
  count               integer     not null check (count > 0),
  state               text        not null
                      check (state in ('IN_FLIGHT', 'RECORDED', 'REVERTED', 'ABANDONED')),
  root                bytea       not null check (octet_length(root) = 32),
  -- Absent where another recorder's transaction is taken over from the chain.
  transaction_id      bigint      references chain_transaction,
  oldest_accepted_at  timestamptz not null,
  formed_at           timestamptz not null default now(),
  chain_batch_id      bigint,
  tx_hash             text,
  block_number        bigint,
  block_hash          text,
  gas_used            bigint,
  recorded_at         timestamptz,
  check ((state = 'RECORDED') = (chain_batch_id is not null and block_number is not null))
);
create unique index recording_batch_alive on recording_batch (election_uuid, first_serial)
  where state in ('IN_FLIGHT', 'RECORDED');
create index recording_batch_transaction on recording_batch (transaction_id);

-- One row for each accepted vote with what became of it.
create view vote_recording as
select e.id, e.election_uuid, e.voter_index, e.vote_hash, e.serial, e.board_link, e.accepted_at,
       case when e.state = 'SET_ASIDE' then 'SET_ASIDE'
            when b.state = 'RECORDED' then 'RECORDED'
            when b.state = 'IN_FLIGHT' then 'IN_FLIGHT'
            else e.state end as state,
       e.reason, e.set_aside_at, b.id as batch, b.recorded_at
from recording_entry e
left join lateral (
  select b.* from recording_batch b
  where b.election_uuid = e.election_uuid and b.first_serial <= e.serial
    and b.state in ('IN_FLIGHT', 'RECORDED')
  order by b.first_serial desc limit 1) b on e.serial < b.first_serial + b.count;
