-- SPDX-License-Identifier: Apache-2.0
-- The accounts of CVR0 in MariaDB, after mariadb.sql in the same database. They are locked until they have a password.
create user cvr0_publisher account lock;
create user cvr0_node account lock;

-- Publishes, and reads the reports of the servers. Cannot change or delete a publication.
grant select on cvr0_schema to cvr0_publisher;
grant select, insert on cvr0_publication to cvr0_publisher;
-- May also replace a damaged file.
grant select, insert, update on cvr0_publication_file to cvr0_publisher;
grant insert on cvr0_emergency to cvr0_publisher;
grant insert on cvr0_audit to cvr0_publisher;
grant select on cvr0_node to cvr0_publisher;
grant select on cvr0_client_count to cvr0_publisher;

-- A server: reads publications, and reports its status and client counts.
grant select on cvr0_schema to cvr0_node;
grant select on cvr0_publication to cvr0_node;
grant select on cvr0_publication_file to cvr0_node;
grant select on cvr0_emergency to cvr0_node;
grant select, insert, update on cvr0_node to cvr0_node;
grant select, insert, update, delete on cvr0_client_count to cvr0_node;
