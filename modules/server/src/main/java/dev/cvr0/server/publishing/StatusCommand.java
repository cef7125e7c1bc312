// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.server.command.ExitCodes;
import dev.cvr0.server.command.JsonOption;
import dev.cvr0.server.command.JsonOutput;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cvr0 status}: prints the status of a running server. */
@Command(
        name = "status",
        description =
                "Prints the status of a running server, from its HTTP API. Exits with 0 if the state is READY, with 3 if"
                        + " the server cannot be reached, and otherwise with 1.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8863",
            description = "The HTTP API of the server, see cvr0.http. Default: ${DEFAULT-VALUE}.")
    private String url = "";

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    public Integer call() throws InterruptedException {
        try {
            JsonObject status = get();
            PrintWriter out = spec.commandLine().getOut();
            if (json.isEnabled()) {
                JsonOutput.print(out, status);
            } else {
                status.forEach((name, value) -> print(out, LogSafeText.escape(name), value));
            }
            return status.getString("state", "").equals("READY") ? ExitCodes.EXIT_SUCCESS : ExitCodes.EXIT_CHECK_FAILED;
        } catch (IOException e) {
            String problem = e instanceof ConnectException ? "no server listens there" : String.valueOf(e.getMessage());
            spec.commandLine()
                    .getErr()
                    .println("cvr0: " + url + ": " + problem
                            + "; check the URL, and that the server runs with cvr0.http");
            return ExitCodes.EXIT_STARTUP_FAILED;
        }
    }

    private JsonObject get() throws IOException, InterruptedException {
        try {
            URI status = URI.create(url.replaceFirst("/+$", "") + "/v1/status");
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(HttpRequest.newBuilder(status).timeout(TIMEOUT).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("GET /v1/status returned the HTTP status " + response.statusCode());
            }
            return Json.createReader(new StringReader(response.body())).readObject();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--url: " + e.getMessage() + "; use a URL such as http://127.0.0.1:8863");
        } catch (JsonException e) {
            throw new IOException("GET /v1/status did not return JSON", e);
        }
    }

    private static void print(PrintWriter out, String name, JsonValue value) {
        switch (value.getValueType()) {
            case OBJECT ->
                value.asJsonObject().forEach((key, member) -> print(out, name + "." + LogSafeText.escape(key), member));
            case ARRAY -> value.asJsonArray().forEach(element -> print(out, name, element));
            case STRING -> out.println(name + ": " + LogSafeText.escape(((JsonString) value).getString()));
            default -> out.println(name + ": " + value);
        }
    }
}
