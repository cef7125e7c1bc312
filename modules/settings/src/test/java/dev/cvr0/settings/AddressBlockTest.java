// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    private static AddressBlock block(String text) {
        return AddressBlock.tryParse(text).orElseThrow();
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.org", "10.0.0.0/33", "10.0.0.256", "::/129", "1:2:3", "10.0.0.0/", "/8", "10.0/8"})
    void shouldRejectOtherTexts(String text) {
        assertThat(AddressBlock.tryParse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "0.0.0.0/0, ::1, false",
        "::/0, 10.0.0.1, false"
    })
    void shouldContainTheAddressesWithItsPrefix(String block, String address, boolean contained)
            throws UnknownHostException {
        assertThat(block(block).contains(address(address))).isEqualTo(contained);
    }

    @Test
    void shouldCoverSmallerBlocks() {
        assertThat(block("10.0.0.0/8").covers(block("10.1.0.0/16"))).isTrue();
        assertThat(block("10.0.0.0/8").covers(block("10.0.0.0/7"))).isFalse();
        assertThat(block("10.0.0.0/8").covers(block("11.0.0.0/16"))).isFalse();
    }

    @Test
    void shouldBeCanonicalWithoutBitsAfterThePrefix() {
        assertThat(block("10.0.0.0/8").isCanonical()).isTrue();
        assertThat(block("10.0.0.1/8").isCanonical()).isFalse();
    }

    @Test
    void shouldReturnEqualKeysForAddressesWithTheSamePrefix() throws UnknownHostException {
        assertThat(AddressBlock.prefix(address("2001:db8::1"), 64))
                .isEqualTo(AddressBlock.prefix(address("2001:db8::2"), 64))
                .isNotEqualTo(AddressBlock.prefix(address("2001:db8:0:1::1"), 64));
        assertThat(AddressBlock.prefix(address("192.0.2.1"), 64))
                .isNotEqualTo(AddressBlock.prefix(address("192.0.2.2"), 64));
    }

    @Test
    void shouldTellWhetherItsAddressesHaveTheSamePrefix() {
        assertThat(block("2001:db8::/64").hasPrefix(64)).isTrue();
        assertThat(block("2001:db8::/63").hasPrefix(64)).isFalse();
        assertThat(block("192.0.2.1").hasPrefix(64)).isTrue();
        assertThat(block("192.0.2.0/24").hasPrefix(64)).isFalse();
    }

    @Test
    void shouldPrintItsNotation() {
        assertThat(block("10.0.0.0/8")).hasToString("10.0.0.0/8");
        assertThat(block("10.0.0.1/32")).hasToString("10.0.0.1");
    }
}
