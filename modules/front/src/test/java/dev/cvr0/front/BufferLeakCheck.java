// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class that leaked a buffer. The service file registers it for all test classes. */
public final class BufferLeakCheck implements AfterAllCallback {

    private static final int ROUNDS = 3;

    @Override
    public void afterAll(ExtensionContext context) {
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            // The detector reports leaked buffers when a buffer is allocated.
            ByteBufAllocator.DEFAULT.buffer(1).release();
        }
        assertThat(RecordingLeakDetector.REPORTS).as("buffers never released").isEmpty();
    }
}
