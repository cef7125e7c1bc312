// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.decide;

import dev.cvr0.admin.operation.JsonRequest;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.TransactionId;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.settings.AddressBlock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The body of {@code POST /v1/decide}: one line, several lines, or the parameters of one line.
 *
 * @param requests the lines in order. Copied
 * @param single whether the answer is one object instead of a list
 * @param offered the dialects that the client offered in VER. Copied
 * @param address the address of the client
 */
public record DecideRequest(List<Line> requests, boolean single, List<Dialect> offered, InetAddress address) {

    /** The largest number of lines. */
    public static final int MAX_LINES = 1000;

    private static final String LINE = "line";
    private static final String LINES = "lines";
    private static final String VERB = "verb";
    private static final String TRANSACTION_ID = "transactionId";
    private static final String CODEBASE = "codebase";
    private static final String USER_HANDLE = "userHandle";
    private static final String OFFERED = "offered";
    private static final String ADDRESS = "address";
    /** The required fields of a line by fields. */
    public static final List<String> REQUIRED =
            List.of("locale", "systemType", "systemVersion", "systemArchitecture", "library", "version");

    private static final List<String> COMMON = List.of(OFFERED, ADDRESS);
    /** All fields. */
    public static final List<String> KNOWN = Stream.of(
                    List.of(LINE, LINES, VERB, TRANSACTION_ID), REQUIRED, List.of(CODEBASE, USER_HANDLE), COMMON)
            .flatMap(List::stream)
            .toList();
    /** The largest number of dialects. */
    public static final int MAX_DIALECTS = 64;

    /** Copies the lists. */
    public DecideRequest {
        requests = List.copyOf(requests);
        offered = List.copyOf(offered);
    }

    /**
     * A line of a client.
     *
     * @param command the command; empty if a host closes the session without an answer
     * @param rejection why the host closes the session, otherwise empty
     */
    public record Line(Optional<Command> command, String rejection) {

        static Line rejected(String reason) {
            return new Line(Optional.empty(), reason);
        }
    }

    static DecideRequest parse(JsonRequest body, int maxLineBytes) {
        return parse(body, maxLineBytes, MAX_LINES, List.of());
    }

    /** Parses a body that has further fields. */
    public static DecideRequest parse(JsonRequest body, int maxLineBytes, int maxLines, List<String> further) {
        body.rejectUnknown(Stream.concat(KNOWN.stream(), further.stream()).toList());
        return new DecideRequest(
                requests(body, maxLineBytes, maxLines, further), !body.has(LINES), offered(body), address(body));
    }

    private static List<Line> requests(JsonRequest body, int maxLineBytes, int maxLines, List<String> further) {
        String form = body.has(LINES) ? LINES : LINE;
        if (!body.has(form)) {
            return List.of(limited(command(body), maxLineBytes));
        }
        for (String field : body.members().keySet()) {
            if (!field.equals(form) && !COMMON.contains(field) && !further.contains(field)) {
                throw body.invalid(field, "remove this field, because the request has the field " + form);
            }
        }
        return form.equals(LINES)
                ? lines(body, maxLineBytes, maxLines)
                : List.of(line(JsonRequest.pointer(LINE), body.requireText(LINE), maxLineBytes));
    }

    private static List<Line> lines(JsonRequest body, int maxLineBytes, int maxLines) {
        List<String> texts = body.texts(LINES, maxLines);
        List<Line> lines = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            lines.add(line(JsonRequest.pointer(LINES) + "/" + i, texts.get(i), maxLineBytes));
        }
        return lines;
    }

    private static Line line(String pointer, String text, int maxLineBytes) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1)) : text;
        if (line.isBlank() || line.indexOf('\n') >= 0) {
            throw new ProblemException(
                    Problem.invalid(pointer, "the string is not one line; send one line of a client"));
        }
        Optional<Command> command = Command.tryParse(line);
        if (command.isEmpty()) {
            return Line.rejected("the line does not begin with a verb and a transaction id");
        }
        Verb verb = command.get().verb();
        if (!isDecidable(verb)) {
            throw new ProblemException(Problem.invalid(
                    pointer, "the verb is " + LogSafeText.escape(verb.name()) + "; only CVQ and CVR can be decided"));
        }
        return limited(command.get(), maxLineBytes);
    }

    private static boolean isDecidable(Verb verb) {
        return verb.equals(Verb.CVQ) || verb.equals(Verb.CVR);
    }

    // The lengths of the verb, a space, the transaction id, the text and CRLF. Most lines are ASCII.
    private static Line limited(Command command, int maxLineBytes) {
        int bytes = command.verb().name().length()
                + 1
                + command.transactionId().text().length()
                + 2;
        for (int i = 0; i < command.text().length(); i++) {
            char c = command.text().charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes > maxLineBytes
                ? Line.rejected("the line has more than " + maxLineBytes + " bytes (cvr0.max-line-bytes)")
                : new Line(Optional.of(command), "");
    }

    private static Command command(JsonRequest body) {
        Verb verb = body.text(VERB)
                .map(name -> Verb.tryParse(name)
                        .filter(DecideRequest::isDecidable)
                        .orElseThrow(() -> body.invalid(VERB, "send CVQ or CVR")))
                .orElse(Verb.CVR);
        TransactionId id = body.text(TRANSACTION_ID)
                .map(text -> TransactionId.tryParse(text)
                        .orElseThrow(() -> body.invalid(TRANSACTION_ID, "send 1 to 10 digits, at most 4294967295")))
                .orElseGet(() -> new TransactionId("1"));
        List<String> parameters = new ArrayList<>();
        REQUIRED.forEach(name -> parameters.add(word(body, name, body.requireText(name))));
        String codebase = optionalWord(body, CODEBASE);
        String userHandle = optionalWord(body, USER_HANDLE);
        if (!codebase.isEmpty() || !userHandle.isEmpty()) {
            parameters.add(codebase);
        }
        if (!userHandle.isEmpty()) {
            parameters.add(userHandle);
        }
        return new Command(verb, id, parameters);
    }

    private static String optionalWord(JsonRequest body, String name) {
        String text = body.text(name).orElse("");
        return text.isEmpty() ? text : word(body, name, text);
    }

    private static String word(JsonRequest body, String name, String text) {
        if (text.isEmpty() || text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0) {
            throw body.invalid(name, "send a word without spaces and tabs");
        }
        return text;
    }

    private static List<Dialect> offered(JsonRequest body) {
        List<Dialect> dialects = new ArrayList<>();
        for (String name : body.texts(OFFERED, MAX_DIALECTS)) {
            dialects.add(Dialect.tryParse(name)
                    .orElseThrow(() -> new ProblemException(Problem.invalid(
                            JsonRequest.pointer(OFFERED) + "/" + dialects.size(),
                            "send the name of a dialect, such as MSNP8"))));
        }
        return dialects;
    }

    private static InetAddress address(JsonRequest body) {
        return body.text(ADDRESS)
                .map(text -> AddressBlock.tryParse(text)
                        .filter(block -> text.indexOf('/') < 0)
                        .orElseThrow(() -> body.invalid(ADDRESS, "send an IPv4 or IPv6 address"))
                        .address())
                .orElseGet(InetAddress::getLoopbackAddress);
    }
}
