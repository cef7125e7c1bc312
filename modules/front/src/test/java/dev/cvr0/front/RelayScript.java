// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.fail;

import dev.cvr0.host.Endpoint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dialogue between a client and an emulator through a relay, with the bytes that each sends and receives.
 *
 * <pre>{@code
 * C> VER 1 MSNP8 CVR0     the client sends the line and CRLF
 * >E VER 1 MSNP8 CVR0     the emulator receives it
 * E> VER 1 MSNP8          the emulator sends
 * >C VER 1 MSNP8          the client receives
 * }</pre>
 *
 * <p>Consecutive lines with the same prefix are one write, or are expected together. A line that ends with a backslash has no
 * CRLF; {@code \r}, {@code \n} and {@code \xHH} are bytes. In braces, the name of a library is the parameters of its client,
 * {@code advice} and a library those of the answer of {@link Policies}, and {@code echo} those of an emulator. The special lines
 * are {@code <end>}, {@code <reset>}, and after {@code >} also {@code <closed>} (an end or a reset), {@code <left>} (the same after any bytes) and {@code <nothing>};
 * {@code P> <release>} lets a waiting policy continue. After a last line that is not special, the client and then the emulator
 * end their output, which also shows that neither receives more bytes.
 */
final class RelayScript {

    private static final Pattern CLIENT = Pattern.compile("\\{([A-Z0-9]+)}");
    private static final Pattern ADVICE = Pattern.compile("\\{advice ([A-Z0-9]+)}");
    private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final String ECHO = "9.9.9999 9.9.9999 1.0.0000 http://emulator.example http://emulator.example/2";

    /** Consecutive lines with one prefix. */
    private record Step(String prefix, String content) {}

    private final List<Step> steps = new ArrayList<>();

    RelayScript(String text) {
        for (String line : text.split("\n")) {
            String prefix = line.substring(0, 2);
            String content = line.substring(Math.min(3, line.length()));
            int last = steps.size() - 1;
            if (isSpecial(content)) {
                steps.add(new Step(prefix, content));
            } else if (last >= 0 && steps.get(last).prefix.equals(prefix) && !isSpecial(steps.get(last).content)) {
                steps.set(last, new Step(prefix, steps.get(last).content + decode(content)));
            } else {
                steps.add(new Step(prefix, decode(content)));
            }
        }
    }

    private static boolean isSpecial(String content) {
        return content.matches("<[a-z]+>");
    }

    /** Decodes a line and appends its terminator. */
    static String decode(String line) {
        String expanded = ADVICE.matcher(line).replaceAll(match -> Policies.advice(match.group(1)));
        expanded = CLIENT.matcher(expanded).replaceAll(match -> Policies.client(match.group(1)));
        expanded = expanded.replace("{echo}", ECHO) + "\r\n";
        if (expanded.endsWith("\\\r\n")) {
            expanded = expanded.substring(0, expanded.length() - 3);
        }
        expanded = expanded.replace("\\r", "\r").replace("\\n", "\n");
        return HEX.matcher(expanded)
                .replaceAll(match ->
                        Matcher.quoteReplacement(String.valueOf((char) HexFormat.fromHexDigits(match.group(1)))));
    }

    /** Plays the dialogue once, with a new connection. */
    void play(InetSocketAddress relay, FakeEmulator emulator, Policies policies, Sender sender) {
        try (Endpoint client = Endpoint.connect(relay)) {
            new Run(client, emulator, policies, sender).play();
        }
    }

    /** The number of bytes that the client (C) or the emulator (E) sends. */
    int bytesFrom(char side) {
        return steps.stream()
                .filter(step -> step.prefix.equals(side + ">") && !isSpecial(step.content))
                .mapToInt(step -> step.content.length())
                .sum();
    }

    /** Sends the bytes of a step. */
    @FunctionalInterface
    interface Sender {

        Sender WHOLE = (side, from, to, bytes) -> to.send(bytes);

        /**
         * Sends the bytes.
         *
         * @param side C or E
         * @param from the number of bytes that this side has sent before
         */
        void send(char side, int from, Endpoint to, String bytes);
    }

    /** A dialogue that is being played. */
    private final class Run {

        private final Endpoint client;
        private final FakeEmulator listener;
        private final Policies policies;
        private final Sender sender;
        private Endpoint emulator;
        private int sentByClient;
        private int sentByEmulator;

        Run(Endpoint client, FakeEmulator listener, Policies policies, Sender sender) {
            this.client = client;
            this.listener = listener;
            this.policies = policies;
            this.sender = sender;
        }

        void play() {
            int at = 0;
            try {
                for (Step step : steps) {
                    at++;
                    play(step);
                }
                finish();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("step " + at + ", " + steps.get(at - 1) + ": " + e.getMessage(), e);
            } finally {
                if (emulator != null) {
                    emulator.close();
                }
                listener.expectNoConnection();
            }
        }

        private void play(Step step) {
            switch (step.prefix) {
                case "C>" -> sentByClient += send('C', sentByClient, client, step.content);
                case "E>" -> sentByEmulator += send('E', sentByEmulator, emulator(), step.content);
                case ">C" -> expect(client, step.content);
                case ">E" -> expect(emulator(), step.content);
                case "P>" -> policies.release();
                default -> fail("unknown prefix " + step.prefix);
            }
        }

        private int send(char side, int from, Endpoint endpoint, String content) {
            switch (content) {
                case "<end>" -> endpoint.endOutput();
                case "<reset>" -> endpoint.reset();
                default -> {
                    sender.send(side, from, endpoint, content);
                    return content.length();
                }
            }
            return 0;
        }

        private static void expect(Endpoint endpoint, String content) {
            switch (content) {
                case "<end>" -> endpoint.expectEnd();
                case "<reset>" -> endpoint.expectReset();
                case "<closed>" -> endpoint.expectClosed();
                case "<left>" -> endpoint.expectToBeLeft();
                case "<nothing>" -> endpoint.expectNothing();
                default -> endpoint.expect(content);
            }
        }

        private void finish() {
            Step last = steps.get(steps.size() - 1);
            if (emulator == null || isSpecial(last.content)) {
                return;
            }
            client.endOutput();
            emulator.expectEnd().endOutput();
            client.expectEnd();
        }

        private Endpoint emulator() {
            if (emulator == null) {
                emulator = listener.accept();
            }
            return emulator;
        }
    }

    @Override
    public String toString() {
        return steps.toString();
    }
}
