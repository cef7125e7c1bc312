-- SPDX-License-Identifier: Apache-2.0
-- The tables of CVR0 in PostgreSQL. All times are in UTC. Publications are only ever added.
create table if not exists cvr0_publication (
  version bigint primary key,
  base_version bigint not null unique,
  digest char(64) not null,
  manifest bytea not null,
  author varchar(255) not null,
  time timestamp(6) not null,
  comment varchar(4000) not null,
  active_from timestamp(6)
);
create table if not exists cvr0_publication_file (
  digest char(64) primary key,
  bytes bytea not null
);
create table if not exists cvr0_emergency (
  seq bigint generated always as identity primary key,
  document bytea not null,
  author varchar(255) not null,
  time timestamp(6) not null
);
create table if not exists cvr0_node (
  node varchar(64) primary key,
  serving bigint not null,
  loaded bigint not null,
  problem text,
  digest varchar(64) not null,
  started timestamp(6) not null,
  seen timestamp(6) not null,
  live_until timestamp(6) not null,
  clock_offset_ms bigint not null,
  software varchar(255) not null
);
create table if not exists cvr0_client_count (
  hour timestamp(0) not null,
  node varchar(64) not null,
  kind varchar(700) not null,
  count bigint not null,
  primary key (hour, node, kind)
);
create table if not exists cvr0_audit (
  seq bigint generated always as identity primary key,
  time timestamp(6) not null,
  who varchar(255) not null,
  what varchar(64) not null,
  detail text not null
);
create table if not exists cvr0_schema (
  version integer primary key
);
insert into cvr0_schema (version) select 1 where not exists (select * from cvr0_schema);
