// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineBufferTest {

    private static final int LIMIT = 16;

    private static void add(LineBuffer buffer, byte[] bytes) {
        ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
        ByteBuf chunk = allocator.buffer(Math.max(1, bytes.length)).writeBytes(bytes);
        buffer.add(allocator, chunk);
    }

    private static List<String> takeAll(LineBuffer buffer) {
        List<String> lines = new ArrayList<>();
        while (buffer.head() == LineBuffer.Head.LINE) {
            lines.add(buffer.take());
        }
        return lines;
    }

    // The reading of the protocol page in the plainest words: up to LF, without one CR before it, at most LIMIT bytes.
    private static List<String> expected(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end - start < LIMIT; end = text.indexOf('\n', start)) {
            String line = text.substring(start, end);
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            start = end + 1;
        }
        return lines;
    }

    @Provide
    Arbitrary<String> dialogues() {
        return Arbitraries.strings().withChars('a', ' ', '\r', '\n').ofMaxLength(120);
    }

    @Property(tries = 2000)
    void linesShouldNotDependOnHowTheyArePackaged(
            @ForAll("dialogues") String text,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 20) Integer> cuts) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        LineBuffer buffer = new LineBuffer(LIMIT);
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < bytes.length; i++) {
            int to = Math.min(bytes.length, from + cuts.get(i % cuts.size()));
            add(buffer, Arrays.copyOfRange(bytes, from, to));
            lines.addAll(takeAll(buffer));
            from = to;
        }
        boolean tooLong = buffer.head() == LineBuffer.Head.TOO_LONG;
        buffer.release();
        assertThat(lines).isEqualTo(expected(text));
        assertThat(tooLong).isEqualTo(restAfter(text).length() >= LIMIT && isStuck(restAfter(text)));
    }

    private static boolean isStuck(String rest) {
        int end = rest.indexOf('\n');
        return end < 0 || end >= LIMIT;
    }

    private static String restAfter(String text) {
        int taken = expected(text).size();
        int start = 0;
        for (int i = 0; i < taken; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return text.substring(start);
    }

    @Test
    void emptyBufferShouldHoldNoLine() {
        assertThat(new LineBuffer(LIMIT).head()).isEqualTo(LineBuffer.Head.PARTIAL);
    }

    @Test
    void releasedBufferShouldStartAfresh() {
        LineBuffer buffer = new LineBuffer(LIMIT);
        add(buffer, "abc\nabcdef".getBytes(StandardCharsets.US_ASCII));
        buffer.release();
        add(buffer, "x\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(takeAll(buffer)).containsExactly("x");
    }
}
