-- Decryptions stand in the archive in the order in which they came, so that it only ever grows at
-- its end.
alter table partial_decryption
  add column position bigint generated always as identity;
