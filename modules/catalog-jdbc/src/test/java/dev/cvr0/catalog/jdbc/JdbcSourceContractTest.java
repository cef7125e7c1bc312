// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.CatalogSourceContract;
import dev.cvr0.catalog.TcpProxy;
import dev.cvr0.catalog.TcpProxy.Mode;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.PublicationRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The contract of sources, with a database behind a proxy. */
class JdbcSourceContractTest extends CatalogSourceContract {

    @Override
    protected Place createPlace() {
        return new DatabasePlace();
    }

    private static final class DatabasePlace implements Place {

        private final DatabaseServer server = DatabaseServer.shared();
        private final String database = server.createDatabase();
        private final TcpProxy proxy = new TcpProxy(server.port());
        private final JdbcStore store =
                JdbcStore.open(Database.ofOperator(server.url(database), DatabaseServer.ACCOUNT));

        @Override
        public CatalogSource open(InstantSource clock) {
            Database reached = Database.ofServer(server.url(proxy.port(), database), DatabaseServer.ACCOUNT);
            return new JdbcSource(reached, "node", Duration.ofSeconds(1), clock);
        }

        @Override
        public void publish(PublicationRequest request) {
            store.publish(request);
        }

        @Override
        public void publishEmergency(byte[] document) {
            store.publishEmergency(document, "ann");
        }

        @Override
        public void rollBackTo(PublicationRequest older) {
            long version = older.signed().manifest().version();
            server.execute(database, List.of("delete from cvr0_publication where version >= " + version));
            store.publish(older);
        }

        @Override
        public void replaceFile(Sha256 digest, byte[] bytes) {
            try (Connection connection = server.administrator(database);
                    PreparedStatement update = connection.prepareStatement(
                            "update cvr0_publication_file set bytes = ? where digest = ?")) {
                update.setBytes(1, bytes);
                update.setString(2, digest.hex());
                assertThat(update.executeUpdate()).isEqualTo(1);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void setAvailable(boolean available) {
            proxy.mode(available ? Mode.PASS : Mode.CUT);
        }

        @Override
        public boolean schedules() {
            return true;
        }

        @Override
        public void close() {
            store.close();
            proxy.close();
        }
    }
}
