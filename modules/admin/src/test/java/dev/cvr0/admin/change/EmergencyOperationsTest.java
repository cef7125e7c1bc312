// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.change.ManagedServer.Result;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.SigningKeyPair;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmergencyOperationsTest {

    private static final String PATH = "/v1/emergency";
    private static final Instant CREATED = Instant.parse("2026-11-27T10:00:00Z");

    @TempDir
    private Path temp;

    private ManagedServer server;

    @BeforeEach
    void start() {
        server = new ManagedServer(temp);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldPublishADocument() {
        Result before = server.get(PATH).expect(200);
        assertThat(before.body()).isEqualTo("{\"configured\":true,\"inForce\":false,\"newestVersion\":1,\"rules\":[]}");

        server.change("ann", "PUT", PATH, before.tag(), document(1, server.emergency))
                .expect(200);

        server.policy.reload();
        Result after = server.get(PATH);
        assertThat(after.body())
                .isEqualTo(
                        "{\"configured\":true,\"inForce\":true,\"newestVersion\":1,\"rules\":[\"<script>\",\"otherwise\"]}");
        assertThat(after.tag()).isNotEqualTo(before.tag());
        server.change("ann", "PUT", PATH, before.tag(), document(1, server.emergency))
                .expect(412);
    }

    @Test
    void shouldRejectOtherDocuments() {
        String tag = server.get(PATH).tag();

        assertThat(server.change("ann", "PUT", PATH, tag, document(1, server.ann))
                        .expect(400)
                        .detail())
                .startsWith("the emergency document is not signed with the key of cvr0.catalog.emergency-key");
        server.change("ann", "PUT", PATH, tag, document(1, SigningKeyPair.generate()))
                .expect(400);
        server.change("ann", "PUT", PATH, tag, "{\"document\": \"x\"}").expect(400);
        server.change("ann", "PUT", PATH, tag, "{}").expect(400);
        server.send("ann", "PUT", PATH, Map.of(), document(1, server.emergency)).expect(428);
        server.change("viewer", "PUT", PATH, tag, document(1, server.emergency)).expect(403);
        assertThat(temp.resolve("published/emergency.sig")).doesNotExist();
    }

    @Test
    void shouldRequireTheVersionThatIsServedOrTheNewest() {
        server.publish(server.request(2, 1, ManagedServer.text("2.0")));
        server.policy.reload();
        server.publish(server.request(3, 2, ManagedServer.text("2.0")));
        String tag = server.get(PATH).tag();

        assertThat(server.change("ann", "PUT", PATH, tag, document(1, server.emergency))
                        .expect(400)
                        .detail())
                .isEqualTo(
                        "the document is for version 1, but version 2 is served and version 3 is the newest; write it"
                                + " with 'cvr0 emergency --for 3'");
        server.change("ann", "PUT", PATH, tag, document(4, server.emergency)).expect(400);
        server.change("ann", "PUT", PATH, tag, document(2, server.emergency)).expect(200);
    }

    @Test
    void shouldExplainThatAKeyIsRequired() {
        try (ManagedServer other = new ManagedServer(temp.resolve("other"), Map.of("cvr0.catalog.emergency-key", ""))) {
            Result state = other.get(PATH);

            assertThat(state.json().getBoolean("configured")).isFalse();
            assertThat(other.change("ann", "PUT", PATH, state.tag(), document(1, other.emergency))
                            .expect(409)
                            .detail())
                    .endsWith("set cvr0.catalog.emergency-key");
        }
    }

    private static String document(long version, SigningKeyPair key) {
        return ManagedServer.document(
                new Emergency(version, CREATED, List.of("otherwise", "<script>")).sign(key.signing()));
    }
}
