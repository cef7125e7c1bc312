// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.plugin.validation.CvqRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads clients from a file of CVQ lines as clients send them. A number before a line is the number of such clients. A VER
 * line contains the dialects that the clients after it offer. All invalid lines are reported together.
 */
public final class ClientList {

    private static final int MIN_PARAMETERS = 6;
    private static final int MAX_PARAMETERS = 9;
    private static final int MAX_LINES = 1_000_000;
    private static final int MAX_PROBLEMS = 100;
    private static final Pattern LINE = Pattern.compile("(?:([0-9]{1,100}) )?([A-Z]{3} .*)", Pattern.DOTALL);
    private static final String NOT_TEXT = ": cannot be read; expected a text file in UTF-8";
    private static final String EXPECTED = "expected '[NUMBER ]CVQ 1 LOCALE SYSTEM VERSION ARCHITECTURE LIBRARY VERSION"
            + " [CODEBASE] [USER]', or 'VER 1 DIALECT...'";

    private final String file;
    private final Map<ClientProfile, Long> clients = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private List<Dialect> offered = List.of();

    private ClientList(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param file the file, in UTF-8
     * @return the number of clients by client
     * @throws InvalidClientListException if the file cannot be read or a line is invalid
     */
    public static Map<ClientProfile, Long> read(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return read(reader, file.toString());
        } catch (IOException e) {
            throw new InvalidClientListException(List.of(file + NOT_TEXT));
        }
    }

    /**
     * Reads clients from a stream.
     *
     * @param reader the stream; not closed here
     * @param name the name in messages
     * @return the number of clients by client
     * @throws InvalidClientListException if the stream cannot be read or a line is invalid
     */
    public static Map<ClientProfile, Long> read(BufferedReader reader, String name) {
        ClientList list = new ClientList(name);
        try {
            list.read(reader);
        } catch (IOException | UncheckedIOException e) {
            list.report(name + NOT_TEXT);
        }
        if (!list.problems.isEmpty()) {
            throw new InvalidClientListException(list.problems);
        }
        return list.clients;
    }

    /**
     * Adds two numbers of clients.
     *
     * @param one not negative
     * @param other not negative
     * @return the sum, or {@link Long#MAX_VALUE} if the sum is larger
     */
    public static long saturatedAdd(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private void read(BufferedReader reader) throws IOException {
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (number > MAX_LINES) {
                report(file + ": has more than " + MAX_LINES + " lines; split the file");
                return;
            }
            if (!line.isBlank() && !line.startsWith("#") && !add(line)) {
                report(file + ":" + number + ": " + LogSafeText.quote(line) + " is not a client; " + EXPECTED);
            }
        }
    }

    private void report(String problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    private boolean add(String line) {
        Matcher matcher = LINE.matcher(line);
        Optional<Command> command = matcher.matches() ? Command.tryParse(matcher.group(2)) : Optional.empty();
        if (command.isPresent() && command.get().verb().equals(Verb.VER)) {
            offered = command.get().parameters().stream()
                    .map(Dialect::tryParse)
                    .flatMap(Optional::stream)
                    .toList();
            return true;
        }
        Optional<ClientProfile> client = command.flatMap(this::client);
        client.ifPresent(c -> clients.merge(c, count(matcher.group(1)), ClientList::saturatedAdd));
        return client.isPresent();
    }

    private Optional<ClientProfile> client(Command command) {
        List<String> parameters = command.parameters();
        if (!command.verb().equals(Verb.CVQ)
                || parameters.size() < MIN_PARAMETERS
                || parameters.size() > MAX_PARAMETERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(CvqRequest.of(command).profile(offered, InetAddress.getLoopbackAddress()));
        } catch (IllegalArgumentException e) {
            // a parameter that no server accepts
            return Optional.empty();
        }
    }

    private static long count(@Nullable String digits) {
        return digits == null
                ? 1
                : new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }
}
