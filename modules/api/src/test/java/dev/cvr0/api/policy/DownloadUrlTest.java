// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://messenger.msn.com",
                "https://example.org/a%E9.exe?b=c&d",
                "ftp://example.org/setup.exe",
                "HTTP://example.org:8080/",
                "http://[::1]/"
            })
    void shouldAcceptAnAbsoluteUrl(String text) {
        assertThat(DownloadUrl.validate(text)).isEmpty();
        assertThat(new DownloadUrl(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must not be empty",
                "http://a b|must not contain a space, but does at character 9",
                "/setup.exe|must be an absolute http, https or ftp URL with a host",
                "file:///etc/passwd|must be an absolute http, https or ftp URL with a host",
                "javascript:alert(1)|must be an absolute http, https or ftp URL with a host",
                "http:///setup.exe|must be an absolute http, https or ftp URL with a host",
                "http://a/%zz|must be a URL, but has an error at character 10: Malformed escape pair"
            })
    void shouldDescribeTheProblemOfAnInvalidUrl(String text, String problem) {
        assertThat(DownloadUrl.validate(text)).contains(problem);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadUrl(text))
                .withMessage("a download URL " + problem);
    }

    @Test
    void shouldRejectAControlCharacter() {
        assertThat(DownloadUrl.tryParse("http://example.org/\r\nVER")).isEmpty();
    }

    @Test
    void shouldLimitTheLength() {
        String longest = "http://example.org/" + "x".repeat(DownloadUrl.MAX_LENGTH - 19);

        assertThat(DownloadUrl.tryParse(longest)).isPresent();
        assertThat(DownloadUrl.validate(longest + "x")).contains("must have at most 700 characters, but has 701");
    }

    @Test
    void shouldBeEqualOnlyIfTheTextIsEqual() {
        DownloadUrl url = new DownloadUrl("http://example.org/a");

        assertThat(url)
                .isEqualTo(new DownloadUrl("http://example.org/a"))
                .hasSameHashCodeAs(new DownloadUrl("http://example.org/a"))
                .isNotEqualTo(new DownloadUrl("HTTP://example.org/a"))
                .isNotEqualTo(new DownloadUrl("http://example.org/a/"))
                .isNotEqualTo("http://example.org/a")
                .isNotEqualTo(null);
    }

    @Test
    void shouldBePercentEncodedOnTheWire() {
        DownloadUrl url = new DownloadUrl("http://example.org/caf\u00E9");

        assertThat(url.text()).isEqualTo("http://example.org/caf\u00E9");
        assertThat(url.token().encoded()).isEqualTo("http://example.org/caf%C3%A9");
    }

    @Property
    void shouldNeverThrowForAnyText(@ForAll String text) {
        assertThat(DownloadUrl.tryParse(text).isPresent())
                .isEqualTo(DownloadUrl.validate(text).isEmpty());
    }
}
