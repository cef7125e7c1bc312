// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.Operation;
import java.util.List;

/** Creates an API with other operations. */
public final class TestApi {

    private TestApi() {}

    public static HttpApi of(Access access, Operation... operations) {
        return new HttpApi(List.of(operations), access, new RequestLimit(), ConsoleFiles.NONE);
    }
}
