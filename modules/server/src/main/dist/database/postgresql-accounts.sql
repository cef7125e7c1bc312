-- SPDX-License-Identifier: Apache-2.0
-- The accounts of CVR0 in PostgreSQL, after postgresql.sql. They cannot sign in before they have a password.
create role cvr0_publisher login;
create role cvr0_node login;

-- Publishes, and reads the reports of the servers. Cannot change or delete a publication.
grant select on cvr0_schema, cvr0_publication, cvr0_publication_file, cvr0_node, cvr0_client_count to cvr0_publisher;
grant insert on cvr0_publication, cvr0_publication_file, cvr0_emergency, cvr0_audit to cvr0_publisher;
-- Replaces a damaged file.
grant update on cvr0_publication_file to cvr0_publisher;

-- A server: reads publications, and reports its status and client counts.
grant select on cvr0_schema, cvr0_publication, cvr0_publication_file, cvr0_emergency to cvr0_node;
grant select, insert, update on cvr0_node to cvr0_node;
grant select, insert, update, delete on cvr0_client_count to cvr0_node;
