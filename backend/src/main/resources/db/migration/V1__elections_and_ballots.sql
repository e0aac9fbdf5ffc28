-- An election from draft to close. Times are UTC.
create table election (
  uuid               text        primary key,
  state              text        not null
                     check (state in ('DRAFT', 'OPENING', 'OPEN', 'CLOSING', 'CLOSED')),
  -- Name, description and questions, as canonical JSON.
  content            text        not null,
  opens_at           timestamptz not null,
  closes_at          timestamptz not null,
  recording_ends_at  timestamptz not null,
  roll_size          integer     not null default 0 check (roll_size between 0 and 1000000),
  roll_hash          bytea       check (octet_length(roll_hash) = 32),
  -- From opening on: the frozen setup, byte for byte as it was hashed.
  manifest           bytea,
  manifest_hash      bytea       check (octet_length(manifest_hash) = 32),
  chain_election_id  bigint      unique,
  opening_tx         text,
  -- From closing on: what the chain says.
  ballots            bigint,
  board_hash         bytea       check (octet_length(board_hash) = 32),
  closing_tx         text,
  -- Why the chain refused the last opening or closing.
  refusal            text,
  created_at         timestamptz not null default now(),
  check (opens_at < closes_at and closes_at < recording_ends_at),
  check (state = 'DRAFT' or (manifest is not null and manifest_hash is not null
                             and roll_hash is not null and roll_size > 0)),
  check (state in ('DRAFT', 'OPENING') or chain_election_id is not null)
);

create index election_newest on election (created_at desc, uuid desc);
create index election_to_close on election (closes_at) where state = 'OPEN';

-- Public credentials in the order of their bytes; the voter index is the position.
create table roll_entry (
  election_uuid  text    not null references election,
  voter_index    integer not null,
  credential     text    collate "C" not null,
  primary key (election_uuid, voter_index),
  constraint roll_entry_once unique (election_uuid, credential)
);

-- Accepted ballots, exactly as they were cast.
create table ballot (
  vote_hash      bytea       primary key check (octet_length(vote_hash) = 32),
  reference      text        not null unique,
  election_uuid  text        not null,
  voter_index    integer     not null,
  body           bytea       not null,
  accepted_at    timestamptz not null default clock_timestamp(),
  -- One credential, one ballot.
  constraint ballot_one_per_voter unique (election_uuid, voter_index),
  foreign key (election_uuid, voter_index) references roll_entry
);

-- Casting is measured in milliseconds; disk is cheaper than compressing every ballot on the way.
alter table ballot alter column body set storage external;
