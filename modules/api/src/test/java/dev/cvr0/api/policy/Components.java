// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Lists the components of a record, for comparison one by one. */
final class Components {

    private Components() {}

    static List<Object> of(Record value) {
        List<Object> components = new ArrayList<>();
        try {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                components.add(component.getAccessor().invoke(value));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return components;
    }
}
