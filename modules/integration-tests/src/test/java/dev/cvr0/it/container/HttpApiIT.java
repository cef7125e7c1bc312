// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The operations of the HTTP API with the JSON library of the container. */
class HttpApiIT extends ContainerTestBase {

    private static final String LINE = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS a@example.com";

    @Inject
    private VersionService versions;

    @Inject
    private VersionPolicy policy;

    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.with().addAsLibraries(EmulatorWar.archiveOf(HttpApi.class));
    }

    @Test
    void shouldAnswerAsOnTheWire() {
        assertThat(post("{\"line\": \"" + LINE + "\"}"))
                .startsWith("200 {\"answer\":\"" + answerTo(LINE) + "\",\"close\":true,")
                .contains("\"rule\":\"msnmsgr-6-on-nt\",\"location\":\"bundled.yaml:");
    }

    @Test
    void shouldRejectMalformedJson() {
        assertThat(post("{")).startsWith("400 ");
        assertThat(post("{} x")).startsWith("400 ");
        assertThat(post("{\"lines\": " + "[".repeat(10_000))).startsWith("400 ");
        assertThat(post("{\"line\": \"CVR 1\", \"line\": \"CVR 2\"}")).startsWith("400 ");
    }

    private String post(String body) {
        ApiResponse response = HttpApi.of(versions, policy, 1664)
                .handle(new ApiRequest(
                        "POST",
                        "/v1/decide",
                        "",
                        name -> Optional.of("application/json").filter(type -> name.equals("Content-Type")),
                        StandardCharsets.UTF_8.encode(body),
                        InetAddress.getLoopbackAddress(),
                        Optional.empty()))
                .toCompletableFuture()
                .join();
        return response.status() + " " + StandardCharsets.UTF_8.decode(response.body());
    }
}
