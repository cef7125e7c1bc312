-- SPDX-License-Identifier: Apache-2.0
-- The tables of CVR0 in MariaDB. All times are in UTC. Publications are only ever added.
create table if not exists cvr0_publication (
  version bigint primary key,
  base_version bigint not null unique,
  digest char(64) not null,
  manifest mediumblob not null,
  author varchar(255) not null,
  time datetime(6) not null,
  comment varchar(4000) not null,
  active_from datetime(6)
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;
create table if not exists cvr0_publication_file (
  digest char(64) primary key,
  bytes longblob not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;
create table if not exists cvr0_emergency (
  seq bigint auto_increment primary key,
  document mediumblob not null,
  author varchar(255) not null,
  time datetime(6) not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;
create table if not exists cvr0_node (
  node varchar(64) primary key,
  serving bigint not null,
  loaded bigint not null,
  problem text,
  digest varchar(64) not null,
  started datetime(6) not null,
  seen datetime(6) not null,
  live_until datetime(6) not null,
  clock_offset_ms bigint not null,
  software varchar(255) not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;
create table if not exists cvr0_client_count (
  hour datetime not null,
  node varchar(64) not null,
  kind varchar(700) not null,
  count bigint not null,
  primary key (hour, node, kind)
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;
create table if not exists cvr0_audit (
  seq bigint auto_increment primary key,
  time datetime(6) not null,
  who varchar(255) not null,
  what varchar(64) not null,
  detail text not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_bin;
create table if not exists cvr0_schema (
  version integer primary key
) engine = InnoDB;
insert into cvr0_schema (version) select 1 from dual where not exists (select * from cvr0_schema);
