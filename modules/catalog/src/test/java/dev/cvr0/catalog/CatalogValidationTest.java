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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogValidationTest {

    @Test
    void shouldReportEachErrorWithItsLocationAndPath() {
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
                        "test.yaml:1:1: missing key 'otherwise'; add it",
                        "test.yaml:1:9: format: '2' is not a supported format; use 1",
                        "test.yaml:2:11: base-url: 'msgr.example.com' does not begin with http://, https:// or ftp://; add it, for example 'https://msgr.example.com'",
                        "test.yaml:3:1: base-url: duplicate key; remove one",
                        "test.yaml:4:1: relases: unknown key; did you mean 'releases'?",
                        "test.yaml:6:14: releases.LIB[1]: 'two' is not a version; use numbers separated by dots, such as 7.0.0813",
                        "test.yaml:7:10: releases.EMPTY: the list is empty; add a value",
                        "test.yaml:8:3: releases.LIB: duplicate key; remove one",
                        "test.yaml:11:5: rules[0].wen: unknown key; did you mean 'when'?",
                        "test.yaml:12:13: rules[0].when.libary: unknown key; did you mean 'library'?",
                        "test.yaml:12:26: rules[0].when.colour: unknown key; use one of locale, system-type, system-version, architecture, library, client-version, codebase, user-handle, offered-dialect, remote-address, group",
                        "test.yaml:14:14: rules[0].minimum: 4.0 is newer than recommend 3.0; lower it",
                        "test.yaml:16:15: rules[0].fallback: 'example.com' does not begin with http://, https:// or ftp://; add it, for example 'https://example.com'",
                        "test.yaml:17:11: rules[1].name: a rule with this name is at test.yaml:10:11; use a unique name",
                        "test.yaml:19:16: rules[1].when.library: 'LIBB' is not listed under releases; did you mean 'LIB'?",
                        "test.yaml:20:23: rules[1].when.client-version: the range from 3.0 below 3 is empty; raise 'below'",
                        "test.yaml:21:23: rules[1].when.system-version: the range has no bounds; add 'from', 'below' or both",
                        "test.yaml:22:15: rules[1].when.locale: '409' is not a locale; use 0x and four hexadecimal digits, such as 0x0409, or a language tag, such as es or pt-br",
                        "test.yaml:23:18: rules[1].when.codebase[0]: must be text, but is a mapping",
                        "test.yaml:24:21: rules[1].when.architecture: the list is empty; add a value",
                        "test.yaml:26:14: rules[1].minimum: 1.0 cannot be required while recommend is 'own'; use 'own'",
                        "test.yaml:27:15: rules[1].download: 'gopher://example.com/' must be an absolute http, https or ftp URL with a host",
                        "test.yaml:28:15: rules[1].fallback: must not contain a space, but does at character 12",
                        "test.yaml:29:5: rules[2]: must be a mapping, but is the text 'just text'",
                        "test.yaml:30:5: rules[3]: missing key 'minimum'; add it",
                        "test.yaml:30:11: rules[3].name: must be one line without control characters",
                        "test.yaml:31:11: rules[3].when: must be a mapping, but is a list",
                        "test.yaml:32:16: rules[3].recommend: '7.x' is not a version; use numbers separated by dots, such as 7.0.0813",
                        "test.yaml:33:13: rules[3].second: 2.0 is not a release of any library, and clients that install it become unknown; list it under releases",
                        "test.yaml:34:14: rules[3].download: must not be empty",
                        "test.yaml:36:13: rules[3].reason: must be text, but is a list");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: [1, 2'       | test.yaml:1:4: the list or mapping that opens here is not closed, or a comma is missing, before line 1, column 9; close it or add the comma
            'a:\n\tb: 1'   | test.yaml:2:1: a tab is not allowed here; use spaces
            '- a'            | test.yaml:1:1: must be a mapping, but is a list
            'text'           | test.yaml:1:1: must be a mapping, but is the text 'text'
            '!!set {a}'      | test.yaml:1:1: must be a mapping, but is a mapping with the tag 'tag:yaml.org,2002:set'
            'a: *b'          | test.yaml:1:4: the alias '*b' has no anchor that ends before it; define one
            'a: &b [*b]'     | test.yaml:1:8: the alias '*b' has no anchor that ends before it; define one
            'a: 1\n---\nb: 2' | test.yaml:2:1: the file has more than one document; remove the line '---'
            'a: \u0001'     | test.yaml:1:4: not valid YAML: the character U+0001 is not allowed
            '%YAML 2.0\n---\na: b' | test.yaml: not valid YAML: the file declares YAML 2.0; use 1.2
            'a: "\\UFFFFFFFF"' | test.yaml: not valid YAML: For input string: "FFFFFFFF" under radix 16
            ''               | test.yaml: the file is empty; add a catalog
            '# nothing'      | test.yaml: the file is empty; add a catalog
            """)
    void shouldReportFirstErrorIfFileIsNotACatalog(String text, String problem) {
        assertThat(problems(text)).first().isEqualTo(problem);
    }

    @Test
    void shouldRejectKeyThatIsNotText() {
        assertThat(problems("? [a]\n: 1\n")).contains("test.yaml:1:3: a key must be text, but is a list");
    }

    @Test
    void shouldListErrorsUpToLimitAndCountOthers() {
        String text = "unknown-key-%d: 1\n";
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            file.append(String.format(text, i));
        }
        CatalogException thrown = refusal(file.toString());
        assertThat(thrown.errors()).hasSize(100);
        assertThat(thrown).hasMessageEndingWith(System.lineSeparator() + "and 24 more");
        assertThat(thrown.getMessage().lines()).hasSize(101);
    }

    @Test
    void shouldLimitTotalLengthOfUrls() {
        String exact = answerWithUrlsOf(1024);
        String tooLong = answerWithUrlsOf(1025);
        assertThat(SampleCatalogs.read(exact).ruleCount()).isZero();
        assertThat(problems(tooLong))
                .containsExactly(
                        "test.yaml:5:12: otherwise: download and fallback have 1025 characters in total; use at most 1024");
    }

    @Test
    void shouldRejectValueLongerThanParameter() {
        String longest = "x".repeat(255);
        assertThat(SampleCatalogs.withCondition("{ architecture: " + longest + " }")
                        .ruleCount())
                .isEqualTo(1);
        assertThat(catchThrowableOfType(
                        CatalogException.class,
                        () -> SampleCatalogs.withCondition("{ architecture: " + longest + "x }")))
                .hasMessageContaining("rules[0].when.architecture: must not be longer than 255 characters");
    }

    @Test
    void shouldEscapeAndCutTextOfFileInMessages() {
        String key = "\u00e9" + "k".repeat(100);
        assertThat(problems("\"" + key + "\": 1"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("test.yaml:1:1: \\u00e9" + "k".repeat(79) + "...: unknown key"));
    }

    @Test
    void shouldAcceptAliases() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "rules:\n  - { name: one, when: &lib { library: LIB }, until: 2026-01-01T00:00Z, "
                + SampleCatalogs.ANSWER
                + " }\n"
                + "  - { name: two, when: *lib, from: 2026-01-01T00:00Z, " + SampleCatalogs.ANSWER + " }\n"
                + SampleCatalogs.TAIL);
        assertThat(catalog.ruleCount()).isEqualTo(2);
    }

    @Test
    void shouldRejectAliasesWithTooManyValues() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, alias)) + "]\n");
        }
        assertThat(problems(bomb.toString()))
                .singleElement()
                .asString()
                .matches(
                        "test\\.yaml:6:\\d+: the catalog has more than 400000 values, with aliases expanded; remove some");
    }

    /** Each mistake in a valid catalog, which is changed by one replacement, causes one error. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: a         | name: "a         | 5:11: the quote that opens here is not closed; close it
            name: a         | name: 'a         | 5:11: the quote that opens here is not closed; close it
            name: a         | "name: a         | 5:5: the quote that opens here is not closed; close it
            name: a         | `name: 'a\n    when: {}\n  - name: 'b'` | 5:11: the quote that opens here is closed by another one, in line 7; close it where its text ends
            name: a         | name: update: now | 5:17: a colon in a text without quotes; put the text in quotes
            name: a         | name: @home      | 5:11: a text cannot begin with '@'; put it in quotes
            name: a         | name: "a" b      | 5:15: text after the end of a value; remove it, or put the whole value in quotes
            name: a         | name: "C:\\data" | 5:15: unknown escape '\\d' in double quotes; double the backslash or use single quotes
            recommend: 2.0  | recommend:2.0    | 7:5: the key has no value; write a colon and a space after the key
            `    recommend` | `   recommend`   | 7:4: wrong indentation; align the line with the others of its mapping or list
            `    recommend` | `     recommend` | 7:6: wrong indentation; align the line with the others of its mapping or list
            `    minimum`   | `      minimum`  | 8:14: the key continues the text above; align it with the other keys
            `    recommend` | `\trecommend`   | 7:1: a tab is not allowed here; use spaces
            { library: LIB } | { library: LIB  | 6:11: the list or mapping that opens here is not closed, or a comma is missing, before line 7, column 14; close it or add the comma
            { library: LIB } | { library:LIB } | 6:13: rules[0].when.library:LIB: unknown key; add a space after 'library:'
            library: LIB    | library: lib     | 6:22: rules[0].when.library: 'lib' is not listed under releases; write 'LIB', because upper and lower case differ
            recommend: 2.0  | Recommend: 2.0   | 7:5: rules[0].Recommend: unknown key; write 'recommend', because upper and lower case differ
            minimum: 1.0    | minimum: OWN     | 8:14: rules[0].minimum: write 'own' in lower case
            minimum: 1.0    | urgency: Required | 8:14: rules[0].urgency: 'Required' must be in lower case: 'required'
            minimum: 1.0    | minimun: 1.0     | 8:5: rules[0].minimun: unknown key; did you mean 'minimum'?
            releases:       | relases:         | 3:1: relases: unknown key; did you mean 'releases'?
            releases:       | versions:        | 1:1: missing key 'releases'; add it
            zone: UTC       | zone: Berlin     | 11:7: zone: 'Berlin' is not a time zone; use a name such as Europe/Berlin or UTC
            base-url: http:// | `base-url: ` | 2:11: base-url: 'example.com' does not begin with http://, https:// or ftp://; add it, for example 'https://example.com'
            `fallback: http://` | `fallback: ` | 10:15: rules[0].fallback: 'example.org' does not begin with http://, https:// or ftp://; add it, for example 'https://example.org'
            """)
    void shouldReportMistakeWithoutErrorsThatFollowFromIt(String valid, String mistake, String error) {
        String catalog = """
                format: 1
                base-url: http://example.com
                releases: { LIB: [1.0, 2.0] }
                rules:
                  - name: a
                    when: { library: LIB }
                    recommend: 2.0
                    minimum: 1.0
                    download: /d
                    fallback: http://example.org
                zone: UTC
                freeze: { from: 2026-01-01, until: 2026-02-01 }
                otherwise: { recommend: own, minimum: own, download: /any, fallback: http://example.com }
                """;
        assertThat(SampleCatalogs.read(catalog).ruleCount()).isEqualTo(1);
        assertThat(catalog).contains(valid);
        assertThat(problems(catalog.replaceFirst(Pattern.quote(valid), Matcher.quoteReplacement(mistake))))
                .filteredOn(problem -> !problem.contains(": versions: unknown key"))
                .containsExactly("test.yaml:" + error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            example.com                      | ""
            [EXAMPLE.com, other.example.com] | ""
            '*.com'                          | ""
            '*.example.com'                  | 2:11: base-url: 'http://example.com/base/' has a host that is not listed under download-hosts; list 'example.com' if it may serve downloads
            http://example.com               | 4:17: download-hosts: 'http://example.com' is not a host; use a name such as example.org, or *.example.org
            """)
    void shouldLimitHostsOfUrls(String hosts, String error) {
        String catalog = SampleCatalogs.HEAD + "download-hosts: " + hosts + "\nrules: []\n" + SampleCatalogs.TAIL;
        if (error.isEmpty()) {
            assertThat(SampleCatalogs.read(catalog).releaseCount()).isEqualTo(5);
            assertThat(problems(catalog.replace("fallback: http://example.com", "fallback: http://evil.example.net")))
                    .singleElement()
                    .asString()
                    .contains("otherwise.fallback: 'http://evil.example.net' has a host that is not listed");
        } else {
            assertThat(problems(catalog)).first().isEqualTo("test.yaml:" + error);
        }
    }

    @Test
    void shouldLimitLengthOfTextsAndTheirTotalWithAliases() {
        String longest = "x".repeat(4096);
        String texts = "texts: [&a " + longest + ", &b " + longest + "]\n";
        assertThat(problems("x: " + longest + "y"))
                .containsExactly("test.yaml:1:4: the text is longer than 4096 characters; shorten it");
        assertThat(problems(texts)).noneMatch(problem -> problem.contains("4096"));
        assertThat(problems(texts + "more: [" + "*a, *b, ".repeat(2047) + "]"))
                .containsExactly("test.yaml:2:16380: the values have more than 16777216 characters in total, with"
                        + " aliases expanded; use fewer aliases");
    }

    @Test
    void shouldLimitReleases() {
        String releases = "format: 1\nreleases: { LIB: [" + "%s] }\nrules: []\n" + SampleCatalogs.TAIL;
        assertThat(problems(releases.formatted(versions(10_001))))
                .containsExactly("test.yaml:2:11: releases: has 10001 versions; use at most 10000");
        assertThat(problems(releases.formatted(versions(10_000)))).noneMatch(problem -> problem.contains("at most"));
    }

    @Test
    void shouldLimitReleasesInVersionRanges() {
        StringBuilder file = new StringBuilder(
                "format: 1\nbase-url: http://example.com\nreleases: { LIB: [" + versions(10_000) + "] }\nrules:\n");
        for (int i = 0; i < 60; i++) {
            file.append("  - { name: r" + i + ", when: { client-version: { below: 1." + (9_900 + i)
                    + " } }, recommend: own," + " minimum: own, download: /, fallback: / }\n");
        }
        assertThat(problems(file + SampleCatalogs.TAIL))
                .contains(
                        "test.yaml:%d:42: rules[50].when.client-version: the version ranges up to this one match more than"
                                        .formatted(4 + 100 + 51)
                                + " 500000 releases in total; use fewer different ranges");
    }

    private static String versions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "1." + i + (i % 100 == 99 ? ",\n " : ","))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"'[', ']'", "'{a: ', '}'", "'- ', ''", "'? ', ''"})
    void shouldRejectDeepNesting(String opening, String closing) {
        assertThat(problems(opening.repeat(100_000) + closing.repeat(100_000)))
                .singleElement()
                .asString()
                .contains("test.yaml:1:");
    }

    @Test
    void shouldLimitNestingToTwentyLevels() {
        assertThat(problems("[".repeat(21) + "]".repeat(21)))
                .containsExactly("test.yaml:1:21: the file is nested more than 20 levels deep; nest it less");
        assertThat(problems("[".repeat(20) + "]".repeat(20)))
                .first()
                .isEqualTo("test.yaml:1:1: must be a mapping, but is a list");
    }

    @Test
    void shouldLimitFileTo16Mebibytes() {
        String catalog = SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL;
        int room = 16 * 1024 * 1024 - catalog.length();
        String largest = catalog + "# xxxxx\n".repeat(room / 8) + "#".repeat(room % 8);
        assertThat(SampleCatalogs.read(largest).ruleCount()).isZero();
        assertThat(problems(largest + "#"))
                .containsExactly("test.yaml: the file has more than 16777216 bytes; remove some content");
    }

    @Test
    void shouldLimitLineTo64Kibibytes() {
        String catalog = SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL;
        String longest = "#" + "x".repeat(64 * 1024 - 1);
        assertThat(SampleCatalogs.read(catalog + longest + "\n" + longest).ruleCount())
                .isZero();
        assertThat(problems(catalog + longest + "x"))
                .containsExactly("test.yaml:6:65537: the line is longer than 65536 characters; split it");
    }

    @Test
    void shouldReportLocationOfInvalidUtf8() {
        byte[] latin1 = "format: 1\nbase-url: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(latin1)).hasMessage("test.yaml:2:11: the file is not valid UTF-8; save it as UTF-8");
        byte[] utf16 = "format: 1".getBytes(StandardCharsets.UTF_16);
        assertThat(refusal(utf16)).hasMessageStartingWith("test.yaml:1:1: the file is not valid UTF-8");
        assertThat(refusal(new byte[] {'a', (byte) 0xC3}))
                .hasMessageStartingWith("test.yaml:1:2: the file is not valid UTF-8");
    }

    @Test
    void shouldIgnoreByteOrderMark() {
        assertThat(SampleCatalogs.read("\uFEFF" + SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL)
                        .releaseCount())
                .isEqualTo(5);
    }

    @Test
    void shouldNotCountByteOrderMarkAsColumn() {
        assertThat(problems("\uFEFFlist: 1"))
                .contains("test.yaml:1:1: list: unknown key; use one of"
                        + " format, zone, base-url, download-hosts, languages, emergency, freeze, releases, groups,"
                        + " unknown-clients, blocked, floors, rules, otherwise");
    }

    @Test
    void shouldReportMissingFileWithoutLine(@TempDir Path folder) {
        Path missing = folder.resolve("none.yaml");
        assertThat(refusal(missing))
                .hasMessage(missing + ": cannot read the file: no such file; check its path and permissions");
        assertThat(refusal(folder)).hasMessage(folder + ": the folder has no *.yaml files; add one");
    }

    @Test
    void shouldUsePathAsSource(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.yaml"), SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL);
        assertThat(new CatalogLoader().load(file).source()).isEqualTo(file.toString());
        Files.writeString(file, "format: 1");
        assertThat(refusal(file)).hasMessageStartingWith(file + ":1:1: missing key 'releases'");
    }

    private static String answerWithUrlsOf(int length) {
        String fallback = "http://example.com/" + "x".repeat(400);
        String download = "http://example.com/";
        String rest = "x".repeat(length - fallback.length() - download.length());
        return SampleCatalogs.HEAD + "rules: []\notherwise: { recommend: own, minimum: own, fallback: " + fallback
                + ", download: " + download + rest + " }\n";
    }

    private static List<String> problems(String text) {
        return refusal(text).errors().stream().map(ValidationError::toString).toList();
    }

    private static CatalogException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CatalogException refusal(byte[] bytes) {
        return catchThrowableOfType(CatalogException.class, () -> SampleCatalogs.read(bytes));
    }

    private static CatalogException refusal(Path file) {
        return catchThrowableOfType(CatalogException.class, () -> new CatalogLoader().load(file));
    }
}
