// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.ValidationError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogProblemsTest {

    @Test
    void everyMistakeInAFileShouldBeReportedAtItsPlace() {
        assertThat(problems("""
                        format: 2
                        base-url: msgr.example.com
                        base-url: http://example.com
                        relases: {}
                        releases:
                          LIB: [1.0, two, 3.0]
                          EMPTY: []
                          LIB: 1.0
                        rules:
                          - name: a
                            wen: {}
                            when: { libary: LIB, colour: red }
                            recommend: 3.0
                            minimum: 4.0
                            download: /d
                            fallback: example.com
                          - name: a
                            when:
                              library: LIBB
                              client-version: { from: 3.0, below: 3 }
                              system-version: {}
                              locale: 409
                              codebase: [{ a: b }]
                              architecture: []
                            recommend: own
                            minimum: 1.0
                            download: gopher://example.com/
                            fallback: "http://exam ple.com"
                          - just text
                          - name: "two\\nlines"
                            when: []
                            recommend: 7.x
                            second: 2.0
                            download:
                            fallback: http://example.com
                            reason: [a, b]
                        """))
                .containsExactly(
                        "test.yaml:1:1: 'catalogue' has no key 'otherwise', which it must have",
                        "test.yaml:1:9: 'format' is '2', expected 1",
                        "test.yaml:2:11: 'base-url' is 'msgr.example.com', which must be an absolute http, https or ftp URL with a host",
                        "test.yaml:3:1: 'base-url' is here a second time, expected each key once",
                        "test.yaml:4:1: 'relases' is not a key of 'catalogue', did you mean 'releases'?",
                        "test.yaml:6:14: 'LIB' is 'two', expected a version, numbers with dots between them such as 7.0.0813",
                        "test.yaml:7:10: 'EMPTY' is an empty list, expected at least one value",
                        "test.yaml:8:3: 'LIB' is here a second time, expected each key once",
                        "test.yaml:11:5: 'wen' is not a key of 'rule', did you mean 'when'?",
                        "test.yaml:12:13: 'libary' is not a key of 'when', did you mean 'library'?",
                        "test.yaml:12:26: 'colour' is not a key of 'when', expected one of locale, system-type,"
                                + " system-version, architecture, library, client-version, codebase, user-handle,"
                                + " offered-dialect, remote-address, group",
                        "test.yaml:14:14: 'minimum' is 4.0, expected at most 3.0, which 'recommend' is",
                        "test.yaml:15:15: 'download' begins with '/', expected a usable 'base-url' to put before it",
                        "test.yaml:16:15: 'fallback' is 'example.com', which must be an absolute http, https or ftp URL with a host",
                        "test.yaml:17:11: 'name' is the name of the rule at test.yaml:10:11 already, expected a name of its own",
                        "test.yaml:19:16: 'library' is 'LIBB', which 'releases' does not list; did you mean 'LIB'?",
                        "test.yaml:20:23: 'client-version' is a range from 3.0 below 3, in which no version lies",
                        "test.yaml:21:23: 'system-version' is a range without an end, expected 'from', 'below' or both",
                        "test.yaml:22:15: 'locale' is '409', expected 0x and four hexadecimal digits such as 0x0409,"
                                + " or the tag of a language such as es or pt-br",
                        "test.yaml:23:18: 'codebase' is a mapping, expected a text",
                        "test.yaml:24:21: 'architecture' is an empty list, expected at least one value",
                        "test.yaml:26:14: 'minimum' is 1.0, expected 'own' because 'recommend' is: a client below it"
                                + " could not follow",
                        "test.yaml:27:15: 'download' is 'gopher://example.com/', which must be an absolute http, https or ftp URL with a host",
                        "test.yaml:28:15: 'fallback' must not contain a space, but does at character 12",
                        "test.yaml:29:5: 'rule' is the text 'just text', expected a mapping",
                        "test.yaml:30:5: 'rule' has no key 'minimum', which it must have",
                        "test.yaml:30:11: 'name' must be one line without control characters",
                        "test.yaml:31:11: 'when' is a list, expected a mapping",
                        "test.yaml:32:16: 'recommend' is '7.x', expected a version, numbers with dots between them such"
                                + " as 7.0.0813",
                        "test.yaml:33:13: 'second' is 2.0, which 'releases' lists for no library, so that whoever"
                                + " installs it becomes unknown",
                        "test.yaml:34:14: 'download' must not be empty",
                        "test.yaml:36:13: 'reason' is a list, expected a text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: [1, 2'       | test.yaml:1:9: this is no YAML: expected ',' or ']', but got <stream end>
            'a:\n\tb: 1'   | test.yaml:2:1: this is no YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)
            '- a'            | test.yaml:1:1: 'catalogue' is a list, expected a mapping
            'text'           | test.yaml:1:1: 'catalogue' is the text 'text', expected a mapping
            '!!set {a}'      | test.yaml:1:1: 'catalogue' is a mapping with the tag 'tag:yaml.org,2002:set', expected a mapping
            'a: *b'          | test.yaml:1:4: the file has an alias '*b', expected the name of an anchor that ends before it
            'a: &b [*b]'     | test.yaml:1:8: the file has an alias '*b', expected the name of an anchor that ends before it
            'a: 1\n---\nb: 2' | test.yaml:2:1: this is no YAML: but found another document
            'a: \u0001'     | test.yaml:1:4: this is no YAML: the character U+0001 is not allowed
            '%YAML 2.0\n---\na: b' | test.yaml: this is no YAML: it says that it is YAML 2.0, expected 1.2
            'a: "\\UFFFFFFFF"' | test.yaml: this is no YAML: For input string: "FFFFFFFF" under radix 16
            ''               | test.yaml: the file is empty, expected a catalogue
            '# nothing'      | test.yaml: the file is empty, expected a catalogue
            """)
    void fileThatIsNoCatalogueShouldBeRefusedWithItsFirstProblem(String text, String problem) {
        assertThat(problems(text)).first().isEqualTo(problem);
    }

    @Test
    void keysThatAreNoTextShouldBeReported() {
        assertThat(problems("? [a]\n: 1\n")).contains("test.yaml:1:3: 'key' is a list, expected a text");
    }

    @Test
    void problemsShouldBeListedUpToABoundAndThenCounted() {
        String text = "unknown-key-%d: 1\n";
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            file.append(String.format(text, i));
        }
        CatalogException thrown = refusal(file.toString());
        assertThat(thrown.problems()).hasSize(100);
        assertThat(thrown).hasMessageEndingWith(System.lineSeparator() + "and 24 more");
        assertThat(thrown.getMessage().lines()).hasSize(101);
    }

    @Test
    void urlsShouldFitTogetherIntoTheAnswer() {
        String exact = answerWithUrlsOf(1024);
        String tooLong = answerWithUrlsOf(1025);
        assertThat(Samples.read(exact).ruleCount()).isZero();
        assertThat(problems(tooLong))
                .containsExactly(
                        "test.yaml:5:12: 'otherwise' has a download and a fallback of 1025 characters together,"
                                + " expected at most 1024");
    }

    @Test
    void valuesLongerThanAParameterShouldBeRefused() {
        String longest = "x".repeat(255);
        assertThat(Samples.withCondition("{ architecture: " + longest + " }").ruleCount())
                .isEqualTo(1);
        assertThat(catchThrowableOfType(
                        CatalogException.class, () -> Samples.withCondition("{ architecture: " + longest + "x }")))
                .hasMessageContaining("'architecture' must not be longer than 255 characters");
    }

    @Test
    void textOfTheFileShouldBeEscapedAndCutInMessages() {
        String key = "\u00e9" + "k".repeat(100);
        assertThat(problems("\"" + key + "\": 1"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("test.yaml:1:1: '\\u00e9" + "k".repeat(79) + "...' is not a key"));
    }

    @Test
    void aliasesThatStandForLittleShouldBeUsable() {
        Catalog catalog = Samples.read(Samples.HEAD
                + "rules:\n  - { name: one, when: &lib { library: LIB }, until: 2026-01-01T00:00Z, " + Samples.ANSWER
                + " }\n"
                + "  - { name: two, when: *lib, from: 2026-01-01T00:00Z, " + Samples.ANSWER + " }\n"
                + Samples.TAIL);
        assertThat(catalog.ruleCount()).isEqualTo(2);
    }

    @Test
    void aliasesThatStandForMuchShouldBeRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, alias)) + "]\n");
        }
        assertThat(problems(bomb.toString()))
                .singleElement()
                .asString()
                .matches("test\\.yaml:7:\\d+: the file holds too many values, .* expected at most 5000000");
    }

    @ParameterizedTest
    @CsvSource({"'[', ']'", "'{a: ', '}'", "'- ', ''", "'? ', ''"})
    void deepNestingShouldBeRefused(String opening, String closing) {
        assertThat(problems(opening.repeat(100_000) + closing.repeat(100_000)))
                .singleElement()
                .asString()
                .contains("test.yaml:1:");
    }

    @Test
    void nestingShouldBeRefusedFromTheTwentyFirstLevelOn() {
        assertThat(problems("[".repeat(21) + "]".repeat(21)))
                .containsExactly("test.yaml:1:21: the file is nested too deep here, expected at most 20 levels");
        assertThat(problems("[".repeat(20) + "]".repeat(20)))
                .first()
                .isEqualTo("test.yaml:1:1: 'catalogue' is a list, expected a mapping");
    }

    @Test
    void fileOfMoreThanThirtyTwoMebibytesShouldBeRefused() {
        String catalogue = Samples.HEAD + "rules: []\n" + Samples.TAIL;
        int room = 32 * 1024 * 1024 - catalogue.length();
        String largest = catalogue + "# xxxxx\n".repeat(room / 8) + "#".repeat(room % 8);
        assertThat(Samples.read(largest).ruleCount()).isZero();
        assertThat(problems(largest + "#"))
                .containsExactly("test.yaml: the file is too large, expected at most 33554432 bytes");
    }

    @Test
    void lineOfMoreThanSixtyFourKibibytesShouldBeRefused() {
        String catalogue = Samples.HEAD + "rules: []\n" + Samples.TAIL;
        String longest = "#" + "x".repeat(64 * 1024 - 1);
        assertThat(Samples.read(catalogue + longest + "\n" + longest).ruleCount())
                .isZero();
        assertThat(problems(catalogue + longest + "x"))
                .containsExactly("test.yaml:6:65537: the line is too long, expected at most 65536 characters");
    }

    @Test
    void fileThatIsNoUtf8ShouldBeRefusedWhereItStopsBeing() {
        byte[] latin1 = "format: 1\nbase-url: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(latin1))
                .hasMessage("test.yaml:2:11: the file is no UTF-8 from here on, expected UTF-8 throughout");
        byte[] utf16 = "format: 1".getBytes(StandardCharsets.UTF_16);
        assertThat(refusal(utf16)).hasMessageStartingWith("test.yaml:1:1: the file is no UTF-8");
        assertThat(refusal(new byte[] {'a', (byte) 0xC3}))
                .hasMessageStartingWith("test.yaml:1:2: the file is no UTF-8");
    }

    @Test
    void byteOrderMarkShouldBeIgnored() {
        assertThat(Samples.read("\uFEFF" + Samples.HEAD + "rules: []\n" + Samples.TAIL)
                        .releaseCount())
                .isEqualTo(5);
    }

    @Test
    void byteOrderMarkShouldNotCountAsAColumn() {
        assertThat(problems("\uFEFFlist: 1"))
                .contains("test.yaml:1:1: 'list' is not a key of 'catalogue', expected one of"
                        + " format, zone, base-url, languages, emergency, freeze, releases, groups,"
                        + " unknown-clients, blocked, floors, rules, otherwise");
    }

    @Test
    void missingFileShouldBeOneProblemWithoutALine(@TempDir Path folder) {
        Path missing = folder.resolve("none.yaml");
        assertThat(refusal(missing))
                .hasMessage(missing + ": the file cannot be read: there is none, expected a catalogue");
        assertThat(refusal(folder))
                .hasMessage(folder + ": the folder holds no file whose name ends in .yaml, expected at least one");
    }

    @Test
    void fileShouldBeLoadedUnderItsPath(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("own.yaml"), Samples.HEAD + "rules: []\n" + Samples.TAIL);
        assertThat(new CatalogLoader().load(file).source()).isEqualTo(file.toString());
        Files.writeString(file, "format: 1");
        assertThat(refusal(file)).hasMessageStartingWith(file + ":1:1: 'catalogue' has no key 'releases'");
    }

    private static String answerWithUrlsOf(int length) {
        String fallback = "http://example.com/" + "x".repeat(400);
        String download = "http://example.com/";
        String rest = "x".repeat(length - fallback.length() - download.length());
        return Samples.HEAD + "rules: []\notherwise: { recommend: own, minimum: own, fallback: " + fallback
                + ", download: " + download + rest + " }\n";
    }

    private static List<String> problems(String text) {
        return refusal(text).problems().stream().map(ValidationError::toString).toList();
    }

    private static CatalogException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CatalogException refusal(byte[] bytes) {
        return catchThrowableOfType(CatalogException.class, () -> Samples.read(bytes));
    }

    private static CatalogException refusal(Path file) {
        return catchThrowableOfType(CatalogException.class, () -> new CatalogLoader().load(file));
    }
}
