// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The dialects and commands of a host. They determine which conformance dialogues apply to the host, and which dialects
 * the client offers in them.
 *
 * @param dialects the dialects of the host other than CVR0, best first; copied
 * @param ownCommands the verbs that the host handles itself before sign-in, other than those of CVR0. {@code CVR} if it
 *     answers CVR in sessions with its own dialects. Copied
 * @since 0.1
 */
public record HostCapabilities(List<String> dialects, Set<String> ownCommands) {

    /** A host without dialects and commands. */
    public static final HostCapabilities NONE = new HostCapabilities(List.of(), Set.of());

    /** The key of the dialects in the settings of a transcript. */
    private static final String DIALECTS = "cvr0.dialects";

    private static final String WITHOUT_OWN_COMMANDS = "only for hosts without own commands";
    private static final String CVR = "CVR";
    private static final Pattern VERB = Pattern.compile("[A-Z]{3}");
    private static final Pattern DIALECT = Pattern.compile("[!-+\\--~]{1,32}");
    private static final Pattern VER_LINE = Pattern.compile("(?md)^(VER[ \t]+[^ \t\n]+)([^\n]*)");
    private static final Pattern TOKEN = Pattern.compile("[^ \t\r\n]+");

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if a dialect or a verb is malformed, a dialect is given twice, or CVR0 or one of its
     *     commands is given
     */
    public HostCapabilities {
        dialects = List.copyOf(dialects);
        ownCommands = Set.copyOf(ownCommands);
        require(
                dialects,
                name -> DIALECT.matcher(name).matches() && !name.equalsIgnoreCase("CVR0"),
                "dialect of a host");
        require(
                ownCommands,
                verb -> VERB.matcher(verb).matches() && !Set.of("VER", "CVQ").contains(verb),
                "command of a host");
        if (dialects.stream().map(HostCapabilities::upper).distinct().count() < dialects.size()) {
            throw new IllegalArgumentException("a dialect is given twice in " + dialects);
        }
    }

    private static void require(Collection<String> names, Predicate<String> valid, String kind) {
        names.stream().filter(valid.negate()).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("'" + name + "' is not a " + kind);
        });
    }

    /** {@return the conformance transcripts, including one for CVR if the host answers it} */
    public List<Transcript> conformance() {
        Stream<Transcript> own =
                ownCommands.contains(CVR) ? Stream.of(Transcript.conformance("host-cvr.msnp")) : Stream.empty();
        return Stream.concat(Transcript.conformance().stream(), own).toList();
    }

    /**
     * {@return the settings that a transcript requires of the plugin}
     *
     * @param transcript the transcript
     */
    public static Map<String, String> pluginSettings(Transcript transcript) {
        Map<String, String> settings = new LinkedHashMap<>(transcript.settings());
        settings.remove(DIALECTS);
        return settings;
    }

    /**
     * {@return the reason why a dialogue does not apply to the host; empty if it applies}
     *
     * @param transcript the transcript of the dialogue
     * @param dialogue the dialogue
     */
    public Optional<String> reasonNotApplicable(Transcript transcript, Dialogue dialogue) {
        int required = required(transcript, dialogue).size();
        if (required > dialects.size()) {
            return Optional.of("the host has " + dialects.size() + " of " + required + " required dialects");
        }
        return dialogue.comments().contains(WITHOUT_OWN_COMMANDS) && !ownCommands.isEmpty()
                ? Optional.of("the host has own commands")
                : Optional.empty();
    }

    /**
     * Replaces the dialects in the lines with {@code VER}: those of the host in the transcript by dialects of this host in
     * the same order of preference, and others that this host has by dialects that it does not have.
     *
     * @param transcript the transcript of the dialogue
     * @param dialogue a dialogue that applies to the host
     * @return the dialogue for this host
     */
    public Dialogue adapt(Transcript transcript, Dialogue dialogue) {
        Map<String, String> names = replacements(transcript, dialogue);
        List<Step> steps =
                dialogue.steps().stream().map(step -> replace(step, names)).toList();
        return new Dialogue(dialogue.name(), dialogue.comments(), steps, dialogue.line());
    }

    /** Returns the dialects of the host in the transcript that occur in the dialogue, best first. */
    private static List<String> required(Transcript transcript, Dialogue dialogue) {
        Set<String> tokens = tokens(dialogue);
        return Stream.of(transcript.settings().getOrDefault(DIALECTS, "").split(","))
                .filter(name -> tokens.contains(upper(name)))
                .toList();
    }

    private Map<String, String> replacements(Transcript transcript, Dialogue dialogue) {
        List<String> required = required(transcript, dialogue);
        Map<String, String> names = new LinkedHashMap<>();
        IntStream.range(0, required.size()).forEach(i -> names.put(upper(required.get(i)), dialects.get(i)));
        Set<String> tokens = tokens(dialogue);
        Set<String> taken = new TreeSet<>(tokens);
        dialects.forEach(name -> taken.add(upper(name)));
        dialects.stream()
                .map(HostCapabilities::upper)
                .filter(name -> tokens.contains(name) && !names.containsKey(name))
                .forEach(name -> names.put(name, unusedDialect(taken)));
        return names;
    }

    private static String unusedDialect(Set<String> taken) {
        return IntStream.iterate(2, i -> i + 1)
                .mapToObj(i -> "MSNP" + i)
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> tokens(Dialogue dialogue) {
        Set<String> tokens = new TreeSet<>();
        for (Step step : dialogue.steps()) {
            VER_LINE.matcher(latin1(content(step)))
                    .results()
                    .flatMap(line -> TOKEN.matcher(line.group(2)).results())
                    .map(MatchResult::group)
                    .forEach(token -> tokens.add(upper(token)));
        }
        return tokens;
    }

    private static Bytes content(Step step) {
        if (step instanceof Step.Send send) {
            return send.bytes();
        }
        return step instanceof Step.ExpectLine answer ? answer.content() : Bytes.NONE;
    }

    private static Step replace(Step step, Map<String, String> names) {
        if (step instanceof Step.Send send) {
            return new Step.Send(replace(send.bytes(), names), send.line());
        }
        return step instanceof Step.ExpectLine answer
                ? new Step.ExpectLine(replace(answer.content(), names), answer.line())
                : step;
    }

    private static Bytes replace(Bytes bytes, Map<String, String> names) {
        String replaced = VER_LINE.matcher(latin1(bytes))
                .replaceAll(line -> Matcher.quoteReplacement(line.group(1)
                        + TOKEN.matcher(line.group(2))
                                .replaceAll(token -> Matcher.quoteReplacement(replace(token.group(), names)))));
        return Bytes.of(replaced.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Replaces a name. The replacement of a name that is not in capitals is not in capitals either. */
    private static String replace(String token, Map<String, String> names) {
        String name = names.getOrDefault(upper(token), token);
        boolean capitals = name.equals(token) || token.equals(upper(token));
        return capitals ? name : name.toLowerCase(Locale.ROOT);
    }

    private static String latin1(Bytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
