// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a whole file, and reports everything that is wrong with it at once. */
final class CatalogReader {

    private static final String FORMAT = "format";
    private static final String BASE_URL = "base-url";
    private static final String RELEASES = "releases";
    private static final String RULES = "rules";
    private static final String OTHERWISE = "otherwise";
    private static final List<String> KEYS = List.of(FORMAT, BASE_URL, RELEASES, RULES, OTHERWISE);
    private static final String KNOWN_FORMAT = "1";

    private final Problems problems;

    CatalogReader(String source) {
        this.problems = new Problems(source);
    }

    /**
     * Reads the root of the file.
     *
     * @throws CatalogException if anything is wrong, with all of it
     */
    Catalog read(Node root) {
        Section file = Section.of(new Value("catalogue", root, problems), KEYS);
        file.require(FORMAT).ifPresent(CatalogReader::checkFormat);
        Releases releases =
                file.require(RELEASES).map(new ReleasesReader()::read).orElseGet(() -> new Releases(Map.of()));
        UrlReader urls = file.find(BASE_URL).map(UrlReader::withBase).orElseGet(UrlReader::withoutBase);
        AnswerReader answers = new AnswerReader(releases, urls);
        List<Rule> rules = file.require(RULES)
                .map(new RuleReader(new WhenReader(releases), answers)::read)
                .orElse(List.of());
        Optional<Answer> otherwise = file.require(OTHERWISE)
                .map(value -> Section.of(value, AnswerReader.KEYS))
                .flatMap(answers::read);
        problems.throwIfAny();
        return new Catalog(problems.source(), releases, rules, otherwise.orElseThrow());
    }

    private static void checkFormat(Value value) {
        value.text()
                .filter(format -> !format.equals(KNOWN_FORMAT))
                .ifPresent(format -> value.reject("is " + Excerpt.quote(format) + ", expected " + KNOWN_FORMAT));
    }
}
