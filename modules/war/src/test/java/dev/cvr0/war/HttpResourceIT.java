// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpResourceIT {

    private static final String LINE = "CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";

    private final AppServer server = AppServer.running();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void undeployAll() throws Exception {
        server.undeployAll();
    }

    @Test
    void shouldAnswerOverHttp() throws Exception {
        WebArchive war = AppServer.host("cvr0.war");
        server.deploy(war);

        HttpResponse<String> answer = post("/v1/decide", "application/json", "{\"line\": \"" + LINE + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .startsWith("{\"answer\":\"" + onTheWire() + "\",\"close\":true,\"verdict\":\"advice\",")
                .contains("\"rule\":\"msnmsgr-6-on-nt\",\"location\":\"", "catalog.yaml:");
        assertProblem(post("/v1/decide", "text/plain", "{}"), 415);
        assertProblem(post("/v1/decide", "application/json", "{"), 400);
        assertProblem(post("/v1/decide", "application/json", "x".repeat(1_000_000)), 413);
        assertProblem(post("/v1/other", "application/json", "{}"), 404);
        HttpResponse<String> get =
                send(HttpRequest.newBuilder(uri("/v1/decide")).GET());
        assertProblem(get, 405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");

        server.undeploy(war);
    }

    private String onTheWire() throws Exception {
        try (TestConnection session = new TestConnection(server.port())) {
            assertThat(session.ask("VER 1 CVR0")).isEqualTo("VER 1 CVR0");
            return session.ask(LINE);
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).startsWith("{\"status\":" + status + ",\"title\":\"");
    }

    private HttpResponse<String> post(String path, String contentType, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + "/cvr0" + path);
    }
}
