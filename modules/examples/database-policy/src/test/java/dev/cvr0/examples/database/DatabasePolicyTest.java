// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.VersionPolicyContract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabasePolicyTest implements VersionPolicyContract {

    private static final String URL = "jdbc:h2:mem:releases";
    private static final String LINE = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602";

    private final RecordingRegistry registry = new RecordingRegistry();
    private Connection releases;
    private StandalonePlugin plugin;

    @BeforeEach
    void open() throws SQLException {
        releases = DriverManager.getConnection(URL);
        sql("create table release_advice (library varchar(255) primary key, recommended varchar(255) not null,"
                + " minimum varchar(255) not null, download_url varchar(700) not null,"
                + " fallback_url varchar(700) not null)");
        sql("insert into release_advice values ('MSNMSGR', '7.5.0324', '6.2.0208',"
                + " 'http://updates.example.org/msnmsgr.exe', 'http://updates.example.org/')");
        plugin = StandalonePlugin.on(registry)
                .source(SettingSource.of(Map.of(ReleaseDatabase.URL, URL)))
                .start();
    }

    @AfterEach
    void close() throws SQLException {
        plugin.close();
        releases.close();
    }

    @Override
    public VersionPolicy createPolicy() {
        return plugin.policy();
    }

    @Override
    public List<ClientProfile> knownClients() {
        return List.of(TestClient.messenger("6.0.0602").profile());
    }

    @Test
    void shouldAnswerWithTheValuesOfTheRow() {
        assertThat(answer())
                .isEqualTo("CVQ 1 7.5.0324 7.5.0324 6.2.0208 http://updates.example.org/msnmsgr.exe"
                        + " http://updates.example.org/");
    }

    @Test
    void shouldApplyAChangedRowToTheNextClient() throws SQLException {
        answer();

        sql("update release_advice set recommended = '8.1.0178' where library = 'MSNMSGR'");

        assertThat(answer()).startsWith("CVQ 1 8.1.0178 8.1.0178 6.2.0208 ");
    }

    @Test
    void shouldNotKnowALibraryWithoutARow() throws SQLException {
        sql("delete from release_advice");

        assertThat(answer()).isEqualTo("420 1");
    }

    @Test
    void shouldDeclareThatItMayBlock() {
        assertThat(plugin.policy().mayBlock()).isTrue();
    }

    @Test
    void shouldRecoverWhenTheDatabaseIsAvailableAgain() throws SQLException {
        sql("alter table release_advice rename to away");
        assertThat(answer()).isEqualTo("500 1");

        sql("alter table away rename to release_advice");
        assertThat(answer()).startsWith("CVQ 1 7.5.0324 ");
    }

    private String answer() {
        return registry.handle(LINE, FakeSession.fresh()).line().orElseThrow();
    }

    private void sql(String sql) throws SQLException {
        try (Statement statement = releases.createStatement()) {
            statement.execute(sql);
        }
    }
}
