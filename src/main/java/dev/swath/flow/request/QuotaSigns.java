package dev.swath.flow.request;

import dev.swath.earthengine.ServiceAssumptions;
import org.apache.camel.Message;

/** Reads from a good reply what it says about the quota. */
public final class QuotaSigns {

    private final RequestBudget budget;

    /** Signs that change this budget. */
    public QuotaSigns(RequestBudget budget) {
        this.budget = budget;
    }

    /** A request was answered: the budget grows, or shrinks where the service says that it restricts the project. */
    public void read(Message reply) {
        String status = reply.getHeader(ServiceAssumptions.QUOTA_STATUS_HEADER, "", String.class);
        if (status.contains(ServiceAssumptions.QUOTA_RESTRICTED)) {
            budget.tooMany();
        } else {
            budget.succeeded();
        }
    }
}
