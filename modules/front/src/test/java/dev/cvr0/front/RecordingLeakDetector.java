// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records the reports of Netty's leak detector for {@link BufferLeakCheck}. Netty creates it by class name. */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {

    static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

    public RecordingLeakDetector(Class<T> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    @SuppressWarnings("unused") // Netty also looks up this constructor
    public RecordingLeakDetector(Class<T> resourceType, int samplingInterval, long maxActive) {
        super(resourceType, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        REPORTS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        REPORTS.add(resourceType);
    }
}
