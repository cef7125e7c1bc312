// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.text.LogSafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 ask}: sends lines to a running server and prints the answers. */
@Command(
        name = "ask",
        description =
                "Sends lines to a running server in one session, and prints the answer to each line. Exits with 1 if"
                        + " a line is not answered.",
        mixinStandardHelpOptions = true)
public final class AskCommand implements Callable<Integer> {

    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final int MAX_SECONDS = 3600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "HOST:PORT",
            description = "The address of the server.",
            converter = ProbeCommand.AddressConverter.class)
    private InetSocketAddress server = new InetSocketAddress(0);

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "LINE",
            description = "A line as a client sends it, such as 'VER 1 CVR0'. '-' reads lines from standard input.")
    private List<String> lines = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "The time limit for the connection and for each answer. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--timeout: " + seconds + " is out of range; use a whole number from 1 to " + MAX_SECONDS);
        }
        List<String> requests = StandardInput.expand(lines);
        try (Socket socket = connect()) {
            return ask(socket, requests);
        } catch (IOException e) {
            spec.commandLine().getErr().println("cvr0: the connection failed: " + e.getMessage());
            return ExitCodes.EXIT_CHECK_FAILED;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(server, seconds * 1000);
            socket.setSoTimeout(seconds * 1000);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw ProbeCommand.cannotConnect(spec, server, e);
        }
    }

    private int ask(Socket socket, List<String> requests) throws IOException {
        for (String request : requests) {
            Optional<String> answer = ask(socket, request);
            if (answer.isEmpty()) {
                return ExitCodes.EXIT_CHECK_FAILED;
            }
            // An answer may contain sequences that control a terminal.
            spec.commandLine().getOut().println(LogSafeText.escape(answer.get(), MAX_ANSWER_BYTES));
        }
        return ExitCodes.EXIT_SUCCESS;
    }

    private Optional<String> ask(Socket socket, String request) {
        try {
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
            Optional<String> answer = readLine(socket.getInputStream());
            return answer.isPresent()
                    ? answer
                    : unanswered("the server closed the connection without an answer", request);
        } catch (SocketTimeoutException e) {
            return unanswered("no answer within " + seconds + " seconds", request);
        } catch (IOException e) {
            return unanswered("the connection failed (" + e.getMessage() + ") before an answer", request);
        }
    }

    private Optional<String> unanswered(String problem, String request) {
        spec.commandLine().getErr().println("cvr0: " + problem + " to " + LogSafeText.quote(request));
        return Optional.empty();
    }

    // Without a buffer: bytes after the line belong to the next answer.
    private static Optional<String> readLine(InputStream stream) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = stream.read(); next != '\n'; next = stream.read()) {
            if (next < 0 || line.size() == MAX_ANSWER_BYTES) {
                return Optional.empty();
            }
            line.write(next);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
    }
}
