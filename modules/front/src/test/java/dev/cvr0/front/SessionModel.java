// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random session between a client and an emulator, with the bytes that each has to receive through a relay. A character is
 * a byte. The model contains the rules of the protocol, and nothing of the relay.
 */
final class SessionModel {

    /** The first side to end its output, and the way. The other side answers an end with more bytes and its own end. */
    enum End {
        CLIENT_ENDS,
        EMULATOR_ENDS,
        CLIENT_RESETS,
        EMULATOR_RESETS
    }

    /**
     * Bytes that a side sends once it has received a number of bytes.
     *
     * @param alone whether exactly this number must have been received: the relay holds what follows
     */
    record Message(String bytes, int after, boolean alone) {}

    /** The bytes that one side sends, and those that it has to receive. */
    static final class Side {

        final List<Message> sends = new ArrayList<>();
        final StringBuilder receives = new StringBuilder();
        private int gate;

        private void send(String bytes, int after, boolean alone) {
            gate = Math.max(gate, after);
            sends.add(new Message(bytes, gate, alone));
        }
    }

    /** A CVR without an answer yet. */
    private record Request(String verb, String id, String library, int sent) {

        // A request without advice is answered by the emulator.
        String answer(String byEmulator) {
            return library.equals(Policies.UNKNOWN)
                    ? byEmulator
                    : verb + " " + id + " " + Policies.advice(library) + "\r\n";
        }
    }

    private static final int MAX_PAYLOAD = 3000;
    private static final int LONGEST_LINE = 1664;
    private static final String[] LIBRARIES = {"A", "B", "C", "D", Policies.UNKNOWN};

    final Side client = new Side();
    final Side emulator = new Side();
    final End end;
    private final Random random;
    private final String listener;
    private final List<Request> open = new ArrayList<>();
    private int lastId;

    /** Creates a session. The listener is the relay's replacement of {@link RelayFixture#FIRST}. */
    SessionModel(Random random, String listener) {
        this.random = random;
        this.listener = listener;
        int kind = random.nextInt(10);
        if (kind == 0) {
            passed();
        } else if (kind < 6) {
            modern(8 + random.nextInt(14));
        } else {
            old(2 + random.nextInt(6));
        }
        end = random.nextInt(5) > 0 ? End.values()[random.nextInt(2)] : End.values()[2 + random.nextInt(2)];
    }

    // Not a notification server: nothing is changed.
    private void passed() {
        String[] first = {
            "ANS 1 a b 2\r\n", "USR 1 a b\r\n", "GET / HTTP/1.1\r\n", "\u0016\u0003\u0001\u0002", "CVR 1 x\r\n"
        };
        fromClient(first[random.nextInt(first.length)]);
        raw();
    }

    // MSNP8 and later: VER, CVR, USR; then nothing is changed.
    private void modern(int dialect) {
        version(dialect);
        int requests = random.nextInt(4);
        for (int i = 0; i < requests; i++) {
            request();
            maybeAnswer();
            maybePush(dialect);
            if (dialect <= 10 && random.nextInt(4) == 0) {
                fromClient(payload(pick("SDC", "QRY", "PAG", "PGD"), false));
            }
        }
        String usr = nextId();
        fromClient("USR " + usr + " TWN I a@example.com\r\n");
        if (random.nextBoolean()) {
            fromClient("CVR " + nextId() + " " + Policies.client("A") + "\r\n");
        }
        maybeAnswer();
        maybePush(dialect);
        int received = emulator.receives.length();
        switch (random.nextInt(4)) {
            case 0 -> fromEmulator("911 " + usr + "\r\n", received);
            case 1 ->
                fromEmulator(
                        "XFR " + usr + " NS " + RelayFixture.FIRST + " 0 10.9.9.9:1863\r\n",
                        "XFR " + usr + " NS " + listener + " 0 10.9.9.9:1863\r\n",
                        received);
            default -> fromEmulator("USR " + usr + " TWN S lc=1033,id=507\r\n", received);
        }
        while (!open.isEmpty()) {
            answer();
        }
        raw();
    }

    // MSNP2 to 7: lines and payloads to the end, CVR at any time.
    private void old(int dialect) {
        version(dialect);
        int steps = random.nextInt(20);
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> request();
                case 2, 3 -> maybeAnswer();
                case 4 -> fromEmulator(payload(pick("MSG", "NOT", "IPG", "PAG"), true), 0);
                case 5 ->
                    fromClient(dialect >= 5 ? payload(pick("SDC", "QRY"), false) : "CHG " + nextId() + " NLN\r\n");
                case 6 -> {
                    String id = nextId();
                    fromClient("USR " + id + " MD5 I a@example.com\r\n");
                    fromEmulator("USR " + id + " OK a b\r\n", emulator.receives.length());
                }
                default -> {
                    fromClient(noise());
                    fromEmulator(noise(), 0);
                }
            }
        }
        while (!open.isEmpty()) {
            answer();
        }
        if (random.nextInt(4) == 0) {
            tooLong();
            raw();
        }
    }

    private void version(int dialect) {
        String[] blank = {"", "\r\n", "\n", "\r\n\n\r\n"};
        String ver = "VER " + nextId() + " MSNP" + dialect + pick(" CVR0", " MSNP1 CVR0", "") + pick("\r\n", "\n");
        client.send(blank[random.nextInt(blank.length)] + ver, 0, false);
        emulator.receives.append(ver);
        String answer = "VER " + lastId + pick(" MSNP", " msnp") + dialect + "\r\n";
        emulator.send(answer, ver.length(), true);
        client.receives.append(answer);
    }

    private void request() {
        String verb = random.nextInt(6) == 0 ? "CVQ" : "CVR";
        // Sometimes the id of another request.
        String id = open.isEmpty() || random.nextInt(6) > 0 ? nextId() : open.get(0).id;
        String library = pick(LIBRARIES);
        String spelled = random.nextInt(6) == 0 ? "0" + id : id;
        fromClient(verb + " " + spelled + " " + Policies.client(library) + "\r\n");
        open.add(new Request(verb, spelled, library, emulator.receives.length()));
    }

    private void maybeAnswer() {
        if (!open.isEmpty() && random.nextBoolean()) {
            answer();
        }
    }

    // Answers any open request; if its verb and id are not unique, the first of them.
    private void answer() {
        Request any = open.get(random.nextInt(open.size()));
        Request request = open.stream()
                .filter(other -> other.verb.equals(any.verb) && number(other) == number(any))
                .findFirst()
                .orElseThrow();
        open.remove(request);
        if (open.stream().noneMatch(other -> number(other) == number(request)) && random.nextInt(8) == 0) {
            fromEmulator("500 " + number(request) + "\r\n", request.sent);
            return;
        }
        String line = request.verb + " " + number(request) + " 1.0.0000 1.0.0000 1.0.0000 http://e http://e"
                + pick("", " extra", " \u00ff\u0000") + "\r\n";
        fromEmulator(line, request.answer(line), request.sent);
    }

    private static long number(Request request) {
        return Long.parseLong(request.id);
    }

    private void maybePush(int dialect) {
        if (dialect >= 11 && random.nextInt(3) == 0) {
            fromEmulator(payload(pick("UBX", "GCF"), true), 0);
        }
    }

    // A line with a payload: random bytes, lines, or an answer that must not be replaced.
    private String payload(String verb, boolean fromEmulator) {
        StringBuilder payload = new StringBuilder();
        int kind = random.nextInt(4);
        if (kind == 0 && fromEmulator && !open.isEmpty()) {
            payload.append("CVR ").append(number(open.get(0))).append(" 1 2 3 4 5\r\n");
        } else if (kind == 0) {
            payload.append("USR 1 TWN I a\r\nCVR 2 ")
                    .append(Policies.client("A"))
                    .append("\r\n");
        } else if (kind == 1) {
            payload.append("\r\n".repeat(random.nextInt(10)));
        } else {
            payload.append(bytes(random.nextInt(random.nextInt(10) == 0 ? MAX_PAYLOAD : 60)));
        }
        String name = fromEmulator ? " a@example.com b " : " " + nextId() + " ";
        return verb + name + payload.length() + "\r\n" + payload;
    }

    // A line that means nothing to the relay.
    private String noise() {
        return switch (random.nextInt(5)) {
            case 0 -> "\r\n";
            case 1 -> "NLN NLN a@example.com \u00e9\r\n";
            case 2 -> "QRY 12\n";
            case 3 -> "x".repeat(random.nextInt(LONGEST_LINE - 2)) + "\r\n";
            default -> "FLN " + bytes(20).replace('\n', ' ') + "\r\n";
        };
    }

    // Bytes after sign-in, after a line that is too long, or in a session that is passed.
    private void raw() {
        if (random.nextInt(4) == 0) {
            tooLong();
        }
        int pieces = random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            fromClient(bytes(random.nextInt(500)));
            fromEmulator(bytes(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 500)), emulator.receives.length());
        }
    }

    // Ends the following of lines in sessions of MSNP2 to 7.
    private void tooLong() {
        fromClient("y".repeat(LONGEST_LINE + 1 + random.nextInt(3000)));
        fromEmulator("z".repeat(LONGEST_LINE + 1 + random.nextInt(3000)), emulator.receives.length());
    }

    private void fromClient(String bytes) {
        client.send(bytes, random.nextInt(3) == 0 ? client.receives.length() : 0, false);
        emulator.receives.append(bytes);
    }

    private void fromEmulator(String bytes, int after) {
        fromEmulator(bytes, bytes, after);
    }

    private void fromEmulator(String bytes, String received, int after) {
        emulator.send(bytes, random.nextInt(3) == 0 ? emulator.receives.length() : after, false);
        client.receives.append(received);
    }

    private String nextId() {
        lastId += 1 + random.nextInt(3);
        return Integer.toString(lastId);
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private String bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }
}
