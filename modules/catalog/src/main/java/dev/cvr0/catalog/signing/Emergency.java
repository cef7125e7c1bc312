// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.api.protocol.Token;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A signed order that clients keep their versions. It holds until a catalog with a higher version is served. For example,
 * {@code new Emergency(42, now, List.of("to-7.5"))} stops the answers of one rule.
 *
 * @param catalogVersion the highest version to which it applies; 1 to one less than {@link Manifest#MAX_VERSION}, so that
 *     a version above it exists
 * @param created the time of creation, in whole seconds
 * @param rules the names of the rules whose answers it replaces; empty for all answers. At most {@value #MAX_RULES}.
 *     Sorted, without duplicates
 * @since 0.1
 */
public record Emergency(long catalogVersion, Instant created, List<String> rules) {

    /** The largest size of a document, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** The largest number of names. */
    public static final int MAX_RULES = 1000;

    private static final String FORMAT = "cvr0-emergency 1";
    private static final String VERSION = "catalog-version ";
    private static final String CREATED = "created ";
    private static final String ALL = "echo all";
    private static final String RULE = "echo rule ";

    /**
     * Validates, sorts and copies the components.
     *
     * @throws IllegalArgumentException if one is out of range, a name is empty or has control characters, or the document
     *     would be too large
     */
    public Emergency {
        rules = rules.stream().sorted().distinct().toList();
        Manifest.require(
                catalogVersion > 0 && catalogVersion < Manifest.MAX_VERSION,
                "the catalog version must be 1 to " + (Manifest.MAX_VERSION - 1));
        Manifest.require(created.equals(created.truncatedTo(ChronoUnit.SECONDS)), "the time must be in whole seconds");
        Manifest.require(rules.size() <= MAX_RULES, "there must be at most " + MAX_RULES + " rules; use all rules");
        Manifest.require(
                rules.stream()
                        .noneMatch(name -> name.isEmpty() || name.codePoints().anyMatch(Token::isControlOrMalformed)),
                "the name of a rule must not be empty or contain control characters");
        Manifest.require(
                text(catalogVersion, created, rules).getBytes(StandardCharsets.UTF_8).length
                        <= MAX_BYTES - SignedText.SIGNATURE_BYTES,
                "the names of the rules are too long; use all rules");
    }

    /**
     * Signs this.
     *
     * @param key the private key
     * @return the document, for {@link #verify}
     */
    public byte[] sign(SigningKey key) {
        return SignedText.sign(text(), key).document();
    }

    /**
     * Verifies the signature of a document, then parses it.
     *
     * @param document the bytes of the document
     * @param key the key that must have signed it
     * @return the content
     * @throws UntrustedException if it is too large, not an emergency document, altered, or signed with another key
     */
    public static Emergency verify(byte[] document, VerifyingKey key) {
        SignedText signed = signed(document);
        if (!key.verify(signed.text(), signed.signatures().get(0))) {
            throw new UntrustedException("the emergency document is not signed with the key of"
                    + " cvr0.catalog.emergency-key; sign it with that key, or remove it");
        }
        return parse(signed.string());
    }

    /**
     * Parses a document without verifying its signature.
     *
     * @param document the bytes of the document
     * @return the content
     * @throws UntrustedException if it is too large or not an emergency document
     */
    public static Emergency unverified(byte[] document) {
        return parse(signed(document).string());
    }

    /**
     * Combines this with an earlier one.
     *
     * @param earlier the earlier one
     * @return the rules of both, for the higher version; all rules if they are too many
     */
    public Emergency and(Emergency earlier) {
        long version = Math.max(catalogVersion, earlier.catalogVersion);
        Instant later = created.isAfter(earlier.created) ? created : earlier.created;
        Stream<String> union = Stream.of(rules, earlier.rules).flatMap(List::stream);
        boolean all = rules.isEmpty() || earlier.rules.isEmpty();
        try {
            return new Emergency(version, later, all ? List.of() : union.toList());
        } catch (IllegalArgumentException tooMany) {
            return new Emergency(version, later, List.of());
        }
    }

    /**
     * Tells whether it replaces the answers of a rule.
     *
     * @param rule the name of the rule
     * @return true if it names the rule, or applies to all answers
     */
    public boolean relaxes(String rule) {
        return rules.isEmpty() || Collections.binarySearch(rules, rule) >= 0;
    }

    /** Returns a description for messages, without the names of the rules. */
    @Override
    public String toString() {
        return "emergency of " + created + " for version " + catalogVersion;
    }

    private static SignedText signed(byte[] document) {
        return Optional.of(document)
                .filter(bytes -> bytes.length <= MAX_BYTES)
                .flatMap(SignedText::tryParse)
                .filter(parsed -> parsed.signatures().size() == 1)
                .orElseThrow(Emergency::invalid);
    }

    /** Parses the output of {@link #text}. Accepts no other form. */
    static Emergency parse(String text) {
        String[] lines = text.split("\n", -1);
        try {
            if (lines.length > 4 && lines[0].equals(FORMAT)) {
                Emergency emergency = new Emergency(
                        Long.parseLong(lines[1].replace(VERSION, "")),
                        Instant.parse(lines[2].replace(CREATED, "")),
                        lines[3].equals(ALL)
                                ? List.of()
                                : Arrays.stream(lines, 3, lines.length - 1)
                                        .map(line -> line.replaceFirst(RULE, ""))
                                        .toList());
                if (emergency.text().equals(text)) {
                    return emergency;
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UntrustedException("the emergency document is invalid: " + e.getMessage(), e);
        }
        throw invalid();
    }

    /** Returns the signed text, which ends with a line feed. */
    String text() {
        return text(catalogVersion, created, rules);
    }

    private static String text(long version, Instant created, List<String> rules) {
        String scope = rules.isEmpty() ? ALL : RULE + String.join("\n" + RULE, rules);
        return FORMAT + "\n" + VERSION + version + "\n" + CREATED + created + "\n" + scope + "\n";
    }

    private static UntrustedException invalid() {
        return new UntrustedException("not an emergency document; create one with 'cvr0 emergency'");
    }
}
